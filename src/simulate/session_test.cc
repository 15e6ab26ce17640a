#include "simulate/session.h"

#include <deque>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace provost::simulate {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Scripted {
  int status = 0;  // 0: the answer is lost
  std::string body = "";
  std::string retry_after = "";
};

// Gives scripted answers in order, and keeps the requests.
class Script final : public Transport {
 public:
  Script(std::deque<Scripted> answers, std::vector<std::string>& asked)
      : answers_(std::move(answers)), asked_(asked) {}

  Result<http::Client::Answer> send(std::string_view method, std::string_view target,
                                    const std::vector<http::Header>&, std::string_view) override {
    asked_.push_back(std::string(method) + " " + std::string(target));
    if (answers_.empty()) {
      return Error(Code::internal, "script is at its end");
    }
    const Scripted next = answers_.front();
    answers_.pop_front();
    if (next.status == 0) {
      return Error(Code::internal, "connection reset");
    }
    http::Client::Answer answer;
    answer.status = next.status;
    answer.body = next.body;
    answer.headers = {{"Content-Type", "application/scim+json"}};
    if (!next.retry_after.empty()) {
      answer.headers.push_back({"Retry-After", next.retry_after});
    }
    return answer;
  }

 private:
  std::deque<Scripted> answers_;
  std::vector<std::string>& asked_;
};

class SessionTest : public ::testing::Test {
 protected:
  SessionTest() {
    shared_.sleep = [this](milliseconds time) { slept_.push_back(time.count()); };
    shared_.headers = [](bool) { return std::vector<http::Header>{}; };
  }
  Session scripted(std::deque<Scripted> answers) {
    return {shared_, std::make_unique<Script>(std::move(answers), asked_)};
  }

  Shared shared_{0};
  std::vector<std::string> asked_;
  std::vector<std::int64_t> slept_;
};

const Call read_call{Kind::read_user, "GET", "/Users/u1"};
const Call post_call{Kind::create_user, "POST", "/Users", "{}"};

TEST_F(SessionTest, WaitsAsLongAsRetryAfterSays) {
  Session session = scripted({{429, "", "7"}, {503, "", "2"}, {200, R"({"id":"u1"})"}});
  const Reply reply = session.expect(read_call, {200});
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(slept_, ElementsAre(7000, 2000));
  EXPECT_EQ(shared_.failures.count(), 0U);
  EXPECT_EQ(shared_.recorder.total(), 3U);
}

TEST_F(SessionTest, PausesLongerEachTimeWithoutRetryAfterAndGivesUpAfterTenTries) {
  Session session = scripted(std::deque<Scripted>(20, Scripted{503, "busy"}));
  EXPECT_EQ(session.expect(read_call, {200}).status, 0);
  EXPECT_EQ(asked_.size(), 10U);
  EXPECT_TRUE(std::ranges::is_sorted(slept_));
  EXPECT_THAT(shared_.failures.kept(), ElementsAre("read user: GET /Users/u1 → 503: busy"));
}

TEST_F(SessionTest, RecordsRequestStatusAndDetailOfAFailure) {
  Session session = scripted({{400, R"({"status":"400","detail":"userName is no e-mail"})"}});
  EXPECT_EQ(session.expect(post_call, {201}).status, 0);
  EXPECT_THAT(shared_.failures.kept(),
              ElementsAre("create user: POST /Users → 400: userName is no e-mail"));
  EXPECT_FALSE(shared_.stopped());
}

TEST_F(SessionTest, RepeatsALostReadButNeverALostPost) {
  Session session = scripted({{0}, {200, "{}"}, {0}});
  EXPECT_EQ(session.send(read_call).status, 200);
  EXPECT_EQ(session.send(post_call).status, 0);
  EXPECT_THAT(asked_, ElementsAre("GET /Users/u1", "GET /Users/u1", "POST /Users"));
}

TEST_F(SessionTest, StopsTheRunWhenTheServerStaysSilent) {
  Session session = scripted({});
  session.expect(read_call, {200});
  EXPECT_EQ(asked_.size(), 5U);
  EXPECT_THAT(shared_.stop_reason(), HasSubstr("no answer: script is at its end"));
  EXPECT_EQ(shared_.failures.count(), 1U);
}

// idp-clients.md §1.7: a credential failure is an immediate quarantine.
TEST_F(SessionTest, StopsTheRunWhenTheTokenIsRefused) {
  Session session = scripted({{401, R"({"detail":"bad token"})"}});
  session.expect(read_call, {200});
  EXPECT_TRUE(shared_.stopped());
  EXPECT_THAT(shared_.stop_reason(), HasSubstr("401: bad token"));
  session.expect(read_call, {200});
  EXPECT_EQ(asked_.size(), 1U) << "nothing is sent any more";
}

TEST_F(SessionTest, CreateGivesTheIdOfTheAnswer) {
  Session session = scripted({{201, R"({"id":"u1"})"}});
  const Created made = create(session, post_call, [] { return std::string("wrong"); });
  EXPECT_EQ(made.id, "u1");
  EXPECT_FALSE(made.adopted);
}

TEST_F(SessionTest, CreateFindsWhatALostPostHadCreated) {
  Session session = scripted({{0}});
  const Created made = create(session, post_call, [] { return std::string("u7"); });
  EXPECT_EQ(made.id, "u7");
  EXPECT_TRUE(made.adopted);
  EXPECT_EQ(shared_.failures.count(), 0U);
  EXPECT_THAT(asked_, ElementsAre("POST /Users"));
}

TEST_F(SessionTest, CreatePostsAgainWhenTheLostPostHadNotArrived) {
  Session session = scripted({{0}, {201, R"({"id":"u1"})"}});
  const Created made = create(session, post_call, [] { return std::string(); });
  EXPECT_EQ(made.id, "u1");
  EXPECT_FALSE(made.adopted);
}

TEST_F(SessionTest, CreateFailsOnAConflictWithSomethingThatCannotBeFound) {
  Session session = scripted({{409, R"({"detail":"taken"})"}});
  EXPECT_EQ(create(session, post_call, [] { return std::string(); }).id, "");
  EXPECT_THAT(shared_.failures.kept(), ElementsAre("create user: POST /Users → 409: taken"));
}

TEST_F(SessionTest, CreateWithoutAnIdInTheAnswerIsAFailure) {
  Session session = scripted({{201, "{}"}});
  EXPECT_EQ(create(session, post_call, [] { return std::string("u1"); }).id, "");
  EXPECT_EQ(shared_.failures.count(), 1U);
}

TEST_F(SessionTest, RemoveTakes404OnlyAfterALostAnswer) {
  const Call call{Kind::delete_user, "DELETE", "/Users/u1"};
  Session lost = scripted({{0}, {404}});
  remove(lost, call);
  EXPECT_EQ(shared_.failures.count(), 0U);
  Session gone = scripted({{404}});
  remove(gone, call);
  EXPECT_EQ(shared_.failures.count(), 1U);
}

TEST(RateLimiter, SpacesRequestsEvenly) {
  RateLimiter limiter(10);
  const auto now = std::chrono::steady_clock::now();
  EXPECT_EQ(limiter.take(now).count(), 0);
  EXPECT_EQ(limiter.take(now), milliseconds(100));
  EXPECT_EQ(limiter.take(now), milliseconds(200));
  EXPECT_EQ(limiter.take(now + milliseconds(1000)).count(), 0);
  RateLimiter unlimited(0);
  EXPECT_EQ(unlimited.take(now).count(), 0);
  EXPECT_EQ(unlimited.take(now).count(), 0);
}

}  // namespace
}  // namespace provost::simulate

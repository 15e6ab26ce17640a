#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/admin/testing.h"
#include "http/body_source.h"

namespace provost::api::admin_api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* log_path = "/api/v1/orgs/acme/provisioning-log";

// SCIM requests of acme, and the log as an operator reads it.
class ProvisioningLog : public ProvisionedFixture {
 protected:
  void provision_user(const std::string& name) {
    provision(http::Method::post, "/Users", R"({"userName":")" + name + R"(","active":true})");
  }
  json::Array items(const std::string& query = "") { return page(query).at("items").as_array(); }
  json::Object page(const std::string& query = "") { return get(log_path + query); }
};

TEST_F(ProvisioningLog, ShowsTheNewestFirstWithItsCauseAndItsFix) {
  provision_user("ada@x.example");
  provision_user("Ada@x.example");
  const json::Array all = items();
  ASSERT_EQ(all.size(), 2U);
  const json::Object& failed = all[0].as_object();
  EXPECT_EQ(failed.at("status"), 409);
  EXPECT_EQ(failed.at("cause").as_object().at("id"), "user_name.taken");
  EXPECT_EQ(failed.at("subject").as_object().at("name"), "Ada@x.example");
  EXPECT_TRUE(failed.at("journal").is_null());
  const json::Object& made = all[1].as_object();
  EXPECT_EQ(made.at("status"), 201);
  EXPECT_TRUE(made.at("cause").is_null());
  EXPECT_GT(made.at("journal").as_object().at("firstSeq").as_int64(), 0);
  EXPECT_EQ(made.at("operation"), "scim.create");
}

TEST_F(ProvisioningLog, FindsWhatIsAskedFor) {
  provision_user("ada@x.example");
  provision_user("ada@x.example");
  provision_user("grace@x.example");
  provision(http::Method::del, "/Users/5b7e0c9e-1f6a-4f3c-9a55-0d6a1c2b3e4f");
  EXPECT_EQ(items("?status=4xx").size(), 2U);
  EXPECT_EQ(items("?status=201").size(), 2U);
  EXPECT_EQ(items("?method=DELETE").size(), 1U);
  EXPECT_EQ(items("?search=GRACE").size(), 1U);
  EXPECT_EQ(items("?search=ada&status=409").size(), 1U);
  EXPECT_EQ(items("?since=2100-01-01T00:00:00Z").size(), 0U);
  EXPECT_EQ(items("?until=2100-01-01T00:00:00Z").size(), 4U);
  EXPECT_EQ(items("?requestId=request-1").size(), 4U);
  EXPECT_EQ(items("?requestId=request-1&method=DELETE").size(), 1U);
  EXPECT_EQ(items("?requestId=request-").size(), 0U) << "the search finds parts";
  EXPECT_EQ(items("?search=request-").size(), 4U);
}

TEST_F(ProvisioningLog, PagesThroughAllOfIt) {
  for (int n = 0; n < 5; ++n) {
    provision_user("user" + std::to_string(n) + "@x.example");
  }
  std::set<std::string> ids;
  std::string query = "?limit=2";
  std::size_t pages = 0;
  for (bool more = true; more; ++pages) {
    const json::Object one = page(query);
    for (const json::Value& item : one.at("items").as_array()) {
      ids.emplace(item.at("id").as_string());
    }
    more = one.at("nextCursor").is_string();
    query = more ? "?limit=2&cursor=" + std::string(one.at("nextCursor").as_string()) : query;
  }
  EXPECT_EQ(pages, 3U);
  EXPECT_EQ(ids.size(), 5U);
}

TEST_F(ProvisioningLog, ShowsOneEntry) {
  provision_user("ada@x.example");
  const json::Value listed = items().at(0);
  const std::string id(listed.at("id").as_string());
  const http::Response response = send(http::Method::get, log_path + ("/" + id));
  EXPECT_EQ(response.status, 200);
  json::Object shown = body_of(response);
  EXPECT_TRUE(shown.at("requestBody").is_null());
  EXPECT_TRUE(shown.at("responseBody").is_null());
  shown.erase("requestBody");
  shown.erase("responseBody");
  EXPECT_EQ(json::Value(shown), listed);
}

TEST_F(ProvisioningLog, AnotherOrganisationsEntryIsLikeOneThatNeverWas) {
  provision_user("ada@x.example");
  const std::string id(items().at(0).at("id").as_string());
  const std::string other = "/api/v1/orgs/globex/provisioning-log";
  EXPECT_EQ(body_of(send(http::Method::get, other)).at("items").as_array().size(), 0U);
  const std::string theirs = problem(send(http::Method::get, other + "/" + id), 404);
  const std::string never = "018f0000-0000-7000-8000-000000000000";
  std::string nobodys = problem(send(http::Method::get, other + "/" + never), 404);
  nobodys.replace(nobodys.find(never), never.size(), id);
  EXPECT_EQ(theirs, nobodys);
  problem(send(http::Method::get, other + "/nonsense"), 404);
}

class KeptBodies : public ProvisioningLog {
 protected:
  void SetUp() override {
    ProvisioningLog::SetUp();
    keep(true);
  }
  void keep(bool bodies) {
    const http::Response changed =
        send(http::Method::patch, "/api/v1/orgs/acme/identity-access",
             bodies ? R"({"logBodies":true})" : R"({"logBodies":false})");
    EXPECT_EQ(body_of(changed).at("logBodies"), bodies);
    store_.clock().advance_s(1);
  }
  json::Object newest() {
    return get(log_path + ("/" + std::string(items().at(0).at("id").as_string())));
  }
};

TEST_F(KeptBodies, AreThoseOfWritesAndFailuresWithoutSecrets) {
  provision(http::Method::post, "/Users",
            R"({"userName":"ada@x.example","active":true,"title":"T","password":"s3cret"})");
  json::Object entry = newest();
  EXPECT_EQ(entry.at("requestBody"), R"({"userName":"ada@x.example","active":true})");
  const std::string answer(entry.at("responseBody").as_string());
  EXPECT_THAT(answer, HasSubstr(R"("userName":"ada@x.example")"));
  provision(http::Method::post, "/Users",
            R"({"userName":"ada@x.example","active":true,"password":"s3cret"})");
  entry = newest();
  EXPECT_EQ(entry.at("status"), 409);
  EXPECT_THAT(std::string(entry.at("responseBody").as_string()), HasSubstr("uniqueness"));
  EXPECT_THAT(json::write(entry), Not(HasSubstr("s3cret")));
  EXPECT_THAT(json::write(entry), Not(HasSubstr(token_)));
  EXPECT_THAT(json::write(entry), Not(HasSubstr("Bearer")));
}

TEST_F(KeptBodies, AreKeptNoMoreOnceTheyAreTurnedOff) {
  keep(false);
  provision_user("ada@x.example");
  EXPECT_TRUE(newest().at("requestBody").is_null());
  EXPECT_TRUE(newest().at("responseBody").is_null());
}

class LogStream : public ProvisioningLog {
 protected:
  http::Response open(const std::string& query = "", const std::string& last_event = "") {
    log_.flush();
    more_headers_ = {{"Accept", "text/event-stream"}};
    if (!last_event.empty()) {
      more_headers_.emplace_back("Last-Event-ID", last_event);
    }
    http::Response response = send(http::Method::get, log_path + query);
    more_headers_.clear();
    if (response.source) {
      EXPECT_EQ(next(response), ":\n\n") << "before there is anything to tell";
    }
    return response;
  }
  // The stream's next text; nothing when it is over.
  std::optional<std::string> next(const http::Response& response) {
    log_.flush();
    std::string out;
    std::optional<bool> more;
    boost::asio::co_spawn(io_, response.source->next(out), [&](std::exception_ptr fault, bool on) {
      EXPECT_FALSE(fault);
      more = on;
    });
    const auto work = boost::asio::make_work_guard(io_);
    io_.restart();
    while (!more) {
      io_.run_one();
    }
    return *more ? std::optional(out) : std::nullopt;
  }
};

TEST_F(LogStream, ShowsWhatTheFiltersLetThroughFromNowOn) {
  provision_user("before@x.example");
  const http::Response all = open();
  ASSERT_EQ(all.status, 200);
  EXPECT_EQ(header(all, "Content-Type"), "text/event-stream");
  const http::Response failures = open("?status=4xx");
  provision_user("ada@x.example");
  provision_user("ada@x.example");
  const std::string news = next(all).value();
  EXPECT_THAT(news, Not(HasSubstr("before@x.example")));
  EXPECT_THAT(news, HasSubstr("\nevent: entry\ndata: {"));
  EXPECT_THAT(news, HasSubstr("\"status\":201"));
  EXPECT_THAT(news, HasSubstr("\"status\":409"));
  const std::string failed = next(failures).value();
  EXPECT_THAT(failed, Not(HasSubstr("\"status\":201")));
  EXPECT_THAT(failed, HasSubstr("\"status\":409"));
  EXPECT_EQ(next(all), "");
}

TEST_F(LogStream, GoesOnBehindTheEntryThatWasSeenLast) {
  for (const char* name : {"a@x.example", "b@x.example", "c@x.example"}) {
    provision_user(name);
  }
  const std::string seen(items().at(1).at("id").as_string());
  const std::string news = next(open("", seen)).value();
  EXPECT_THAT(news, HasSubstr("c@x.example"));
  EXPECT_THAT(news, Not(HasSubstr("b@x.example")));
  EXPECT_THAT(next(open("", "018f0000-0000-7000-8000-000000000000")).value(),
              HasSubstr("a@x.example"));
  EXPECT_THAT(problem(open("", "nonsense"), 400), HasSubstr("Last-Event-ID"));
}

TEST_F(LogStream, EndsWithTheRightToReadIt) {
  const ResourceId member = act_as(access::Target::admin_human);
  const http::Response stream = open();
  EXPECT_EQ(next(stream), "");
  change_access(member, access::Target::user_human);
  EXPECT_FALSE(next(stream).has_value());
}

TEST_F(ProvisioningLog, LosesWhatIsPersonalOfAnErasedPerson) {
  provision(http::Method::post, "/Users", R"({"userName":"ada@x.example","active":false})");
  provision_user("ada@x.example");
  provision_user("grace@x.example");
  std::string id;
  for (const json::Value& item : items("?search=ada&status=201")) {
    id = item.at("subject").at("id").as_string();
  }
  const http::Response erased =
      send(http::Method::post, "/api/v1/orgs/acme/members/" + id + "/erase");
  ASSERT_EQ(erased.status, 200) << erased.body;
  EXPECT_TRUE(items("?search=ada@x").empty());
  EXPECT_EQ(items().size(), 3U);
  EXPECT_EQ(items("?search=grace").size(), 1U);
}

TEST_F(ProvisioningLog, SaysWhichParameterIsWrong) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"?status=teapot", "status"},
      {"?method=BREW", "method"},
      {"?since=monday", "since"},
      {"?until=", "until"},
      {"?limit=0", "limit"},
      {"?colour=red", "colour"},
      {"?requestId=a%20b", "requestId"},
      {"?token=pvt_1", "token is the id"},
      {"?cause=none", "cause is the id"},
  };
  for (const auto& one : cases) {
    EXPECT_THAT(problem(send(http::Method::get, log_path + std::string(one.first)), 400),
                HasSubstr(one.second));
  }
}

}  // namespace
}  // namespace provost::api::admin_api

#include "golden/play.h"

#include <deque>

#include <gtest/gtest.h>

namespace provost::golden {
namespace {

// A server that gives the test's answers in order, and remembers what it was sent.
class ScriptedWire final : public Wire {
 public:
  explicit ScriptedWire(std::deque<Answer> answers, bool shared = false)
      : answers_(std::move(answers)), shared_(shared) {}

  std::optional<std::string> why_not(const Case&, std::string_view) const override { return {}; }
  Organisation make_organisation(const OrganisationWish& wish) override {
    wishes.push_back(wish);
    return {"https://h/o" + std::to_string(wishes.size()), "t" + std::to_string(wishes.size())};
  }
  bool is_shared() const override { return shared_; }
  std::string root() const override { return "https://h"; }
  Answer send(const std::string& method, const std::string& target,
              const std::vector<Field>& headers, const std::string& body) override {
    sent.push_back({method, target, headers, body});
    if (answers_.empty()) {
      return {404, {}, {}};
    }
    Answer answer = std::move(answers_.front());
    answers_.pop_front();
    return answer;
  }

  struct Sent {
    std::string method;
    std::string target;
    std::vector<Field> headers;
    std::string body;
  };
  std::vector<Sent> sent;
  std::vector<OrganisationWish> wishes;

 private:
  std::deque<Answer> answers_;
  bool shared_;
};

Answer json_answer(int status, std::string body, std::vector<Field> headers = {}) {
  headers.emplace_back("Content-Type", "application/scim+json");
  return {status, std::move(headers), std::move(body)};
}

Outcome play_text(const std::string& exchanges, ScriptedWire& wire) {
  return play(read_case("# n\ncovers: U1\n\n" + exchanges).value(), "full", wire);
}

std::size_t faults_of(const std::string& exchange, Answer answer) {
  ScriptedWire wire({std::move(answer)});
  return play_text(exchange, wire).faults.size();
}

TEST(Play, SendsTheDefaultHeadersBelowTheTenantUrl) {
  ScriptedWire wire({json_answer(201, "{}")});
  EXPECT_TRUE(play_text("== x\nPOST /Users\n\n{}\n---\n201\n\n{}\n", wire).faults.empty());
  ASSERT_EQ(wire.sent.size(), 1U);
  EXPECT_EQ(wire.sent[0].target, "/o1/Users");
  EXPECT_EQ(wire.sent[0].body, "{}");
  EXPECT_EQ(wire.sent[0].headers, (std::vector<Field>{{"Authorization", "Bearer t1"},
                                                      {"Content-Type", "application/scim+json"}}));
}

TEST(Play, ACaseReplacesOrLeavesOutDefaultHeaders) {
  ScriptedWire wire({json_answer(200, "{}")});
  play_text(
      "== x\nPOST <other base>/Users\nauthorization: none\nContent-Type: text/plain\n\n{}\n"
      "---\n200\n\n{}\n",
      wire);
  ASSERT_EQ(wire.sent.size(), 1U);
  EXPECT_EQ(wire.sent[0].target, "/o2/Users");
  EXPECT_EQ(wire.sent[0].headers, (std::vector<Field>{{"Content-Type", "text/plain"}}));
}

TEST(Play, EncodesWhatCannotStandInATarget) {
  EXPECT_EQ(encode_target("/U?filter=userName eq \"å+%22\""),
            "/U?filter=userName%20eq%20%22%C3%A5+%22%22");
  EXPECT_EQ(encode_target("/U?filter=userName+eq+%22a%40b%22&"),
            "/U?filter=userName+eq+%22a%40b%22&");
}

TEST(Play, FailsOnEveryKindOfDifference) {
  const std::string exchange = "== x\nGET /Users\n---\n200\nETag: <etag>\n\n{\"a\": 1}\n";
  const std::vector<Field> tag = {{"etag", "W/\"1\""}};
  EXPECT_EQ(faults_of(exchange, json_answer(200, R"({"a":1})", tag)), 0U);
  EXPECT_EQ(faults_of(exchange, json_answer(201, R"({"a":1})", tag)), 1U);
  EXPECT_EQ(faults_of(exchange, json_answer(200, R"({"a":1})")), 1U);
  EXPECT_EQ(faults_of(exchange, json_answer(200, R"({"a":2})", tag)), 1U);
  EXPECT_EQ(faults_of(exchange, json_answer(200, R"({"a":1,"b":1})", tag)), 1U);
  EXPECT_EQ(faults_of(exchange, json_answer(200, "{", tag)), 1U);
  EXPECT_EQ(faults_of(exchange, {200, tag, ""}), 1U);
  EXPECT_EQ(
      faults_of(exchange, {200, {tag[0], {"Content-Type", "application/json"}}, R"({"a":1})"}), 1U);
}

TEST(Play, AnExpectationWithoutBodyWantsNone) {
  EXPECT_EQ(faults_of("== x\nDELETE /Users/1\n---\n204\n", {204, {}, ""}), 0U);
  EXPECT_EQ(faults_of("== x\nDELETE /Users/1\n---\n204\n", json_answer(204, "{}")), 1U);
  EXPECT_EQ(faults_of("== x\nDELETE /Users/1\n---\n204\nETag: <absent>\n",
                      {204, {{"ETag", "\"1\""}}, ""}),
            1U);
}

TEST(Play, TheTagInTheBodyIsTheOneInTheHeader) {
  const std::string exchange = "== x\nGET /Users/1\n---\n200\n\n{\"meta\": \"<any>\"}\n";
  const std::string body = R"({"meta":{"version":"W/\"1\""}})";
  EXPECT_EQ(faults_of(exchange, json_answer(200, body, {{"ETag", "W/\"1\""}})), 0U);
  EXPECT_EQ(faults_of(exchange, json_answer(200, body, {{"ETag", "W/\"2\""}})), 1U);
}

TEST(Play, ASetupIsCheckedForItsStatusAndEndsTheCaseWhenItFails) {
  const std::string text = "== setup: s\nPOST /Users\n---\n201\n\n== x\nGET /Users\n---\n204\n";
  ScriptedWire good({json_answer(201, R"({"whatever":1})"), {204, {}, ""}});
  EXPECT_TRUE(play_text(text, good).faults.empty());
  ScriptedWire bad({json_answer(400, "{}"), {204, {}, ""}});
  EXPECT_EQ(play_text(text, bad).faults.size(), 1U);
  EXPECT_EQ(bad.sent.size(), 1U);
}

TEST(Play, RemembersAcrossExchangesAndRepeats) {
  ScriptedWire wire({json_answer(201, R"({"id":"a"})"), json_answer(201, R"({"id":"b"})"),
                     json_answer(200, R"({"id":"b"})")});
  const std::string text =
      "== setup: two\nrepeat: n = 1..2\nPOST /Users\n\n{\"userName\": \"u<n>\"}\n---\n201\n\n"
      "{\"id\": \"<id:u<n>>\"}\n\n== x\nGET /Users/<id:u2>\n---\n200\n\n{\"id\": \"<id:u2>\"}\n";
  EXPECT_TRUE(play_text(text, wire).faults.empty());
  ASSERT_EQ(wire.sent.size(), 3U);
  EXPECT_EQ(wire.sent[1].body, R"({"userName": "u2"})");
  EXPECT_EQ(wire.sent[2].target, "/o1/Users/b");
}

TEST(Play, AskingForWhatWasNeverRememberedIsAFault) {
  ScriptedWire wire({});
  EXPECT_EQ(play_text("== x\nGET /Users/<id:nobody>\n---\n404\n", wire).faults.size(), 1U);
  EXPECT_TRUE(wire.sent.empty());
}

TEST(Play, RemovesWhatItMadeFromASharedOrganisation) {
  ScriptedWire wire({json_answer(201, R"({"id":"a"})"), json_answer(201, R"({"id":"g"})")}, true);
  play_text(
      "== setup: s\nPOST /Users?attributes=id\n---\n201\n\n== setup: s\nPOST /Groups\n---\n201\n",
      wire);
  ASSERT_EQ(wire.sent.size(), 4U);
  EXPECT_EQ(wire.sent[2].method + wire.sent[2].target, "DELETE/o1/Groups/g");
  EXPECT_EQ(wire.sent[3].method + wire.sent[3].target, "DELETE/o1/Users/a");
}

TEST(Play, RewritesOnlyWhatWasNotMet) {
  ScriptedWire wire({json_answer(200, R"({"a":2})"), json_answer(200, R"({"b":1})")});
  const Outcome outcome = play_text(
      "== x\nGET /1\n---\n200\n\n{\"a\": 1}\n\n== y\nGET /2\n---\n200\n\n{ \"b\":1 }\n", wire);
  EXPECT_EQ(outcome.faults.size(), 1U);
  const std::vector<std::string> expected = {
      "# n",        "covers: U1", "", "== x", "GET /1", "---", "200", "", "{",
      "  \"a\": 2", "}",          "", "== y", "GET /2", "---", "200", "", "{ \"b\":1 }"};
  EXPECT_EQ(outcome.rewritten, expected);
}

}  // namespace
}  // namespace provost::golden

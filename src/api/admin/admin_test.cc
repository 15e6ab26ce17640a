#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "admin/operator_keys.h"
#include "admin/organisations.h"
#include "admin/tokens.h"
#include "api/admin/answer.h"
#include "api/answer.h"
#include "provision/anchors.h"
#include "store/testing/memory_store.h"

namespace provost::api {
namespace {

using ::testing::HasSubstr;

constexpr const char* schemas_path = "/api/v1/orgs/acme/schemas";
constexpr const char* badge_path = "/api/v1/orgs/acme/schemas/urn%3Aexample%3Abadge";
constexpr const char* badge = R"({"definition":
    {"id":"urn:example:badge","name":"Badge","attributes":[{"name":"number"}]}})";

// The administration interface as a client meets it, without a socket.
class AdminApi : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(admin::create_organisation(admin_, OrgId("acme"), {.name = "Acme"}).has_value());
    key_ = admin::create_operator_key(admin_, "test").value();
    authorization_ = "Bearer " + key_.text;
  }

  http::Response send(http::Method method, std::string_view path, std::string_view body = {}) {
    const auto mark = path.find('?');
    http::Request request;
    request.method = method;
    request.method_text = http::to_text(method);
    request.target = path;
    request.path = path.substr(0, mark);
    request.query = mark == std::string_view::npos ? std::string_view{} : path.substr(mark + 1);
    request.headers = {{"Authorization", authorization_}, {"Content-Type", media_type_}};
    request.body = body;
    request.base_url = "https://provost.example";
    request.id = "request-1";
    return run(request);
  }
  http::Response run(const http::Request& request) {
    std::optional<http::Response> response;
    boost::asio::co_spawn(io_, answer(loop_, store_.store(), request),
                          [&](std::exception_ptr fault, http::Response answered) {
                            EXPECT_FALSE(fault);
                            response = std::move(answered);
                          });
    const auto work = boost::asio::make_work_guard(io_);
    io_.restart();
    while (!response) {
      io_.run_one();
    }
    return std::move(*response);
  }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const http::Header& one : response.headers) {
      if (one.name == name) {
        return one.value;
      }
    }
    return {};
  }
  static json::Object body_of(const http::Response& response) {
    return json::parse(response.body).value().as_object();
  }
  // The detail of a problem with that status.
  static std::string problem(const http::Response& response, int status) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
    const json::Object body = body_of(response);
    EXPECT_EQ(body.at("status"), status);
    EXPECT_FALSE(body.at("title").as_string().empty());
    return std::string(body.at("detail").as_string());
  }

  testing::MemoryStore store_;
  admin::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  admin::NewOperatorKey key_;
  std::string authorization_;
  std::string media_type_ = "application/json";
  boost::asio::io_context io_;
  std::unique_ptr<store::Session> session_ = store_.store().open_session();
  Directory directory_{*session_, store_.clock()};
  UsageLog usage_;
  provision::Anchors anchors_;
  Settings settings_;
  Loop loop_{*session_, directory_, usage_, anchors_, store_.clock(), store_.random(), settings_};
};

TEST_F(AdminApi, OpensToAnOperatorsKeyAlone) {
  EXPECT_EQ(send(http::Method::get, schemas_path).status, 200);
  const std::string token =
      admin::rotate_token(admin_, OrgId("acme"), 0, std::nullopt).value().text;
  std::string wrong = key_.text;
  wrong.back() = wrong.back() == 'a' ? 'b' : 'a';
  std::set<std::string> details;
  for (const std::string& one :
       {std::string(), "Bearer " + token, "Bearer " + wrong, "Basic " + key_.text, key_.text}) {
    authorization_ = one;
    const http::Response response = send(http::Method::get, schemas_path);
    details.insert(problem(response, 401));
    EXPECT_EQ(header(response, "WWW-Authenticate"), "Bearer realm=\"administration\"");
    // Whether an organisation exists is nobody's business before that.
    details.insert(problem(send(http::Method::get, "/api/v1/orgs/nobody/schemas"), 401));
  }
  EXPECT_EQ(details.size(), 1u);
}

TEST_F(AdminApi, ARevokedKeyEndsWithinASecond) {
  EXPECT_EQ(send(http::Method::get, schemas_path).status, 200);
  ASSERT_TRUE(admin::revoke_operator_key(admin_, key_.key.id).has_value());
  store_.clock().advance_s(1);
  problem(send(http::Method::get, schemas_path), 401);
}

TEST_F(AdminApi, AnOperatorsKeyOpensNoTenantUrl) {
  EXPECT_EQ(send(http::Method::get, "/acme/scim/v2/Users").status, 401);
}

TEST_F(AdminApi, AnswersWithProblemsWhereThereIsNothing) {
  problem(send(http::Method::get, "/api/v1/orgs/nobody/schemas"), 404);
  problem(send(http::Method::get, "/api/v2/orgs"), 404);
  problem(send(http::Method::get, "/api"), 404);
  problem(send(http::Method::get, badge_path), 404);
  const http::Response wrong_method = send(http::Method::patch, schemas_path);
  problem(wrong_method, 405);
  EXPECT_THAT(header(wrong_method, "Allow"), HasSubstr("POST"));
}

TEST_F(AdminApi, ASchemaIsAddedReadReplacedAndRemoved) {
  const http::Response added = send(http::Method::post, schemas_path, badge);
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(header(added, "Location"), std::string("https://provost.example") + badge_path);
  EXPECT_EQ(header(added, "Content-Type"), "application/json");
  EXPECT_EQ(body_of(added).at("resourceType"), "User");

  const http::Response read = send(http::Method::get, badge_path);
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(read.body, added.body);
  const json::Object list = body_of(send(http::Method::get, schemas_path));
  ASSERT_EQ(list.at("items").as_array().size(), 1u);
  EXPECT_EQ(list.at("items").as_array()[0], json::Value(body_of(added)));

  const http::Response same = send(http::Method::put, badge_path, read.body);
  EXPECT_EQ(same.status, 200) << "what is read can be sent back: " << same.body;
  EXPECT_EQ(send(http::Method::del, badge_path).status, 204);
  problem(send(http::Method::del, badge_path), 404);
  problem(send(http::Method::put, badge_path, badge), 404);
}

TEST_F(AdminApi, SaysWhatIsWrongWithABody) {
  struct Case {
    const char* body;
    int status;
    const char* detail;
  };
  for (const Case& one :
       std::vector<Case>{{"{", 400, "byte"},
                         {"[]", 400, "JSON object"},
                         {"{}", 400, "definition is missing"},
                         {R"({"definition":{},"purge":true})", 400, "no member \"purge\""},
                         {R"({"definition":{},"required":1})", 400, "required must be"},
                         {R"({"definition":{},"resourceType":"Device"})", 400, "no resource type"},
                         {R"({"definition":{"id":"x"}})", 400, "is not a URN"}}) {
    EXPECT_THAT(problem(send(http::Method::post, schemas_path, one.body), one.status),
                HasSubstr(one.detail));
  }
  const std::string long_body(300 * 1024, ' ');
  problem(send(http::Method::post, schemas_path, long_body), 413);
  media_type_ = "text/plain";
  problem(send(http::Method::post, schemas_path, badge), 415);
}

TEST_F(AdminApi, RefusesWhatThePathOrTheQueryContradicts) {
  ASSERT_EQ(send(http::Method::post, schemas_path, badge).status, 201);
  problem(send(http::Method::post, schemas_path, badge), 409);
  EXPECT_THAT(
      problem(send(http::Method::put, "/api/v1/orgs/acme/schemas/urn:example:x", badge), 400),
      HasSubstr("the path names urn:example:x"));
  problem(send(http::Method::del, std::string(badge_path) + "?purge=yes"), 400);
  problem(send(http::Method::del, std::string(badge_path) + "?purge=%zz"), 400);
}

TEST_F(AdminApi, NamesTheOperatorInTheJournal) {
  ASSERT_EQ(send(http::Method::post, schemas_path, badge).status, 201);
  const store::Org org = admin::find_organisation(admin_, OrgId("acme")).value();
  ASSERT_TRUE(store::read_and_wait(admin_.session, org.key, [&](store::Reader& reader) {
                const store::JournalEntry last = reader.journal(0, 100).back().entry;
                EXPECT_EQ(last.type, "schema.added");
                EXPECT_EQ(last.subject_id, "urn:example:badge");
                EXPECT_EQ(last.actor, "operator:" + key_.key.id);
                EXPECT_EQ(last.cause, "request-1");
              }).has_value());
}

}  // namespace
}  // namespace provost::api

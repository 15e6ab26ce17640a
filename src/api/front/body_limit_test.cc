#include <thread>
#include <vector>

#include <fmt/format.h>

#include "api/admin/testing.h"
#include "api/front/answer.h"
#include "api/loop/room.h"

namespace provost::api {
namespace {

using http::Method;

// What the server lets a request send, judging by its header alone.
class BodyLimitTest : public admin_api::ProvisionedFixture {
 protected:
  struct Asked {
    Method method = Method::post;
    std::string path = "/acme/scim/v2/Users";
    std::string authorization = {};
    std::string length = "1000000";  // empty: the body comes in chunks
    std::string expect = {};
  };
  http::BodyLimit limit(const Asked& asked) {
    http::Request header;
    header.method = asked.method;
    header.path = asked.path;
    header.peer_address = "192.0.2.1";
    const std::pair<std::string_view, std::string_view> fields[] = {
        {"Authorization", asked.authorization},
        {"Content-Length", asked.length},
        {"Expect", asked.expect}};
    for (const auto& [name, value] : fields) {
      if (!value.empty()) {
        header.headers.emplace_back(name, value);
      }
    }
    return body_limit(loop_, header);
  }
  std::string good() const { return "Bearer " + token_; }
};

constexpr std::size_t stranger = 64 * 1024;
constexpr std::size_t whole = 8 * 1024 * 1024;

TEST_F(BodyLimitTest, WhoHoldsATokenMaySendWhatTheRouteTakes) {  // standards.md BLK-7
  const http::BodyLimit users = limit({.authorization = good()});
  EXPECT_EQ(users.bytes_max, whole);
  EXPECT_EQ(users.status, 413);
  EXPECT_EQ(users.share, "acme");
  const http::BodyLimit bulk = limit({.path = "/acme/scim/v2/Bulk", .authorization = good()});
  EXPECT_EQ(bulk.bytes_max, settings_.bulk_bytes_max);
  EXPECT_EQ(bulk.called, "maxPayloadSize");
  EXPECT_EQ(bulk.share, "acme");
}

TEST_F(BodyLimitTest, WhoDoesNotHas64KilobytesAndIsToldWhy) {
  const std::string other =
      "Bearer " + identity::rotate_token(admin_, OrgId("globex"), 0, {})->text;
  for (const std::string& credential :
       {std::string(), std::string("Bearer nonsense"), other, std::string("Basic YTpi")}) {
    for (const char* path :
         {"/acme/scim/v2/Users", "/acme/scim/v2/Bulk", "/nosuch/scim/v2/Users"}) {
      for (const char* length : {"1000000", ""}) {
        const http::BodyLimit known =
            limit({.path = path, .authorization = credential, .length = length});
        EXPECT_EQ(known.bytes_max, stranger) << path << credential;
        EXPECT_EQ(known.status, 401) << path << credential;
        EXPECT_EQ(known.share, ByteBudget::strangers);
        // The answer equals that to a small request.
        http::Request request;
        request.method = Method::post;
        request.path = path;
        const http::Response early = refusal(&request, known.status, known.reason);
        authorization_ = credential;
        const http::Response usual = send(Method::post, path, "{}");
        EXPECT_EQ(early.status, usual.status);
        EXPECT_EQ(early.body, usual.body);
        EXPECT_EQ(header(early, "WWW-Authenticate"), header(usual, "WWW-Authenticate"));
        EXPECT_EQ(header(early, "Content-Type"), header(usual, "Content-Type"));
      }
    }
  }
}

TEST_F(BodyLimitTest, AClientThatAsksWhetherToSendIsToldBeforeItDoes) {
  EXPECT_EQ(limit({.length = "10"}).status, 413) << "a small one is read, and then refused";
  EXPECT_EQ(limit({.length = "10", .expect = "100-continue"}).status, 401);
  EXPECT_EQ(limit({.authorization = good(), .length = "10", .expect = "100-continue"}).status, 413);
}

TEST_F(BodyLimitTest, TheAdministrationAsksForItsOwnCredentials) {
  const std::string members = "/api/v1/orgs/acme/members";
  EXPECT_EQ(limit({.path = members}).status, 401);
  EXPECT_EQ(limit({.path = members, .authorization = good()}).status, 401);
  EXPECT_EQ(limit({.path = members, .authorization = good()}).bytes_max, stranger);
  const http::BodyLimit by_operator = limit({.path = members, .authorization = authorization_});
  EXPECT_EQ(by_operator.status, 413);
  EXPECT_EQ(by_operator.bytes_max, whole);
  EXPECT_EQ(by_operator.share, operators_share);
  act_as(access::Target::admin_service);
  EXPECT_EQ(limit({.path = members, .authorization = authorization_}).share, "acme");
}

TEST_F(BodyLimitTest, WhereNobodyIsAskedForACredentialThereAre64Kilobytes) {
  for (const char* path : {"/api/v1/session", "/api/v1/operator-links/redeem", "/api/v1/nowhere",
                           "/nowhere", "/console/", "/oauth/start"}) {
    const http::BodyLimit known = limit({.path = path, .authorization = good()});
    EXPECT_EQ(known.bytes_max, stranger) << path;
    EXPECT_EQ(known.status, 413) << path;
    EXPECT_EQ(known.share, ByteBudget::strangers) << path;
  }
}

TEST_F(BodyLimitTest, SwitchedOffOrganisationsTakeNoLargeBodiesEither) {
  ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), false).has_value());
  store_.clock().advance_s(1);
  const http::BodyLimit known = limit({.authorization = good()});
  EXPECT_EQ(known.status, 403);
  EXPECT_EQ(known.bytes_max, stranger);
}

class RoomTest : public admin_api::ProvisionedFixture {
 protected:
  http::Response scim(Method method, std::string_view path, std::string_view body = {}) {
    authorization_ = "Bearer " + token_;
    return send(method, "/acme/scim/v2" + std::string(path), body);
  }
  static std::string user(int number) {
    return fmt::format(R"({{"userName":"u{}@x.example","active":true}})", number);
  }
};

TEST_F(RoomTest, WithoutRoomNothingIsBegun) {
  ByteBudget::Hold acme(budget_, "acme");
  acme.force(budget_.share_bytes_max("acme"));
  http::Response refused = scim(Method::post, "/Users", user(1));
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(header(refused, "Retry-After"), "1");
  ByteBudget::Hold globex(budget_, "globex");
  globex.force(budget_.share_bytes_max("globex"));
  refused = scim(Method::post, "/Users", user(1));
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(header(refused, "Retry-After"), "1");
  EXPECT_EQ(send(Method::get, "/healthz").status, 200);
  act_as_operator();
  EXPECT_EQ(send(Method::get, "/api/v1/orgs").status, 503);
  globex.force(0);
  EXPECT_EQ(send(Method::get, "/api/v1/orgs").status, 200) << "others have their share";
  acme.force(0);
  EXPECT_EQ(scim(Method::post, "/Users", user(1)).status, 201);
}

TEST_F(RoomTest, ALargeAnswerIsHeldUntilItIsGone) {
  for (int i = 0; i < 60; ++i) {
    ASSERT_EQ(scim(Method::post, "/Users", user(i)).status, 201);
  }
  {
    const http::Response list = scim(Method::get, "/Users?count=60");
    EXPECT_EQ(list.status, 200);
    EXPECT_GE(budget_.used(), list.body.size());
  }
  EXPECT_EQ(budget_.used(), 0U);
  ByteBudget::Hold acme(budget_, "acme");
  acme.force(budget_.share_bytes_max("acme") - 1000);
  EXPECT_EQ(scim(Method::get, "/Users?count=60").status, 429);
  EXPECT_EQ(
      scim(Method::post, "/Users/.search",
           R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"count":60})")
          .status,
      429);
  EXPECT_EQ(scim(Method::get, "/Users?count=1").status, 200);
  acme.force(0);
  act_as_operator();
  {
    const http::Response events = send(Method::get, "/api/v1/orgs/acme/audit-events?limit=60");
    EXPECT_EQ(events.status, 200);
    EXPECT_GE(budget_.used(), events.body.size());
  }
  ByteBudget::Hold operators(budget_, operators_share);
  operators.force(budget_.share_bytes_max(operators_share) - 1000);
  EXPECT_EQ(send(Method::get, "/api/v1/orgs/acme/audit-events?limit=60").status, 429);
}

// The same requests, once with everything on the loop and once with everything on a worker.
TEST_F(RoomTest, WhatIsLargeIsDoneElsewhereAndAnsweredAlike) {
  std::vector<std::string> seen;
  for (const std::size_t on_loop_max : {std::size_t{1024 * 1024}, std::size_t{0}}) {
    settings_.bytes_on_loop_max = on_loop_max;
    std::string answers;
    const auto note = [&](const http::Response& response) {
      answers += fmt::format("{} {}\n", response.status, response.body.size());
    };
    const int number = on_loop_max == 0 ? 8 : 9;
    const http::Response made = scim(Method::post, "/Users", user(number));
    note(made);
    const std::string path = "/Users/" + std::string(body_of(made).at("id").as_string());
    note(scim(Method::get, path));
    note(scim(Method::get, path + "?attributes=active"));
    note(scim(Method::put, path, user(number)));
    note(scim(Method::patch, path,
              R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],)"
              R"("Operations":[{"op":"replace","path":"active","value":false}]})"));
    note(scim(Method::post, "/Users", "{"));
    note(scim(Method::get, "/Users?cursor=&count=1"));
    note(scim(Method::post, "/Bulk",
              R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],)"
              R"("Operations":[{"method":"DELETE","path":")" +
                  path + R"("}]})"));
    seen.push_back(answers);
  }
  EXPECT_EQ(seen[0], seen[1]);
}

TEST_F(RoomTest, TheLoopDoesOnlyWhatIsSmall) {
  const auto thread_for = [&](std::size_t bytes) {
    std::optional<std::thread::id> id;
    boost::asio::co_spawn(
        io_,
        work_on_bytes<std::thread::id>(
            loop_, "acme", bytes,
            [] { return Result<std::thread::id>(std::this_thread::get_id()); }),
        [&](std::exception_ptr, Result<std::thread::id> result) { id = result.value(); });
    const auto work = boost::asio::make_work_guard(io_);
    io_.restart();
    while (!id) {
      io_.run_one();
    }
    return *id;
  };
  EXPECT_EQ(thread_for(settings_.bytes_on_loop_max), std::this_thread::get_id());
  EXPECT_NE(thread_for(settings_.bytes_on_loop_max + 1), std::this_thread::get_id());
}

TEST_F(RoomTest, ALargeBodyThatIsRefusedIsNotReadAgainForItsName) {
  settings_.bytes_on_loop_max = 100;
  const auto name_in_log = [&](const std::string& padding) {
    authorization_ = "Bearer " + token_;
    scim(Method::post, "/Users", R"({"userName":"ada","active":")" + padding + R"("})");
    store_.clock().advance_s(1);
    act_as_operator();
    const json::Object log = get("/api/v1/orgs/acme/provisioning-log?limit=1");
    return log.at("items").at(0).at("subject");
  };
  const auto small = name_in_log("maybe");
  EXPECT_NE(json::write(small).find("ada"), std::string::npos) << json::write(small);
  const auto large = name_in_log(std::string(200, 'x'));
  EXPECT_EQ(json::write(large).find("ada"), std::string::npos) << json::write(large);
}

}  // namespace
}  // namespace provost::api

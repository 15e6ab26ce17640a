#include "api/admin/testing.h"
#include "api/loop/session_cookie.h"

namespace provost::api::admin_api {
namespace {

using access::Target;

// Requests from a browser with a session.
class SessionTest : public AdminFixture {
 protected:
  void sign_in(Target target) {
    member_ = act_as(target);
    text_ = authorization_.substr(std::string_view("Bearer ").size());
    cookie_ = "__Host-provost_session=" + text_;
    authorization_.clear();
    more_headers_ = {{"Cookie", cookie_}};
  }
  void add_token() { more_headers_.emplace_back("X-CSRF-Token", csrf_token_of(text_)); }

  ResourceId member_;
  std::string text_;
  std::string cookie_;
};

TEST_F(SessionTest, SaysWhoIsSignedIn) {
  sign_in(Target::admin_human);
  const http::Response response = send(http::Method::get, "/api/v1/session");
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  const json::Object body = body_of(response);
  EXPECT_EQ(body.at("kind"), "member");
  EXPECT_EQ(body.at("label"), "Admin (Human)");
  EXPECT_EQ(body.at("organisation"), (json::Object{{"id", "acme"}, {"name", "Acme"}}));
  EXPECT_EQ(body.at("member").at("id").as_string(), member_.to_string());
  EXPECT_EQ(body.at("csrfToken").as_string(), csrf_token_of(text_));
  EXPECT_TRUE(body.at("operator").is_null());
}

TEST_F(SessionTest, NobodyIsSignedInWithoutACookieOrByAKey) {
  problem(send(http::Method::get, "/api/v1/session"), 401);  // an operator's key
  authorization_.clear();
  problem(send(http::Method::get, "/api/v1/session"), 401);
  more_headers_ = {{"Cookie", "__Host-provost_session=" + key_.text}};
  problem(send(http::Method::get, "/api/v1/session"), 401);
  problem(send(http::Method::get, "/api/v1/orgs"), 401);
}

TEST_F(SessionTest, TheAuthorizationHeaderWinsOverTheCookie) {
  sign_in(Target::admin_human);
  authorization_ = "Bearer nonsense";
  problem(send(http::Method::get, "/api/v1/me"), 401);
}

TEST_F(SessionTest, ReadsWithoutAndChangesOnlyWithTheToken) {
  sign_in(Target::admin_human);
  EXPECT_EQ(send(http::Method::get, "/api/v1/orgs/acme/identity-access").status, 200);
  const auto rotate = [&] {
    return send(http::Method::post, "/api/v1/orgs/acme/tokens/rotate", "{}");
  };
  const http::Response refused = rotate();
  problem(refused, 403);
  EXPECT_EQ(body_of(refused).at("code"), "csrf");
  more_headers_.emplace_back("X-CSRF-Token", csrf_token_of("another session"));
  problem(rotate(), 403);
  more_headers_.pop_back();
  add_token();
  EXPECT_EQ(rotate().status, 201);
}

TEST_F(SessionTest, SignOutEndsItOnTheServer) {
  sign_in(Target::user_human);
  EXPECT_EQ(body_of(send(http::Method::del, "/api/v1/session")).at("code"), "csrf");
  add_token();
  const http::Response response = send(http::Method::del, "/api/v1/session");
  EXPECT_EQ(response.status, 204);
  EXPECT_NE(header(response, "Set-Cookie").find("Max-Age=0"), std::string::npos);
  problem(send(http::Method::get, "/api/v1/session"), 401);
  EXPECT_EQ(journal().back().type, "session.ended");
  EXPECT_EQ(journal().back().actor, "member:" + member_.to_string());
}

// Design §2.11, effective at once: the next request is refused, with the reason.
TEST_F(SessionTest, EndsWithTheAccessOfItsMember) {
  sign_in(Target::admin_human);
  change_access(member_, std::nullopt);
  for (const char* path : {"/api/v1/session", "/api/v1/orgs/acme/members"}) {
    EXPECT_NE(problem(send(http::Method::get, path), 401).find("deactivated"), std::string::npos);
  }
  change_access(member_, Target::admin_service);
  problem(send(http::Method::get, "/api/v1/session"), 401);
  change_access(member_, Target::user_human);
  EXPECT_EQ(body_of(send(http::Method::get, "/api/v1/session")).at("label"), "User (Human)");
}

TEST_F(SessionTest, ExpiresAndSaysSo) {
  member_ = add_member("ada@x.example", Target::user_human);
  const identity::NewCredential made =
      identity::make_credential(store::CredentialKind::session, member_, "test", 60,
                                store_.clock().now(), store_.random(), {"test", {}});
  write(OrgId("acme"), [&](store::Writer& writer) {
    return identity::add_credential(writer, made.credential, {"test", {}});
  });
  authorization_.clear();
  more_headers_ = {{"Cookie", "__Host-provost_session=" + made.text}};
  EXPECT_EQ(send(http::Method::get, "/api/v1/session").status, 200);
  store_.clock().advance_s(60);
  EXPECT_NE(problem(send(http::Method::get, "/api/v1/session"), 401).find("expired"),
            std::string::npos);
}

}  // namespace
}  // namespace provost::api::admin_api

#include "identity/operator_keys.h"

#include "api/admin/testing.h"

namespace provost::api::admin_api {
namespace {

using http::Method;

constexpr const char* keys = "/api/v1/operator-keys";

// The caller has a key that the fixture made.
class OperatorKeys : public AdminFixture {
 protected:
  void SetUp() override {
    AdminFixture::SetUp();
    store_.clock().advance_s(1);
  }
  json::Array list() { return body_of(send(Method::get, keys)).at("items").as_array(); }
  int status_with(const std::string& secret) {
    const std::string own = std::exchange(authorization_, "Bearer " + secret);
    const int status = send(Method::get, "/api/v1/orgs").status;
    authorization_ = own;
    return status;
  }
};

TEST_F(OperatorKeys, AreShownOnceAndWorkUntilTheyAreRevoked) {
  const http::Response answer = send(Method::post, keys, R"({"name":"Nightly export"})");
  ASSERT_EQ(answer.status, 201) << answer.body;
  const json::Object made = body_of(answer);
  const std::string secret(made.at("secret").as_string());
  const std::string key = std::string(keys) + "/" + std::string(made.at("id").as_string());
  EXPECT_EQ(status_with(secret), 200);

  EXPECT_EQ(send(Method::get, keys).body.find(secret), std::string::npos);
  ASSERT_EQ(list().size(), 2u);
  EXPECT_EQ(list()[0].at("id"), made.at("id"));
  EXPECT_EQ(list()[0].at("name"), "Nightly export");
  EXPECT_TRUE(list()[0].at("lastUsed").is_null());
  EXPECT_EQ(list()[1].at("name"), "test");

  EXPECT_EQ(send(Method::del, key).status, 204);
  EXPECT_EQ(status_with(secret), 401);
  problem(send(Method::del, key), 404);
  EXPECT_EQ(list().size(), 1u);
}

TEST_F(OperatorKeys, HaveANameThatCanBeShown) {
  for (const char* body : {"{}", R"({"name":""})", R"({"name":" x"})", R"({"name":"a\nb"})",
                           R"({"name":"a\u202eb"})", R"({"name":7})"}) {
    EXPECT_EQ(send(Method::post, keys, body).status, 400) << body;
  }
  EXPECT_EQ(list().size(), 1u);
}

TEST_F(OperatorKeys, AreForOperatorsAlone) {
  act_as(access::Target::admin_human);
  EXPECT_EQ(send(Method::get, keys).status, 403);
  EXPECT_EQ(send(Method::post, keys, R"({"name":"x"})").status, 403);
}

}  // namespace
}  // namespace provost::api::admin_api

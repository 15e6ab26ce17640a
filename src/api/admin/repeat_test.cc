#include "api/admin/repeat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/admin/testing.h"

namespace provost::api::admin_api {
namespace {

using ::testing::HasSubstr;

constexpr const char* rotate_path = "/api/v1/orgs/acme/tokens/rotate";
constexpr const char* schemas_path = "/api/v1/orgs/acme/schemas";
constexpr const char* badge = R"({"definition":
    {"id":"urn:example:badge","name":"Badge","attributes":[{"name":"number"}]}})";

class Repeat : public AdminFixture {
 protected:
  http::Response post(const char* path, std::string_view body, const std::string& key) {
    more_headers_ = {{"Idempotency-Key", key}};
    return send(http::Method::post, path, body);
  }
  std::size_t tokens() {
    more_headers_.clear();
    return body_of(send(http::Method::get, "/api/v1/orgs/acme/tokens"))
        .at("items")
        .as_array()
        .size();
  }
};

TEST_F(Repeat, GetsTheFirstAnswerAgain) {  // design §4
  const http::Response first = post(schemas_path, badge, "k1");
  ASSERT_EQ(first.status, 201) << first.body;
  const http::Response again = post(schemas_path, badge, "k1");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(header(again, "Location"), header(first, "Location"));
  EXPECT_EQ(post(schemas_path, badge, "k2").status, 409) << "carried out, and refused";
}

TEST_F(Repeat, OfTheCreationOfAnOrganisationIsKnownToo) {
  constexpr const char* globex = R"({"id":"globex"})";
  const http::Response first = post("/api/v1/orgs", globex, "k1");
  ASSERT_EQ(first.status, 201) << first.body;
  const http::Response again = post("/api/v1/orgs", globex, "k1");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(header(again, "Location"), header(first, "Location"));
  problem(post("/api/v1/orgs", R"({"id":"globex","name":"G"})", "k1"), 422);
  problem(post("/api/v1/orgs", R"({"id":"other"})", "k1"), 422);
  EXPECT_EQ(send(http::Method::get, "/api/v1/orgs/other").status, 404) << "nothing was made";
  problem(post("/api/v1/orgs", globex, "k2"), 409);
  EXPECT_EQ(post("/api/v1/orgs", R"({"id":"initech"})", "k2").status, 201);
}

TEST_F(Repeat, WithAnotherBodyIsRefused) {
  ASSERT_EQ(post(rotate_path, R"({"overlapSeconds":0})", "k1").status, 201);
  EXPECT_THAT(problem(post(rotate_path, R"({"overlapSeconds":1})", "k1"), 422),
              HasSubstr("another body"));
  EXPECT_EQ(tokens(), 1u);
}

TEST_F(Repeat, OfWhatMadeASecretNamesItsIdAlone) {  // design §4
  const json::Object made = body_of(post(rotate_path, {}, "k1"));
  const http::Response again = post(rotate_path, {}, "k1");
  problem(again, 409);
  EXPECT_EQ(body_of(again).at("id"), made.at("id"));
  EXPECT_EQ(again.body.find(std::string(made.at("token").as_string())), std::string::npos);
  EXPECT_EQ(tokens(), 1u);
}

TEST_F(Repeat, IsOneOfTheSameCredentialAndRouteAlone) {
  ASSERT_EQ(post(rotate_path, {}, "k1").status, 201);
  act_as(access::Target::admin_human);
  EXPECT_EQ(post(rotate_path, {}, "k1").status, 201);
  act_as_operator();
  EXPECT_EQ(post(schemas_path, badge, "k1").status, 201);
  EXPECT_EQ(tokens(), 2u);
}

TEST_F(Repeat, IsForgottenAfterADay) {
  ASSERT_EQ(post(rotate_path, {}, "k1").status, 201);
  store_.clock().advance_s(answers_kept_s - 1);
  EXPECT_EQ(post(rotate_path, {}, "k1").status, 409);
  store_.clock().advance_s(1);
  EXPECT_EQ(post(rotate_path, {}, "k1").status, 201);
  EXPECT_EQ(post(rotate_path, {}, "k1").status, 409) << "and known again";
}

TEST_F(Repeat, OfWhatWasRefusedIsTriedAnew) {
  ASSERT_EQ(post(schemas_path, badge, "k0").status, 201);
  EXPECT_EQ(post(schemas_path, badge, "k1").status, 409);
  ASSERT_EQ(send(http::Method::del, "/api/v1/orgs/acme/schemas/urn%3Aexample%3Abadge").status, 204);
  EXPECT_EQ(post(schemas_path, badge, "k1").status, 201);
}

// The note is committed with the work, before the answer: a repeat that arrives in between, or
// after the server stopped in between, must not do the work again.
TEST_F(Repeat, OfWhichTheEndIsNotKnownIsNotCarriedOut) {
  store::KeptAnswer noted;
  noted.scope = "scope";
  noted.created = store_.clock().now();
  write(OrgId("acme"), [&](store::Writer& writer) { return note_repeat(writer, noted); });
  write(OrgId("acme"), [&](store::Writer& writer) -> Result<void> {
    const Result<void> again = note_repeat(writer, noted);
    EXPECT_EQ(again.error().code, Code::conflict);
    return {};
  });
}

TEST_F(Repeat, ADayHasABoundedNumberOfKeys) {
  write(OrgId("acme"), [&](store::Writer& writer) -> Result<void> {
    for (std::size_t i = 0; i <= answers_kept_max; ++i) {
      store::KeptAnswer kept;
      kept.scope = std::to_string(i);
      kept.created = store_.clock().now();
      EXPECT_TRUE(writer.change_kept_answers().insert(kept));
    }
    return {};
  });
  const http::Response refused = post(rotate_path, {}, "k1");
  problem(refused, 429);
  EXPECT_EQ(header(refused, "Retry-After"), "3600");
  EXPECT_EQ(tokens(), 0u);
  EXPECT_EQ(send(http::Method::post, rotate_path).status, 201) << "without a key it goes on";
}

TEST_F(Repeat, TakesVisibleTextAsKeyAlone) {
  for (const std::string& key : {std::string("a b"), std::string("\x01"), std::string(256, 'x')}) {
    EXPECT_THAT(problem(post(rotate_path, {}, key), 400), HasSubstr("Idempotency-Key"));
  }
  EXPECT_EQ(post(rotate_path, {}, std::string(255, 'x')).status, 201);
}

}  // namespace
}  // namespace provost::api::admin_api

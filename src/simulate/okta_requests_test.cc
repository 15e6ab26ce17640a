#include "simulate/okta_requests.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "simulate/mapping.h"

namespace provost::simulate::okta {
namespace {

User bo() {
  User user;
  user.object_id = "00uAbCdEfGhIjKlMnOpQ";
  user.upn = "bo@fabrikam.example";
  user.given_name = "Bo";
  user.family_name = "K";
  user.display_name = "Bo K";
  user.language = "nb-NO";
  return user;
}

// idp-clients.md §3.1, "Headers".
TEST(OktaHeaders, NameTheClientAndWhatItAccepts) {
  const auto all = headers("s3cret", true);
  const auto value = [&](std::string_view name) {
    const auto found = std::ranges::find(all, name, &http::Header::name);
    return found == all.end() ? std::string() : found->value;
  };
  EXPECT_EQ(value("Authorization"), "Bearer s3cret");
  EXPECT_EQ(value("User-Agent"), "Okta SCIM Client 1.0.0");
  EXPECT_EQ(value("Accept"), "application/scim+json");
  EXPECT_EQ(value("Accept-Charset"), "utf-8");
  EXPECT_EQ(value("Content-Type"), "application/scim+json; charset=utf-8");
  EXPECT_EQ(headers("s3cret", false).size(), 4U);
}

TEST(OktaTargets, AreEncodedAsTheSheetShows) {
  EXPECT_EQ(page("/Users", 1, 2), "/Users?startIndex=1&count=2");
  EXPECT_EQ(page("/Users", 101, 100), "/Users?startIndex=101&count=100");
  EXPECT_EQ(match_user("a@b"), "/Users?filter=userName%20eq%20%22a%40b%22&startIndex=1&count=100");
  EXPECT_EQ(match_group("R&D + x"),
            "/Groups?filter=displayName%20eq%20%22R%26D%20%2B%20x%22&startIndex=1&count=100");
}

TEST(OktaCreateUser, HasPasswordEmptyGroupsAndItsOwnId) {
  EXPECT_EQ(create_user(map_okta_user(bo()), "1mz050nq"),
            R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],)"
            R"("userName":"bo@fabrikam.example","name":{"givenName":"Bo","familyName":"K"},)"
            R"("emails":[{"type":"work","value":"bo@fabrikam.example","primary":true}],)"
            R"("displayName":"Bo K","locale":"nb-NO","externalId":"00uAbCdEfGhIjKlMnOpQ",)"
            R"("active":true,"groups":[],"password":"1mz050nq"})");
}

TEST(OktaReplaceUser, LaysTheProfileOverTheWholeResourceAsRead) {
  const auto current = json::parse(R"({"id":"u1","username":"old@fabrikam.example",)"
                                   R"("meta":{"resourceType":"User"},"groups":[],"title":"X",)"
                                   R"("name":{"givenName":"Old"},"active":false})");
  const std::vector<Attribute> profile{
      {"userName", "bo@fabrikam.example"}, {"name.givenName", "Bo"}, {"name.familyName", "K"}};
  EXPECT_EQ(replace_user(profile, current.value().get_object()),
            R"({"id":"u1","username":"bo@fabrikam.example","meta":{"resourceType":"User"},)"
            R"("groups":[],"title":"X","name":{"givenName":"Bo","familyName":"K"},)"
            R"("active":false})");
}

TEST(OktaSetActive, IsAReplaceWithoutPath) {
  EXPECT_EQ(set_active(false), R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],)"
                               R"("Operations":[{"op":"replace","value":{"active":false}}]})");
}

TEST(OktaGroups, FollowTheRowsOfTheSheet) {
  EXPECT_EQ(create_group("Ops"), R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],)"
                                 R"("displayName":"Ops","members":[]})");
  EXPECT_EQ(rename_group("g1", "Ops EU"),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],)"
            R"("Operations":[{"op":"replace","value":{"id":"g1","displayName":"Ops EU"}}]})");
  EXPECT_EQ(change_members({"u1"}, {{"u2", "bo@fabrikam.example"}}),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)"
            R"({"op":"remove","path":"members[value eq \"u1\"]"},)"
            R"({"op":"add","path":"members",)"
            R"("value":[{"value":"u2","display":"bo@fabrikam.example"}]}]})");
  EXPECT_EQ(change_members({"u1"}, {}),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)"
            R"({"op":"remove","path":"members[value eq \"u1\"]"}]})");
  EXPECT_EQ(replace_members({{"u1", "a@b"}}),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)"
            R"({"op":"replace","path":"members","value":[{"value":"u1","display":"a@b"}]}]})");
  EXPECT_EQ(replace_members({}), R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],)"
                                 R"("Operations":[{"op":"replace","path":"members","value":[]}]})");
}

}  // namespace
}  // namespace provost::simulate::okta

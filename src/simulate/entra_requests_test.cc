#include "simulate/entra_requests.h"

#include <gtest/gtest.h>

#include "simulate/mapping.h"

namespace provost::simulate::entra {
namespace {

User ada() {
  User user;
  user.object_id = "5b7e0c9e-1f6a-4f3c-9a55-0d6a1c2b3e4f";
  user.upn = "ada@fabrikam.example";
  user.mail_nickname = "ada";
  user.given_name = "Ada";
  user.family_name = "Lövelace";
  user.display_name = "Ada Lövelace";
  user.title = "Controller";
  user.department = "R&D";
  user.office = "Leeds 3";
  user.street = "12 Canal Walk";
  user.city = "Leeds";
  user.postal_code = "01234";
  user.country = "United Kingdom";
  user.phone = "+44 123 4567";
  user.mobile = "+44 123 45678";
  user.language = "en-GB";
  user.employee_number = "100001";
  return user;
}

Group ops() {
  Group group;
  group.object_id = "0b1f";
  group.display_name = "Ops";
  return group;
}

json::Object parsed(std::string_view text) {
  return json::parse(text).value().get_object();
}

// idp-clients.md §1.2: no User-Agent, no Accept; the media type of bodies names its charset.
TEST(EntraHeaders, HoldNeitherUserAgentNorAccept) {
  const auto bare = headers("s3cret", false);
  ASSERT_EQ(bare.size(), 1U);
  EXPECT_EQ(bare[0].name, "Authorization");
  EXPECT_EQ(bare[0].value, "Bearer s3cret");
  const auto body = headers("s3cret", true);
  ASSERT_EQ(body.size(), 2U);
  EXPECT_EQ(body[1].name, "Content-Type");
  EXPECT_EQ(body[1].value, "application/scim+json; charset=utf-8");
}

TEST(EntraTargets, AreEncodedAsTheSheetShows) {
  EXPECT_EQ(match_user("ada@fabrikam.example"),
            "/Users?filter=userName+eq+%22ada%40fabrikam.example%22");
  EXPECT_EQ(match_user("x", Space::percent), "/Users?filter=userName%20eq%20%22x%22");
  EXPECT_EQ(match_group("Ops"),
            "/Groups?excludedAttributes=members&filter=displayName+eq+%22Ops%22");
  EXPECT_EQ(match_group("x y", Space::percent),
            "/Groups?excludedAttributes=members&filter=displayName%20eq%20%22x%20y%22");
  EXPECT_EQ(match_user("o'brien+a%b@x"), "/Users?filter=userName+eq+%22o%27brien%2Ba%25b%40x%22");
  EXPECT_EQ(match_group("a\"b"),
            "/Groups?excludedAttributes=members&filter=displayName+eq+%22a%5C%22b%22");
  EXPECT_EQ(read_user("2f6c"), "/Users/2f6c");
  EXPECT_EQ(read_group("9a1b"), "/Groups/9a1b?excludedAttributes=members");
  EXPECT_EQ(check_member("g1", "u1"),
            "/Groups?filter=id+eq+%22g1%22+and+members+eq+%22u1%22&attributes=id");
  EXPECT_EQ(check_manager("u1", "u9"),
            "/Users?filter=id+eq+%22u1%22+and+manager+eq+%22u9%22&attributes=id");
}

TEST(EntraCreateUser, GuideMappingSendsThreeAttributes) {
  const auto attributes = map_user(ada(), Mapping::guide);
  EXPECT_EQ(create_user(attributes, Mapping::guide, Dialect::standard),
            R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",)"
            R"("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],)"
            R"("externalId":"5b7e0c9e-1f6a-4f3c-9a55-0d6a1c2b3e4f",)"
            R"("userName":"ada@fabrikam.example","active":"True","meta":{"resourceType":"User"}})");
  EXPECT_EQ(create_user(attributes, Mapping::guide, Dialect::rfc),
            R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",)"
            R"("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],)"
            R"("externalId":"5b7e0c9e-1f6a-4f3c-9a55-0d6a1c2b3e4f",)"
            R"("userName":"ada@fabrikam.example","active":true,"meta":{"resourceType":"User"}})");
}

TEST(EntraCreateUser, DefaultMappingNestsAndTypesItsAttributes) {
  EXPECT_EQ(
      create_user(map_user(ada(), Mapping::entra_default), Mapping::entra_default, Dialect::rfc),
      R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",)"
      R"("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],)"
      R"("externalId":"ada","userName":"ada@fabrikam.example","active":true,)"
      R"("displayName":"Ada Lövelace","name":{"formatted":"Ada Lövelace",)"
      R"("familyName":"Lövelace","givenName":"Ada"},)"
      R"("emails":[{"type":"work","value":"ada@fabrikam.example","primary":true}],)"
      R"("title":"Controller","preferredLanguage":"en-GB",)"
      R"("addresses":[{"type":"work","formatted":"Leeds 3","streetAddress":"12 Canal Walk",)"
      R"("locality":"Leeds","postalCode":"01234","country":"United Kingdom"}],)"
      R"("phoneNumbers":[{"type":"work","value":"+44 123 4567"},)"
      R"({"type":"mobile","value":"+44 123 45678"}],)"
      R"("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":)"
      R"({"employeeNumber":"100001","department":"R&D"},)"
      R"("meta":{"resourceType":"User"},"roles":[]})");
}

TEST(EntraCreateGroup, CarriesTheExtraUriOnlyInTheDefaultDialect) {
  EXPECT_EQ(create_group(map_group(ops()), Dialect::standard),
            R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group",)"
            R"("http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],)"
            R"("externalId":"0b1f","displayName":"Ops","members":[],)"
            R"("meta":{"resourceType":"Group"}})");
  EXPECT_EQ(create_group(map_group(ops()), Dialect::rfc),
            R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],)"
            R"("externalId":"0b1f","displayName":"Ops","members":[],)"
            R"("meta":{"resourceType":"Group"}})");
}

constexpr std::string_view current_user =
    R"({"id":"u1","externalId":"ada","userName":"ada@fabrikam.example","active":true,)"
    R"("displayName":"Ada","emails":[{"type":"work","value":"old@fabrikam.example"}]})";

TEST(EntraUpdate, DefaultDialectHasOneCapitalisedOperationPerAttribute) {
  const std::vector<Attribute> wanted{
      {"externalId", "ada"},
      {"displayName", "Ada Lovelace"},
      {"name.familyName", "Lovelace"},
      {"emails[type eq \"work\"].value", "ada2@fabrikam.example"},
      {"emails[type eq \"work\"].primary", true, true},
      {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "R&D"},
      {"active", false}};
  EXPECT_EQ(update(wanted, parsed(current_user), Dialect::standard),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)"
            R"({"op":"Replace","path":"displayName","value":"Ada Lovelace"},)"
            R"({"op":"Add","path":"name.familyName","value":"Lovelace"},)"
            R"({"op":"Replace","path":"emails[type eq \"work\"].value",)"
            R"("value":"ada2@fabrikam.example"},)"
            R"({"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:)"
            R"(department","value":"R&D"},)"
            R"({"op":"Replace","path":"active","value":"False"}]})");
}

TEST(EntraUpdate, RfcDialectGathersTheRestInOneReplaceWithoutPath) {
  const std::vector<Attribute> wanted{
      {"displayName", "Ada Lovelace"},
      {"name.givenName", "Ada"},
      {"active", false},
      {"emails[type eq \"work\"].value", "ada2@fabrikam.example"},
      {"phoneNumbers[type eq \"mobile\"].value", "+47 900"},
      {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "R&D"}};
  EXPECT_EQ(update(wanted, parsed(current_user), Dialect::rfc),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)"
            R"({"op":"replace","path":"emails[type eq \"work\"].value",)"
            R"("value":"ada2@fabrikam.example"},)"
            R"({"op":"add","path":"phoneNumbers[type eq \"mobile\"].value","value":"+47 900"},)"
            R"({"op":"replace","value":{"displayName":"Ada Lovelace","name.givenName":"Ada",)"
            R"("active":false,"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:)"
            R"(department":"R&D"}}]})");
}

// idp-clients.md §7, "Soft delete and restore".
TEST(EntraUpdate, SoftDeleteAndRestoreAreTheFixtures) {
  const auto active = parsed(R"({"active":true})");
  const auto inactive = parsed(R"({"active":false})");
  EXPECT_EQ(update({{"active", false}}, active, Dialect::standard),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],)"
            R"("Operations":[{"op":"Replace","path":"active","value":"False"}]})");
  EXPECT_EQ(update({{"active", true}}, inactive, Dialect::standard),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],)"
            R"("Operations":[{"op":"Replace","path":"active","value":"True"}]})");
  EXPECT_EQ(update({{"active", true}}, inactive, Dialect::rfc),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],)"
            R"("Operations":[{"op":"replace","value":{"active":true}}]})");
}

TEST(EntraUpdate, SendsNothingWhenNothingDiffers) {
  const std::vector<Attribute> wanted{{"userName", "ada@fabrikam.example"}, {"active", true}};
  EXPECT_EQ(update(wanted, parsed(current_user), Dialect::standard), std::nullopt);
  EXPECT_EQ(update(wanted, parsed(current_user), Dialect::rfc), std::nullopt);
}

TEST(EntraUpdate, RenamesGroupInBothDialects) {
  const auto current = parsed(R"({"externalId":"0b1f","displayName":"Old"})");
  EXPECT_EQ(update(map_group(ops()), current, Dialect::standard),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],)"
            R"("Operations":[{"op":"Replace","path":"displayName","value":"Ops"}]})");
  EXPECT_EQ(update(map_group(ops()), current, Dialect::rfc),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],)"
            R"("Operations":[{"op":"replace","value":{"displayName":"Ops"}}]})");
}

TEST(EntraManager, IsABareIdByDefaultAndAnObjectWithTheFlag) {
  EXPECT_EQ(set_manager("77aa01", false, Dialect::standard),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)"
            R"({"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:)"
            R"(manager","value":"77aa01"}]})");
  EXPECT_EQ(set_manager("77aa01", true, Dialect::rfc),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)"
            R"({"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:)"
            R"(User:manager","value":{"value":"77aa01"}}]})");
}

TEST(EntraMembers, AddAndRemoveFollowTheTable) {
  EXPECT_EQ(add_member("u1", Dialect::standard),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)"
            R"({"op":"Add","path":"members","value":[{"$ref":null,"value":"u1"}]}]})");
  EXPECT_EQ(add_member("u1", Dialect::rfc),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)"
            R"({"op":"add","path":"members","value":[{"value":"u1"}]}]})");
  EXPECT_EQ(remove_member("u1", Dialect::standard),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)"
            R"({"op":"Remove","path":"members","value":[{"$ref":null,"value":"u1"}]}]})");
  EXPECT_EQ(remove_member("u1", Dialect::rfc),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[)"
            R"({"op":"remove","path":"members[value eq \"u1\"]"}]})");
}

}  // namespace
}  // namespace provost::simulate::entra

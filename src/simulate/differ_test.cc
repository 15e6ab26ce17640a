#include "simulate/differ.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace provost::simulate {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

json::Value parsed(std::string_view text) {
  return json::parse(text).value();
}

Expected ada() {
  return {user_urn,
          "u1",
          {{"userName", "ada@x"},
           {"externalId", "E1"},
           {"active", true},
           {"name.givenName", "Ada"},
           {"emails[type eq \"work\"].value", "ada@x"}}};
}

constexpr std::string_view good =
    R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"u1","userName":"ada@x",)"
    R"("externalId":"E1","active":true,"name":{"givenName":"Ada"},)"
    R"("emails":[{"type":"work","value":"ada@x"}],"meta":{"resourceType":"User"}})";

json::Value changed(std::string_view path, const json::Value& value) {
  json::Value out = parsed(good);
  set_at(out.get_object(), path, value);
  return out;
}

TEST(Compare, FindsNothingInAResourceThatReadsBackAsSent) {
  EXPECT_THAT(compare(ada(), parsed(good), {}), IsEmpty());
}

TEST(Compare, FindsEveryKindOfWrongValue) {
  const struct {
    std::string_view path;
    json::Value value;
    std::string difference;
  } cases[] = {
      {"userName", "Ada@x", R"(userName: expected "ada@x", got "Ada@x")"},
      {"externalId", nullptr, R"(externalId: expected "E1", got null)"},
      {"active", false, "active: expected true, got false"},
      {"active", "True", R"(active: expected true, got "True")"},
      {"name.givenName", "Bo", R"(name.givenName: expected "Ada", got "Bo")"},
      {"emails[type eq \"work\"].value", "b@x",
       R"(emails[type eq "work"].value: expected "ada@x", got "b@x")"},
      {"id", "u2", R"(id: expected u1, got "u2")"},
      {"meta.resourceType", "Group", "meta.resourceType: expected User"},
      {"schemas", json::Array{}, "schemas: urn:ietf:params:scim:schemas:core:2.0:User is missing"},
  };
  for (const auto& expected : cases) {
    EXPECT_THAT(compare(ada(), changed(expected.path, expected.value), {}),
                ElementsAre(expected.difference));
  }
}

TEST(Compare, FindsAttributesThatAreGone) {
  const auto actual = parsed(
      R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"u1","userName":"ada@x",)"
      R"("externalId":"E1","meta":{"resourceType":"User"}})");
  EXPECT_THAT(compare(ada(), actual, {}),
              ElementsAre("active: expected true, got nothing",
                          R"(name.givenName: expected "Ada", got nothing)",
                          R"(emails[type eq "work"].value: expected "ada@x", got nothing)"));
  EXPECT_THAT(compare(ada(), json::Value(nullptr), {}),
              ElementsAre("the answer is not a resource"));
}

Advertised minimal() {
  return Advertised::read(
             parsed(R"({"Resources":[{"id":"urn:ietf:params:scim:schemas:core:2.0:User",)"
                    R"("attributes":[{"name":"USERNAME"},{"name":"active"},)"
                    R"({"name":"password","returned":"never"},{"name":"groups",)"
                    R"("mutability":"readOnly"},{"name":"name","subAttributes":)"
                    R"([{"name":"givenName"}]}]}]})"))
      .value();
}

TEST(Advertised, ExpectsBackOnlyWhatTheSchemasPromise) {
  const Advertised some = minimal();
  EXPECT_TRUE(some.gives_back(user_urn, "userName"));
  EXPECT_TRUE(some.gives_back(user_urn, "name.givenName"));
  EXPECT_TRUE(some.gives_back(user_urn, "externalId")) << "common to all resources";
  EXPECT_FALSE(some.gives_back(user_urn, "name.familyName"));
  EXPECT_FALSE(some.gives_back(user_urn, "password"));
  EXPECT_FALSE(some.gives_back(user_urn, "groups"));
  EXPECT_FALSE(some.gives_back(user_urn, "emails[type eq \"work\"].value"));
  EXPECT_FALSE(some.gives_back(
      user_urn, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"));
  EXPECT_FALSE(some.gives_back(group_urn, "members"));
  EXPECT_TRUE(some.gives_back(user_urn, "active")) << "provisioning stands on it";
  EXPECT_FALSE(some.gives_back(user_urn, "displayName"));
  EXPECT_TRUE(some.lists(user_urn, "groups")) << "comes when it is asked for by name";
  EXPECT_FALSE(some.lists(user_urn, "password"));
  EXPECT_FALSE(some.lists(group_urn, "members"));
  EXPECT_TRUE(some.gives_back(group_urn, "displayName"));
  EXPECT_TRUE(Advertised().gives_back(user_urn, "emails[type eq \"work\"].value"));
  EXPECT_TRUE(Advertised::read(parsed(R"({"detail":"no"})")).has_error());
}

TEST(Compare, DoesNotBlameForWhatIsNotAdvertisedButForTheRest) {
  const auto actual = parsed(
      R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"u1","userName":"ada@x",)"
      R"("externalId":"E1","active":false,"meta":{"resourceType":"User"}})");
  EXPECT_THAT(compare(ada(), actual, minimal()),
              ElementsAre("active: expected true, got false",
                          R"(name.givenName: expected "Ada", got nothing)"));
}

TEST(CompareMembers, FindsMissingSurplusAndRepeatedMembers) {
  const Membership wanted{{"u1", "u2"}, {"u1", "u2", "u3"}, false};
  const auto group = [](std::string_view ids) {
    return parsed(R"({"members":[)" + std::string(ids) + "]}");
  };
  EXPECT_THAT(compare_members(wanted, group(R"({"value":"u2"},{"value":"u1"})")), IsEmpty());
  EXPECT_THAT(compare_members(wanted, group(R"({"value":"u1"})")),
              ElementsAre("members: u2 is missing"));
  EXPECT_THAT(compare_members(wanted, parsed("{}")),
              ElementsAre("members: u1 is missing", "members: u2 is missing"));
  EXPECT_THAT(compare_members(wanted, group(R"({"value":"u1"},{"value":"u2"},{"value":"u3"})")),
              ElementsAre("members: u3 should not be there"));
  EXPECT_THAT(compare_members(wanted, group(R"({"value":"u1"},{"value":"u2"},{"value":"u1"})")),
              ElementsAre("members: u1 is there twice"));
}

TEST(CompareMembers, ReadsAUsersGroupsAlike) {
  const Membership wanted{{"g1"}, {"g1", "g2"}, true};
  EXPECT_THAT(
      compare_members(wanted, parsed(R"({"groups":[{"value":"g2"},{"value":"x"}]})"), "groups"),
      ElementsAre("groups: g2 should not be there", "groups: g1 is missing"));
}

TEST(Echoed, NamesWhatAnAnswerHasAsItWasSent) {
  const std::vector<Attribute> sent{{"userName", "ada@x"}, {"title", "Boss"}, {"active", true}};
  EXPECT_EQ(echoed(sent, parsed(R"({"userName":"ada@x","title":"boss","active":true})")),
            (std::set<std::string>{"active", "userName"}));
  EXPECT_THAT(echoed(sent, json::Value(nullptr)), IsEmpty());
}

TEST(CompareMembers, AllowsForeignMembersOnlyInGroupsThatWereThere) {
  Membership wanted{{"u1"}, {"u1", "u3"}, false};
  const auto group = parsed(R"({"members":[{"value":"u1"},{"value":"other"}]})");
  EXPECT_THAT(compare_members(wanted, group), ElementsAre("members: other should not be there"));
  wanted.foreign_allowed = true;
  EXPECT_THAT(compare_members(wanted, group), IsEmpty());
  EXPECT_THAT(compare_members(wanted, parsed(R"({"members":[{"value":"u1"},{"value":"u3"}]})")),
              ElementsAre("members: u3 should not be there"));
}

TEST(ListFault, WantsTheShapeAndTheTotal) {
  const std::string urn = R"("schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"])";
  EXPECT_EQ(list_fault(parsed("{" + urn + R"(,"totalResults":0,"Resources":[]})"), 0), "");
  EXPECT_EQ(list_fault(parsed("{" + urn + R"(,"totalResults":0})"), 0), "");
  EXPECT_EQ(list_fault(parsed("{" + urn + R"(,"totalResults":2,"Resources":[]})"), 0),
            "totalResults: expected 0, got 2");
  EXPECT_EQ(list_fault(parsed("{" + urn + R"(,"totalResults":"0"})"), 0),
            "totalResults: expected 0, got -1");
  EXPECT_EQ(list_fault(parsed("{" + urn + R"(,"totalResults":0,"Resources":[{}]})"), 0),
            "Resources holds more than totalResults says");
  EXPECT_EQ(list_fault(parsed(R"({"totalResults":0})"), 0), "the answer is not a ListResponse");
  EXPECT_EQ(list_fault(json::Value(nullptr), 0), "the answer is not a ListResponse");
}

}  // namespace
}  // namespace provost::simulate

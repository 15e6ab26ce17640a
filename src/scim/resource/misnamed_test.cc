#include "scim/resource/misnamed.h"

#include "scim/resource/testing.h"

namespace provost::scim::resource {
namespace {

using namespace testing;

bool means_active(std::string_view name, const json::Value& value = false) {
  const schema::Attribute* meant = misnamed_attribute(minimal_user(), name, value);
  return meant != nullptr && meant->name == "active";
}

bool means_members(std::string_view name, const json::Value& value = {}) {
  const schema::Attribute* meant = misnamed_attribute(group(), name, value);
  return meant != nullptr && meant->name == "members";
}

TEST(Misnamed, IsWhateverHasTheNameAmongItsParts) {
  for (const char* name :
       {"/active", "active.value", "users.ACTIVE", "$['active']", "$[\"active\"]",
        "urn:scim:schemas:core:1.0:active", "roles[type eq \"x\"].active", "@.active"}) {
    EXPECT_TRUE(means_active(name)) << name;
  }
  EXPECT_TRUE(means_active("User", json_of(R"({"active":false})")));
  EXPECT_TRUE(means_active("Resources", json_of(R"([{"x":1},{"user":{"/Active":null}}])")));
}

TEST(Misnamed, IsNoNameThatOnlyLooksLikeIt) {
  for (const char* name : {"isActive", "activeDirectoryId", "inactive", "urn:x:Active-Since",
                           "roles[value eq \"active\"].display", "roles[value eq \"active\""}) {
    EXPECT_FALSE(means_active(name)) << name;
  }
  EXPECT_FALSE(means_active("User", json_of(R"({"status":"active"})")));
  // An attribute merely outside the profile is an extra, whatever its parts are called.
  EXPECT_FALSE(means_active("emails", json_of(R"([{"value":"a@x","active":true}])")));
  EXPECT_EQ(misnamed_attribute(group(), "active", json::Value(false)), nullptr);
}

TEST(Misnamed, IsOneSlipAway) {
  for (const char* name :
       {"actve", "activ", "ctive", "aktive", "Activee", "acitve", "User.atcive"}) {
    EXPECT_TRUE(means_active(name)) << name;
  }
  for (const char* name : {"memebers", "Member", "menbers", "membres", "embers", "memberss",
                           "/member", "MEMEBERS.value", "urn:scim:schemas:core:1.0:members"}) {
    EXPECT_TRUE(means_members(name)) << name;
  }
  EXPECT_TRUE(means_members("Group", json_of(R"({"members":[]})")));
}

TEST(Misnamed, IsNoNameTwoSlipsAwayAndNoPartOfAUrn) {
  for (const char* name : {"memberOf", "membership", "memberCount", "numbers", "groupMembers", "em",
                           "", "urn:fabrikam:Group:member", "owners[value eq \"member\"]"}) {
    EXPECT_FALSE(means_members(name)) << name;
  }
  for (const char* name : {"native", "inactive", "act", "urn:fabrikam:User:activ"}) {
    EXPECT_FALSE(means_active(name)) << name;
  }
  EXPECT_FALSE(means_members("x", json_of(R"({"member":1})")));
  // The memberships of a user are read-only; they are not a group's members.
  EXPECT_EQ(misnamed_attribute(minimal_user(), "memebers", json::Value()), nullptr);
}

}  // namespace
}  // namespace provost::scim::resource

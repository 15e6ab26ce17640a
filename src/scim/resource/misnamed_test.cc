#include "scim/resource/misnamed.h"

#include "scim/resource/testing.h"

namespace provost::scim::resource {
namespace {

using namespace testing;

bool means_active(std::string_view name, const json::Value& value = false) {
  const schema::Attribute* meant = misnamed_lifecycle(minimal_user(), name, value);
  return meant != nullptr && meant->name == "active";
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
  // What only the profile leaves out is an extra, whatever its parts are called.
  EXPECT_FALSE(means_active("emails", json_of(R"([{"value":"a@x","active":true}])")));
  EXPECT_EQ(misnamed_lifecycle(group(), "active", json::Value(false)), nullptr);
}

}  // namespace
}  // namespace provost::scim::resource

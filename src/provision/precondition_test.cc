#include "provision/precondition.h"

#include <gtest/gtest.h>

namespace provost::provision {
namespace {

TEST(NamesTag, ComparesTheOpaquePartOfListsAndStars) {  // standards.md ETG-3
  EXPECT_TRUE(names_tag("W/\"7\"", "W/\"7\""));
  EXPECT_TRUE(names_tag("\"7\"", "W/\"7\""));
  EXPECT_TRUE(names_tag("W/\"1\", \"7\"", "W/\"7\""));
  EXPECT_TRUE(names_tag(" * ", "W/\"7\""));
  EXPECT_FALSE(names_tag("W/\"17\"", "W/\"7\""));
  EXPECT_FALSE(names_tag("7", "W/\"7\""));
  EXPECT_FALSE(names_tag("", "W/\"7\""));
}

TEST(Check, RefusesAnotherVersion) {  // standards.md ETG-2
  scim::Stored stored;
  stored.version = 7;
  EXPECT_TRUE(check({}, stored).has_value());
  EXPECT_TRUE(check({.if_match = "W/\"7\"", .if_none_match = {}}, stored).has_value());
  EXPECT_EQ(check({.if_match = "W/\"6\"", .if_none_match = {}}, stored).error().code,
            Code::precondition_failed);
  EXPECT_EQ(check({.if_match = {}, .if_none_match = "*"}, stored).error().code,
            Code::precondition_failed);
}

}  // namespace
}  // namespace provost::provision

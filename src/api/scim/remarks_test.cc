#include "api/scim/remarks.h"

#include <gtest/gtest.h>

namespace provost::api::scim_api {
namespace {

using log::Cause;

TEST(Remarks, SayWhatTheServerDidOnItsOwn) {
  const scim::Report report{.dropped = {"displayName", "title"},
                            .coerced = {"active"},
                            .unknown_members = {"nobody"},
                            .warnings = {"externalId was a and is b"}};
  const std::vector<log::Remark> expected{
      {Cause::attributes_dropped, {"displayName", "title"}},
      {Cause::values_coerced, {"active"}},
      {Cause::members_skipped, {"nobody"}},
      {Cause::external_id_changed, {"externalId was a and is b"}}};
  EXPECT_EQ(remarks_of(report), expected);
  EXPECT_TRUE(remarks_of({}).empty());
}

TEST(Remarks, HoldAFewValuesOfMany) {
  const scim::Report report{.dropped = {},
                            .coerced = {},
                            .unknown_members = std::vector<std::string>(5000, "x"),
                            .warnings = {}};
  EXPECT_EQ(remarks_of(report).front().values.size(), 20U);
}

TEST(Remarks, KnowTheNamesThatEntraGivesInItsRecycleBin) {
  EXPECT_TRUE(is_tombstone("0b1f6c9e1f6a4f3c9a550d6a1c2b3e4fada@fabrikam.example"));
  EXPECT_TRUE(is_tombstone("0B1F6C9E1F6A4F3C9A550D6A1C2B3E4Fada@fabrikam.example"));
  for (const char* name :
       {"ada@fabrikam.example", "0b1f6c9e1f6a4f3c9a550d6a1c2b3e4f@fabrikam.example",
        "0b1f6c9e1f6a4f3c9a550d6a1c2b3e4fada", "zb1f6c9e1f6a4f3c9a550d6a1c2b3e4fada@x", ""}) {
    EXPECT_FALSE(is_tombstone(name)) << name;
  }
}

}  // namespace
}  // namespace provost::api::scim_api

#include "admin/chores/cursor_keys.h"

#include <gtest/gtest.h>

#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

class CursorKeys : public ::testing::Test {
 protected:
  std::vector<store::CursorKey> keys() {
    std::vector<store::CursorKey> found;
    store_.session().catalogue(
        [&](store::Catalogue& catalogue) { found = catalogue.cursor_keys(); });
    return found;
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "cli"};
};

TEST_F(CursorKeys, ANewOneComesTwiceADay) {
  ASSERT_TRUE(renew_cursor_keys(admin_).has_value());
  ASSERT_TRUE(renew_cursor_keys(admin_).has_value());
  const std::vector<store::CursorKey> first = keys();
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].key.size(), 32u);
  store_.clock().advance_s(12 * 60 * 60);
  ASSERT_TRUE(renew_cursor_keys(admin_).has_value());
  const std::vector<store::CursorKey> second = keys();
  ASSERT_EQ(second.size(), 2u);
  EXPECT_EQ(second[1].key, first[0].key);
  EXPECT_NE(second[0].key, first[0].key);
}

}  // namespace
}  // namespace provost::admin

#include "scim/patch/target.h"

#include <random>

#include <gtest/gtest.h>

#include "scim/filter/random_filter.h"
#include "scim/path/testing/random_path.h"
#include "scim/resource/testing.h"

namespace provost::scim::patch {
namespace {

using namespace testing;

// A path splits into the parts that it was put together from, whatever the literals of the filter
// contain.
TEST(PatchPath, ComesApartWhereItWasPutTogether) {
  std::mt19937 random(7644);
  for (int i = 0; i < 5000; ++i) {
    path::AttributePath attribute;
    do {
      attribute = path::testing::random_path(random, full_user());
    } while (attribute.attribute.empty() || !attribute.sub_attribute.empty());
    const filter::NodePtr node = filter::testing::RandomFilter(random).node(2, true);
    const std::string filter = filter::print(*node);
    const std::string sub = random() % 2 == 0 ? "" : path::testing::random_name(random);
    const std::string text =
        fmt::format("{}[{}]{}{}", path::print(attribute), filter, sub.empty() ? "" : ".", sub);
    const Result<PathText> parts = split_path(text);
    ASSERT_TRUE(parts.has_value()) << text;
    EXPECT_EQ(parts->attribute, path::print(attribute)) << text;
    EXPECT_EQ(parts->filter, filter) << text;
    EXPECT_EQ(parts->sub_attribute, sub) << text;
  }
}

}  // namespace
}  // namespace provost::scim::patch

#include "console/negotiate.h"

#include <string_view>

#include <gtest/gtest.h>

namespace provost::console {
namespace {

struct Case {
  std::string_view header;
  bool expected;
};

TEST(AcceptsGzip, FollowsTheHeader) {
  constexpr Case cases[] = {
      {"", false},
      {"gzip", true},
      {"GZip", true},
      {"gzip, deflate, br", true},
      {"br,deflate ,gzip;q=0.1", true},
      {"identity", false},
      {"br, zstd", false},
      {"gzip;q=0", false},
      {"gzip ; Q = 0.000", false},
      {"gzip;q=0.001", true},
      {"*", true},
      {"*;q=0", false},
      {"*, gzip;q=0", false},
      {"gzip, *;q=0", true},
      {"gzipped", false},
      {",,", false},
      {";q=1", false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(accepts_gzip(c.header), c.expected) << c.header;
  }
}

TEST(NamesTag, LooksThroughTheList) {
  constexpr Case cases[] = {
      {"", false},
      {R"("a")", true},
      {R"(W/"a")", true},
      {R"("b", W/"a")", true},
      {R"("b","c")", false},
      {"*", true},
      {"a", false},
      {R"("A")", false},
      {R"("a-gzip")", false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(names_tag(c.header, R"("a")"), c.expected) << c.header;
  }
}

}  // namespace
}  // namespace provost::console

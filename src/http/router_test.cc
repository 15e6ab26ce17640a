#include "http/router.h"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace provost::http {
namespace {

using ::testing::ElementsAre;

Router<int> scim_like_router() {
  return Router<int>({
      {Method::get, "/{org}/scim/v2/Me", 1},
      {Method::get, "/{org}/scim/v2/{type}", 2},
      {Method::post, "/{org}/scim/v2/{type}", 3},
      {Method::get, "/{org}/scim/v2/{type}/{id}", 4},
      {Method::del, "/{org}/scim/v2/{type}/{id}", 5},
      {Method::get, "/", 6},
  });
}

TEST(RouterTest, FindsRowAndParameters) {
  struct Case {
    Method method;
    const char* path;
    int value;
    std::vector<std::string> parameters;
  };
  const std::vector<Case> cases = {
      {Method::get, "/acme/scim/v2/Users", 2, {"acme", "Users"}},
      {Method::post, "/acme/scim/v2/Users", 3, {"acme", "Users"}},
      {Method::get, "/acme/scim/v2/Users/7", 4, {"acme", "Users", "7"}},
      {Method::del, "/acme/scim/v2/Users/7", 5, {"acme", "Users", "7"}},
      {Method::get, "/", 6, {}},
      // The literal wins only if it fits the whole path.
      {Method::get, "/acme/scim/v2/Me", 1, {"acme"}},
      {Method::get, "/acme/scim/v2/Me/7", 4, {"acme", "Me", "7"}},
      {Method::get, "/acme/scim/v2/me", 2, {"acme", "me"}},
      // Decoded once, after splitting.
      {Method::get, "/acme/scim/v2/Users/a%2Fb%2541+c", 4, {"acme", "Users", "a/b%41+c"}},
      {Method::get, "/acme/%73cim/v2/Users", 2, {"acme", "Users"}},
      // HEAD matches like GET.
      {Method::head, "/acme/scim/v2/Users", 2, {"acme", "Users"}},
  };
  const Router<int> router = scim_like_router();
  for (const Case& test : cases) {
    SCOPED_TRACE(test.path);
    const auto match = router.match(test.method, test.path);
    ASSERT_NE(match.value, nullptr);
    EXPECT_EQ(*match.value, test.value);
    EXPECT_EQ(match.parameters, test.parameters);
    EXPECT_EQ(match.allow, "");
  }
}

TEST(RouterTest, KnowsNothingOfOtherPaths) {
  const Router<int> router = scim_like_router();
  const std::string endless = "/acme/scim/v2" + std::string(100'000, 'x') + "/a/b/c/d";
  for (const std::string path :
       {"", "acme/scim/v2/Users", "/acme", "/acme/scim", "/acme/SCIM/v2/Users",
        "/acme/scim/v2/Users/7/8", "/acme/scim/v2/Users/%zz", "/acme/scim/v2/Users/%4", "*",
        // Only the canonical spelling of a path.
        "/acme/scim/v2/Users/", "/acme/scim/v2//Users", "//acme/scim/v2/Users", "//"}) {
    SCOPED_TRACE(path);
    const auto match = router.match(Method::get, path);
    EXPECT_EQ(match.value, nullptr);
    EXPECT_EQ(match.allow, "");
  }
  EXPECT_EQ(router.match(Method::get, endless).value, nullptr);
  std::string deep;
  for (int i = 0; i < 10'000; ++i) {
    deep += "/a";
  }
  EXPECT_EQ(router.match(Method::get, deep).value, nullptr);
}

TEST(RouterTest, MatchesFromOneSegmentOnInAnyLetterCase) {
  const Router<int> router({{Method::get, "/{org}/scim/v2/Me", 1},
                            {Method::get, "/{org}/scim/v2/Schemas/{id}", 2},
                            {Method::get, "/{org}/scim/v2/{type}", 3}},
                           3);
  EXPECT_EQ(*router.match(Method::get, "/acme/scim/v2/mE").value, 1);
  const auto schema = router.match(Method::get, "/Acme/scim/v2/SCHEMAS/Urn");
  EXPECT_EQ(*schema.value, 2);
  EXPECT_THAT(schema.parameters, ElementsAre("Acme", "Urn"));
  EXPECT_EQ(*router.match(Method::get, "/acme/scim/v2/mee").value, 3);
  EXPECT_EQ(router.match(Method::get, "/acme/SCIM/v2/Me").value, nullptr);
  EXPECT_EQ(router.match(Method::get, "/acme/scim/V2/Me").value, nullptr);
}

TEST(RouterTest, NamesTheMethodsThatFit) {
  const Router<int> router = scim_like_router();
  EXPECT_EQ(router.match(Method::del, "/acme/scim/v2/Users").allow, "GET, HEAD, POST");
  EXPECT_EQ(router.match(Method::post, "/acme/scim/v2/Users/7").allow, "GET, HEAD, DELETE");
  EXPECT_EQ(router.match(Method::other, "/acme/scim/v2/Me").allow, "GET, HEAD");
  EXPECT_EQ(router.match(Method::del, "/acme/scim/v2/Users").value, nullptr);
}

TEST(RouterTest, RefusesTablesThatAreWrong) {
  using Rows = std::vector<Router<int>::Row>;
  const std::vector<Rows> tables = {
      {{Method::get, "/a/{b}", 1}, {Method::get, "/a/{c}", 2}},
      {{Method::get, "/a", 1}, {Method::get, "/a", 2}},
      {{Method::get, "/a/", 1}},
      {{Method::get, "/a//b", 1}},
      {{Method::get, "a", 1}},
      {{Method::get, "/{", 1}},
      {{Method::get, "/a{b}", 1}},
      {{Method::get, "/{}", 1}},
  };
  for (const Rows& rows : tables) {
    SCOPED_TRACE(rows.back().pattern);
    EXPECT_THROW(Router<int>{rows}, std::logic_error);
  }
}

TEST(RouterTest, KeepsItsRowsVisible) {
  const Router<int> router = scim_like_router();
  ASSERT_EQ(router.rows().size(), 6U);
  EXPECT_EQ(router.rows()[2].pattern, "/{org}/scim/v2/{type}");
}

}  // namespace
}  // namespace provost::http

#include "http/path.h"

#include <string>

#include <gtest/gtest.h>

namespace provost::http {
namespace {

TEST(TidyPath, GivesEachPathItsOneSpelling) {
  struct Case {
    std::string_view sent;
    std::string_view text;
    Spelling spelling;
  };
  using enum Spelling;
  const Case cases[] = {
      {"/", "/", canonical},
      {"/acme/scim/v2/Users", "/acme/scim/v2/Users", canonical},
      {"/acme/scim/v2/Users/", "/acme/scim/v2/Users", canonical},
      // A necessary escape has one spelling, whatever digits are sent.
      {"/Schemas/urn%3Aietf", "/Schemas/urn%3Aietf", canonical},
      {"/Schemas/urn%3aietf", "/Schemas/urn%3Aietf", canonical},
      {"/a%2Fb%c3%a9", "/a%2Fb%C3%A9", canonical},
      {"/a:b;c=d@e$f", "/a:b;c=d@e$f", canonical},
      // Decoded only once.
      {"/%2541", "/%2541", canonical},
      {"/%252e%252e/x", "/%252e%252e/x", canonical},
      // idp-clients.md §1.1.
      {"/acme/scim/v2//Users", "/acme/scim/v2/Users", other},
      {"//acme/scim", "/acme/scim", other},
      {"/Users//", "/Users", other},
      {"//", "/", other},
      {"/%73cim/%7E%2d%5f%2Esearch", "/scim/~-_.search", other},
      // Nothing has such an address.
      {"", "/", none},
      {"*", "/*", none},
      {"acme", "/acme", none},
      {"/a/./b", "/a/./b", none},
      {"/a/../b", "/a/../b", none},
      {"/a/..", "/a/..", none},
      {"/a/%2e%2E/b", "/a/../b", none},
      {"/a/.%2e/", "/a/..", none},
      {"/%", "/%", none},
      {"/%4", "/%4", none},
      {"/%zz", "/%zz", none},
      {"/%4%31", "/%41", none},
      {"/%%34%31", "/%41", none},
      {"/a/%FF", "/a/%FF", none},
      {"/a/%C3%28", "/a/%C3%28", none},
      {"/a/\xff", "/a/\xff", none},
      // Dots within a name are part of it.
      {"/...", "/...", canonical},
      {"/.well-known/x", "/.well-known/x", canonical},
      {"/Users/a..b", "/Users/a..b", canonical},
  };
  for (const Case& c : cases) {
    const TidyPath tidy = tidy_path(c.sent);
    EXPECT_EQ(tidy.text, c.text) << c.sent;
    EXPECT_EQ(tidy.spelling, c.spelling) << c.sent;
  }
}

TEST(TidyPath, IsTidyItself) {
  for (const std::string sent : {"/a//%62/%2f/", "/%41%2541", "//", "/a/%e9"}) {
    const std::string once = tidy_path(sent).text;
    EXPECT_EQ(tidy_path(once).text, once);
    EXPECT_NE(tidy_path(once).spelling, Spelling::other) << once;
  }
}

TEST(SetTarget, SplitsTheQueryOff) {
  Request request;
  set_target(request, "/a//b/?filter=x/../y?z");
  EXPECT_EQ(request.target, "/a//b/?filter=x/../y?z");
  EXPECT_EQ(request.path, "/a/b");
  EXPECT_EQ(request.spelling, Spelling::other);
  EXPECT_EQ(request.query, "filter=x/../y?z");
  set_target(request, "/c");
  EXPECT_EQ(request.path, "/c");
  EXPECT_EQ(request.spelling, Spelling::canonical);
  EXPECT_EQ(request.query, "");
}

}  // namespace
}  // namespace provost::http

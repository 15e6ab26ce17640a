#include "golden/pattern.h"

#include <gtest/gtest.h>

namespace provost::golden {
namespace {

Bindings known() {
  Bindings bindings;
  bindings.set_word("base", "https://host.example/acme/scim/v2");
  bindings.set_word("other token", "secret");
  bindings.remember("id:ada", "a-1");
  bindings.remember("etag:v1", "W/\"1\"");
  return bindings;
}

struct Row {
  const char* pattern;
  const char* actual;
  bool fitting;
};

TEST(Pattern, FitsWhatItsMasksAllow) {
  const Row rows[] = {
      {"plain", "plain", true},
      {"plain", "plainer", false},
      {"a.c", "abc", false},
      {"<id>", "0192-ab", true},
      {"<id>", "two/segments", false},
      {"<id>", "", false},
      {"<time>", "2026-11-24T06:34:56Z", true},
      {"<time>", "2026-11-24T06:34:56.123Z", true},
      {"<time>", "2026-11-24T06:34:56", false},
      {"<time>", "2026-11-24T06:34:56+01:00", false},
      {"<etag>", "W/\"7\"", true},
      {"<etag>", "\"7\"", true},
      {"<etag>", "7", false},
      {"<any>", "", true},
      {"Bearer<any>", "Bearer realm=\"x\"", true},
      {"Bearer<any>", "Basic", false},
      {"<base>/Users/<id:ada>", "https://host.example/acme/scim/v2/Users/a-1", true},
      {"<base>/Users/<id:ada>", "https://host.example/acme/scim/v2/Users/b-2", false},
      {"<base>/Users", "https://hostXexample/acme/scim/v2/Users", false},
      {"<contains: userName>", "the userName is taken", true},
      {"<contains: userName, Entra>", "Entra sends no userName", true},
      {"<contains: userName, Entra>", "no userName", false},
      {"<contains: a.b>", "axb", false},
      {"<etag!v1>", "W/\"2\"", true},
      {"<etag!v1>", "W/\"1\"", false},
      {"<etag!never>", "W/\"1\"", false},
      {"1 < 2 > 0", "1 < 2 > 0", true},
      {"<b>bold</b>", "<b>bold</b>", true},
  };
  for (const Row& row : rows) {
    Bindings bindings = known();
    EXPECT_EQ(fits(row.pattern, row.actual, bindings), row.fitting)
        << row.pattern << " and " << row.actual;
  }
}

TEST(Pattern, RemembersWhatANamedMaskMatched) {
  Bindings bindings = known();
  EXPECT_TRUE(
      fits("<base>/Groups/<id:ops>", "https://host.example/acme/scim/v2/Groups/g-1", bindings));
  ASSERT_NE(bindings.find("id:ops"), nullptr);
  EXPECT_EQ(*bindings.find("id:ops"), "g-1");
  EXPECT_FALSE(fits("<id:ops>", "g-2", bindings));
}

TEST(Pattern, OneNameTwiceInATextMustBeEqual) {
  Bindings bindings;
  EXPECT_FALSE(fits("<id:x> <id:x>", "a b", bindings));
  EXPECT_EQ(bindings.find("id:x"), nullptr) << "a pattern that does not fit remembers nothing";
  EXPECT_TRUE(fits("<id:x> <id:x>", "a a", bindings));
}

TEST(Pattern, FillsARequest) {
  const Bindings bindings = known();
  EXPECT_EQ(fill("/Users/<id:ada>", bindings).value(), "/Users/a-1");
  EXPECT_EQ(fill("Bearer <other token>", bindings).value(), "Bearer secret");
  EXPECT_EQ(fill("1 < 2, <b> and <contains: x>", bindings).value(), "1 < 2, <b> and <contains: x>");
}

TEST(Pattern, EscapesWhatItFillsIntoJson) {
  EXPECT_EQ(fill(R"({"version": "<etag:v1>"})", known(), Place::json).value(),
            R"({"version": "W/\"1\""})");
}

TEST(Pattern, RepeatsAText) {
  const Bindings bindings = known();
  EXPECT_EQ(fill("<times 3 (>x<times 2  or y>", bindings).value(), "(((x or y or y");
  EXPECT_EQ(fill("<times 0 x>.", bindings).value(), ".");
  EXPECT_EQ(fill("<times x> <times 3> <times 3x y>", bindings).value(),
            "<times x> <times 3> <times 3x y>");
}

TEST(Pattern, ARequestCannotUseWhatWasNeverRemembered) {
  const Result<std::string> filled = fill("/Users/<id:bo>", known());
  ASSERT_TRUE(filled.has_error());
  EXPECT_EQ(filled.error().detail, "<id:bo> was never remembered");
}

TEST(Pattern, FillsTheNumberOfARepeat) {
  EXPECT_EQ(fill_number("u<n>@x.example <id:u<n>> <m>", "n", 12), "u12@x.example <id:u12> <m>");
}

}  // namespace
}  // namespace provost::golden

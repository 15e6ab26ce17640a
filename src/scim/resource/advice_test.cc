#include "scim/resource/advice.h"

#include <gtest/gtest.h>

namespace provost::scim::resource {
namespace {

std::string quoted(std::string_view text) {
  return quote(json::parse(text).value());
}

TEST(Advice, OfObjectsAndListsShowsWhatTheyAreMadeOf) {
  EXPECT_EQ(quoted(R"({"value":"hunter2","n":5})"), R"({"value":…,"n":…})");
  EXPECT_EQ(quoted(R"({})"), "{}");
  EXPECT_EQ(quoted(R"([])"), "[]");
  EXPECT_EQ(quoted(R"(["hunter2"])"), "[…]");
  EXPECT_EQ(quoted(R"([{"value":"hunter2"},{"a":{"b":"hunter2"}}])"), R"([{"value":…},…])");
  EXPECT_EQ(quoted(R"(["hunter2","hunter2"])"), "[…,…]");
}

TEST(Advice, OfOtherValuesShowsThemCut) {
  EXPECT_EQ(quoted(R"("bob")"), R"("bob")");
  EXPECT_EQ(quoted("5"), "5");
  EXPECT_EQ(quoted("null"), "null");
  EXPECT_LT(quote(std::string(10'000, 'x')).size(), 100U);
  EXPECT_LT(quote(json::Value(json::Object{{std::string(10'000, 'x'), 1}})).size(), 100U);
}

TEST(Advice, WhereAWordBelongsShowsNoMoreThanAWord) {
  EXPECT_EQ(quote_word("yes"), R"("yes")");
  EXPECT_EQ(quote_word(""), R"("")");
  for (const char* text : {"hunter2hunter2", "hunter2", "a b", "abcdefghijklm"}) {
    EXPECT_EQ(quote_word(text).find(text), std::string::npos) << text;
  }
  EXPECT_EQ(quote_word("hunter2"), "a text of 7 bytes");
}

}  // namespace
}  // namespace provost::scim::resource

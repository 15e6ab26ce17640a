#include "json/text.h"

#include <gtest/gtest.h>

namespace provost::json {
namespace {

TEST(JsonText, IsEmptyWhereThereIsNone) {
  const Object object{{"name", "Ada"}, {"count", 3}, {"nothing", nullptr}, {"empty", ""}};
  EXPECT_EQ(text_at(object, "name"), "Ada");
  for (const char* name : {"count", "nothing", "empty", "missing"}) {
    EXPECT_EQ(text_at(object, name), "") << name;
  }
}

TEST(JsonText, OrNullTellsAnEmptyTextFromNone) {
  const Object object{{"name", "Ada"}, {"count", 3}, {"empty", ""}};
  EXPECT_EQ(text_or_null(object, "name"), Value("Ada"));
  EXPECT_EQ(text_or_null(object, "empty"), Value(""));
  EXPECT_EQ(text_or_null(object, "count"), Value(nullptr));
  EXPECT_EQ(text_or_null(object, "missing"), Value(nullptr));
}

TEST(JsonText, AnEmptyTextOrNullIsNull) {
  EXPECT_EQ(text_or_null(""), Value(nullptr));
  EXPECT_EQ(text_or_null("Ada"), Value("Ada"));
}

}  // namespace
}  // namespace provost::json

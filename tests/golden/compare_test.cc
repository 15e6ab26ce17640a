#include "golden/compare.h"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace provost::golden {
namespace {

std::vector<std::string> compare(const char* expected, const char* actual) {
  Bindings bindings;
  bindings.set_word("base", "https://h/o/scim/v2");
  return differences(boost::json::parse(expected), boost::json::parse(actual), bindings);
}

using Lines = std::vector<std::string>;

TEST(Compare, MemberOrderIsIrrelevant) {
  EXPECT_EQ(compare(R"({"a":1,"b":[true,null]})", R"({"b":[true,null],"a":1})"), Lines{});
}

TEST(Compare, NamesEveryDifferenceByItsPlace) {
  EXPECT_EQ(compare(R"({"a":1})", R"({"a":2})"), Lines{"body.a: expected 1, got 2"});
  EXPECT_EQ(compare(R"({"a":1})", R"({})"), Lines{"body.a: missing"});
  EXPECT_EQ(compare(R"({})", R"({"a":{"b":1}})"), Lines{"body.a: not expected: {\"b\":1}"});
  EXPECT_EQ(compare(R"({"a":[{"b":1}]})", R"({"a":[{"b":"1"}]})"),
            Lines{"body.a[0].b: expected 1, got \"1\""});
  EXPECT_EQ(compare(R"({"a":[1,2]})", R"({"a":[1]})"), Lines{"body.a[1]: missing: 2"});
  EXPECT_EQ(compare(R"({"a":[]})", R"({"a":[1]})"), Lines{"body.a[0]: not expected: 1"});
  EXPECT_EQ(compare(R"({"x":1,"y":2})", R"({"x":0,"z":3})"),
            (Lines{"body.x: expected 1, got 0", "body.y: missing", "body.z: not expected: 3"}));
}

TEST(Compare, KindsOfValuesAreNotMixed) {
  const std::pair<const char*, const char*> rows[] = {
      {R"({"a":true})", R"({"a":"true"})"}, {R"({"a":null})", R"({})"},
      {R"({"a":[]})", R"({"a":{}})"},       {R"({"a":"<id>"})", R"({"a":7})"},
      {R"({"a":{}})", R"({"a":[]})"},       {R"({"a":"<contains: x>"})", R"({"a":["x"]})"}};
  for (const auto& [expected, actual] : rows) {
    EXPECT_EQ(compare(expected, actual).size(), 1U) << expected << " and " << actual;
  }
}

TEST(Compare, NamesCompareWithCase) {
  EXPECT_EQ(compare(R"({"userName":"a"})", R"({"username":"a"})").size(), 2U);
}

TEST(Compare, AnyFitsAnyValueButNotNone) {
  EXPECT_EQ(compare(R"({"a":"<any>"})", R"({"a":{"b":[1]}})"), Lines{});
  EXPECT_EQ(compare(R"({"a":"<any>"})", R"({})"), Lines{"body.a: missing"});
}

TEST(Compare, DotsAllowMore) {
  EXPECT_EQ(compare(R"({"a":1,"...":"..."})", R"({"a":1,"b":2})"), Lines{});
  EXPECT_EQ(compare(R"([1,"..."])", R"([1,2,3])"), Lines{});
  EXPECT_EQ(compare(R"([1,"..."])", R"([2])"), Lines{"body[0]: expected 1, got 2"});
  EXPECT_EQ(compare(R"({"a":1,"...":"..."})", R"({"b":2})"), Lines{"body.a: missing"});
}

TEST(Compare, EmptyIsNoValueOrNoMember) {
  for (const char* actual : {"{}", R"({"a":null})", R"({"a":""})", R"({"a":[]})", R"({"a":{}})"}) {
    EXPECT_EQ(compare(R"({"a":"<empty>"})", actual), Lines{}) << actual;
  }
  EXPECT_EQ(compare(R"({"a":"<empty>"})", R"({"a":false})"), Lines{"body.a: not empty: false"});
  EXPECT_EQ(compare(R"({"a":"<empty>"})", R"({"a":[""]})"), Lines{"body.a: not empty: [\"\"]"});
}

TEST(Compare, AnyOrderTakesEachElementOnce) {
  EXPECT_EQ(compare(R"(["<any order>",{"v":1},{"v":2}])", R"([{"v":2},{"v":1}])"), Lines{});
  EXPECT_EQ(compare(R"(["<any order>",1,1])", R"([1,2])"),
            (Lines{"body: no element fits 1", "body: element not expected: 2"}));
  EXPECT_EQ(compare(R"(["<any order>",1])", R"([1,2])"), Lines{"body: element not expected: 2"});
  EXPECT_EQ(compare(R"(["<any order>",2,"..."])", R"([1,2])"), Lines{});
}

TEST(Compare, AnElementThatDoesNotFitRemembersNothing) {
  Bindings bindings;
  const auto found = differences(
      boost::json::parse(R"(["<any order>",{"value":"<id:bo>","display":"bo"}])"),
      boost::json::parse(R"([{"value":"1","display":"ada"},{"value":"2","display":"bo"}])"),
      bindings);
  EXPECT_EQ(found.size(), 1U);
  ASSERT_NE(bindings.find("id:bo"), nullptr);
  EXPECT_EQ(*bindings.find("id:bo"), "2");
}

TEST(Compare, MetaIsCheckedAsAWhole) {
  const char* expected = R"({"id":"<id>","meta":"<meta User>"})";
  const auto actual = [](const char* meta) {
    return std::string(R"({"id":"7","meta":)") + meta + "}";
  };
  EXPECT_EQ(compare(expected, actual(R"({"resourceType":"User","created":"2026-11-24T06:34:56Z",
      "lastModified":"2026-11-24T06:34:56Z","location":"https://h/o/scim/v2/Users/7",
      "version":"W/\"1\""})")
                                  .c_str()),
            Lines{});
  EXPECT_EQ(compare(expected, actual(R"({"resourceType":"Group","created":"yesterday",
      "lastModified":"2026-11-24T06:34:56Z","location":"https://h/o/scim/v2/Users/8",
      "extra":1})")
                                  .c_str())
                .size(),
            5U);
}

}  // namespace
}  // namespace provost::golden

#include "http/message.h"

#include <gtest/gtest.h>

namespace provost::http {
namespace {

using Items = std::vector<std::pair<std::string, std::string>>;

TEST(ParseQueryTest, DecodesOnceInOrder) {
  struct Case {
    const char* query;
    Items items;
  };
  const std::vector<Case> cases = {
      {"", {}},
      {"a=1&b=2&a=3", {{"a", "1"}, {"b", "2"}, {"a", "3"}}},
      // idp-clients.md §1.2: space as plus or %20, quotes as %22.
      {"filter=userName+eq+%22a%2Bb%22", {{"filter", "userName eq \"a+b\""}}},
      {"filter=userName%20eq%20%22x%22", {{"filter", "userName eq \"x\""}}},
      {"f=%2541", {{"f", "%41"}}},
      // idp-clients.md §1.1: a parameter without a value; §3.2: a dangling ampersand.
      {"aadOptscim062020&filter=x", {{"aadOptscim062020", ""}, {"filter", "x"}}},
      {"filter=x&", {{"filter", "x"}}},
      {"&&a=1&&", {{"a", "1"}}},
      {"a=", {{"a", ""}}},
      {"=1", {{"", "1"}}},
      {"filter=a=b", {{"filter", "a=b"}}},
      {"%61=1", {{"a", "1"}}},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.query);
    const QueryParameters parsed = parse_query(test.query);
    EXPECT_TRUE(parsed.ok);
    EXPECT_EQ(parsed.items, test.items);
  }
}

TEST(ParseQueryTest, FlagsBrokenEscapesAndKeepsTheRest) {
  for (const char* query : {"a=%", "a=%4", "a=%zz", "%4=1"}) {
    SCOPED_TRACE(query);
    const QueryParameters parsed = parse_query(std::string(query) + "&b=2");
    EXPECT_FALSE(parsed.ok);
    EXPECT_EQ(parsed.items, (Items{{"b", "2"}}));
  }
}

TEST(ParseQueryTest, FindsWithoutRegardToCase) {
  const QueryParameters parsed = parse_query("StartIndex=1&startindex=2");
  ASSERT_NE(parsed.find("startIndex"), nullptr);
  EXPECT_EQ(*parsed.find("startIndex"), "1");
  EXPECT_EQ(parsed.find("count"), nullptr);
}

TEST(RequestTest, HeaderComparesNamesWithoutCase) {
  Request request;
  request.headers = {{"Content-Type", "a"}, {"X", "1"}, {"x", "2"}};
  EXPECT_EQ(request.header("content-type"), "a");
  EXPECT_EQ(request.header("X"), "1");
  EXPECT_EQ(request.header("y"), "");
}

}  // namespace
}  // namespace provost::http

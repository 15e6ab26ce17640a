#include "golden/rewrite.h"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "golden/pretty.h"

namespace provost::golden {
namespace {

using boost::json::parse;

Bindings known() {
  Bindings bindings;
  bindings.set_word("base", "https://h/o/scim/v2");
  bindings.remember("id:ada", "0192-ada");
  return bindings;
}

TEST(Rewrite, MasksThatFitStay) {
  const auto merged = merge(parse(R"({"id":"<id:ada>","a":1,"detail":"<contains: x>"})"),
                            parse(R"({"id":"0192-ada","a":2,"detail":"axb"})"), known());
  EXPECT_EQ(merged, parse(R"({"id":"<id:ada>","a":2,"detail":"<contains: x>"})"));
}

TEST(Rewrite, WhatChangesFromRunToRunGetsAMask) {
  const auto merged = merge(parse("{}"), parse(R"({"at":"2026-11-24T06:34:56Z","tag":"W/\"3\"",
      "ref":"https://h/o/scim/v2/Users/0192-ada","list":["0192-ada"]})"),
                            known());
  EXPECT_EQ(merged, parse(R"({"at":"<time>","tag":"<etag>","ref":"<base>/Users/<id:ada>",
      "list":["<id:ada>"]})"));
}

TEST(Rewrite, MembersComeAndGo) {
  EXPECT_EQ(merge(parse(R"({"gone":1,"stays":2})"), parse(R"({"stays":2,"new":3})"), known()),
            parse(R"({"stays":2,"new":3})"));
  EXPECT_EQ(merge(parse(R"({"a":1,"...":"..."})"), parse(R"({"a":2,"b":3})"), known()),
            parse(R"({"a":2,"...":"..."})"));
  EXPECT_EQ(merge(parse(R"({"l":[1,2]})"), parse(R"({"l":[1,3,4]})"), known()),
            parse(R"({"l":[1,3,4]})"));
  EXPECT_EQ(merge(parse(R"(["<any order>",1,2])"), parse("[2,3]"), known()),
            parse(R"(["<any order>",2,3])"));
}

TEST(Rewrite, ShowsStatusTheNamedHeadersAndTheBody) {
  Exchange exchange;
  exchange.expected_headers = {{"ETag", "<etag>"}, {"Location", "elsewhere"}, {"Allow", "GET"}};
  exchange.expected_body = "{}";
  const Answer answer{
      201, {{"ETag", "W/\"1\""}, {"Location", "https://h/o/scim/v2/Users/0192-ada"}}, R"({"a":1})"};
  EXPECT_EQ(rewritten_expectation(exchange, answer, known()),
            "201\nETag: <etag>\nLocation: <base>/Users/<id:ada>\nAllow: <absent>\n\n"
            "{\n  \"a\": 1\n}\n");
}

TEST(Rewrite, PrettyKeepsShortThingsOnOneLine) {
  EXPECT_EQ(pretty(parse(R"({"a":[1,2],"b":{"c":"d"},"e":[],"f":{}})")),
            "{\n  \"a\": [1, 2],\n  \"b\": {\"c\": \"d\"},\n  \"e\": [],\n  \"f\": {}\n}");
  const std::string word(60, 'x');
  EXPECT_EQ(pretty(parse(R"({"a":[")" + word + R"(",")" + word + R"("]})")),
            "{\n  \"a\": [\n    \"" + word + "\",\n    \"" + word + "\"\n  ]\n}");
}

}  // namespace
}  // namespace provost::golden

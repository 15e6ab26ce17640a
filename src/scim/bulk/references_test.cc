#include "scim/bulk/references.h"

#include <fmt/format.h>

#include "scim/bulk/testing.h"

namespace provost::scim::bulk {
namespace {

using namespace testing;

// The operation with every reference replaced by "<" + bulkId + ">".
Operation replaced(std::string_view text) {
  Operation read = operation(text);
  rewrite_references(read, [](std::string_view bulk_id) {
    return std::optional("<" + std::string(bulk_id) + ">");
  });
  return read;
}

struct DataCase {
  std::string_view data;
  std::string_view after;
};

void expect_replaced(std::string_view head, const DataCase& test) {
  const Operation read = replaced(fmt::format(R"({{{},"data":{}}})", head, test.data));
  EXPECT_EQ(json::write(read.data), json::write(json::parse(test.after).value())) << test.data;
}

TEST(BulkReferences, AreTextsThatEndInABulkId) {
  EXPECT_EQ(referenced_in("bulkId:x"), "x");
  EXPECT_EQ(referenced_in("BULKID:x"), "x");
  EXPECT_EQ(referenced_in("../Users/bulkId:x"), "x");
  EXPECT_EQ(referenced_in("bulkId:a/b"), "a/b");
  EXPECT_EQ(referenced_in("bulkId"), std::nullopt);
  EXPECT_EQ(referenced_in("my bulkId:x"), std::nullopt);
  EXPECT_EQ(referenced_in(""), std::nullopt);
}

TEST(BulkReferences, AreReplacedInThePath) {  // standards.md BLK-4
  EXPECT_EQ(replaced(R"({"method":"DELETE","path":"/Users/bulkId:u"})").id, "<u>");
  EXPECT_EQ(replaced(R"({"method":"DELETE","path":"Users/bulkId%3Au"})").id, "<u>");
  EXPECT_EQ(replaced(R"({"method":"DELETE","path":"/Users/u"})").id, "u");
}

TEST(BulkReferences, AreReplacedInMembersHoweverTheyAreWritten) {  // standards.md BLK-4
  const DataCase cases[] = {
      {R"({"members":[{"value":"bulkId:u","type":"User"},{"value":"7"}]})",
       R"({"members":[{"value":"<u>","type":"User"},{"value":"7"}]})"},
      {R"({"Members":{"Value":"bulkId:u","$ref":"../Users/bulkId:u"}})",
       R"({"Members":{"Value":"<u>","$ref":"../Users/<u>"}})"},
      {R"({"members":["bulkId:u","bulkId:v"]})", R"({"members":["<u>","<v>"]})"},
      {R"({"urn:ietf:params:scim:schemas:core:2.0:Group:members":[{"value":"bulkId:u"}]})",
       R"({"urn:ietf:params:scim:schemas:core:2.0:Group:members":[{"value":"<u>"}]})"},
  };
  for (const DataCase& test : cases) {
    expect_replaced(R"("method":"POST","bulkId":"g","path":"/Groups")", test);
    expect_replaced(R"("method":"PUT","path":"/Groups/1")", test);
  }
}

TEST(BulkReferences, AreReplacedInTheManagerOfTheExtension) {  // standards.md BLK-4
  const std::string urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"({{"{0}":{{"manager":{{"value":"{1}"}}}}}})", "object"},
      {R"({{"{0}":{{"manager":"{1}"}}}})", "text"},
      {R"({{"{0}":{{"manager":[{{"value":"{1}"}}]}}}})", "list"},
      {R"({{"{0}:manager":{{"value":"{1}"}}}})", "qualified name"},
      {R"({{"{0}:manager.value":"{1}"}})", "qualified sub-attribute"},
  };
  for (const auto& [form, name] : cases) {
    SCOPED_TRACE(name);
    expect_replaced(R"("method":"POST","bulkId":"b","path":"/Users")",
                    {fmt::format(fmt::runtime(form), urn, "bulkId:m"),
                     fmt::format(fmt::runtime(form), urn, "<m>")});
  }
}

TEST(BulkReferences, AreReplacedInsidePatchOperations) {  // standards.md BLK-4, BLK-10
  const DataCase cases[] = {
      {R"({"Operations":[{"op":"add","path":"members","value":[{"value":"bulkId:u"}]}]})",
       R"({"Operations":[{"op":"add","path":"members","value":[{"value":"<u>"}]}]})"},
      {R"({"operations":[{"op":"add","value":{"members":[{"value":"bulkId:u"}]}}]})",
       R"({"operations":[{"op":"add","value":{"members":[{"value":"<u>"}]}}]})"},
      {R"({"Operations":[{"op":"remove","path":"members[value eq \"bulkId:u\"]"}]})",
       R"({"Operations":[{"op":"remove","path":"members[value eq \"<u>\"]"}]})"},
      {R"({"Operations":[{"op":"remove",
           "path":"members[value eq \"bulkId:u\" or value eq \"7\" or value eq \"bulkId:v\"]"}]})",
       R"({"Operations":[{"op":"remove",
           "path":"members[value eq \"<u>\" or value eq \"7\" or value eq \"<v>\"]"}]})"},
      // Words without quotes: standards.md FLT-18.
      {R"({"Operations":[{"op":"remove",
           "path":"members[(value eq bulkId:u) or value eq 7 or value eq \"bulkId:v\"]"}]})",
       R"({"Operations":[{"op":"remove",
           "path":"members[(value eq <u>) or value eq 7 or value eq \"<v>\"]"}]})"},
      {R"({"Operations":[{"op":"add","value":{"members[value eq BULKID:u]":{"value":"7"}}}]})",
       R"({"Operations":[{"op":"add","value":{"members[value eq <u>]":{"value":"7"}}}]})"},
      {R"({"Operations":[{"op":"add","value":{"displayName":"Ops",
           "members[value eq \"bulkId:u\"]":{"value":"bulkId:v"}}}]})",
       R"({"Operations":[{"op":"add","value":{"displayName":"Ops",
           "members[value eq \"<u>\"]":{"value":"<v>"}}}]})"},
      {R"({"Operations":[{"op":"remove","path":"members","value":[{"value":"bulkId:u"}]}]})",
       R"({"Operations":[{"op":"remove","path":"members","value":[{"value":"<u>"}]}]})"},
  };
  for (const DataCase& test : cases) {
    expect_replaced(R"("method":"PATCH","path":"/Groups/1")", test);
  }
}

TEST(BulkReferences, AreReplacedInPatchesOfTheManager) {  // standards.md BLK-4
  const std::string urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const std::string_view forms[] = {
      R"({{"Operations":[{{"op":"add","path":"{0}:manager","value":"{1}"}}]}})",
      R"({{"Operations":[{{"op":"add","path":"{0}:manager.value","value":"{1}"}}]}})",
      R"({{"Operations":[{{"op":"add","path":"{0}","value":{{"manager":{{"value":"{1}"}}}}}}]}})",
      R"({{"Operations":[{{"op":"add","value":{{"{0}":{{"manager":{{"value":"{1}"}}}}}}}}]}})",
  };
  for (const std::string_view form : forms) {
    expect_replaced(R"("method":"PATCH","path":"/Users/1")",
                    {fmt::format(fmt::runtime(form), urn, "bulkId:m"),
                     fmt::format(fmt::runtime(form), urn, "<m>")});
  }
}

TEST(BulkReferences, OtherTextThatLooksAlikeIsLeftAlone) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"("method":"POST","bulkId":"b","path":"/Users")",
       R"({"userName":"bulkId:x","emails":[{"value":"bulkId:x"}],
          "groups":[{"value":"bulkId:x"}]})"},
      {R"("method":"POST","bulkId":"b","path":"/Groups")",
       R"({"displayName":"bulkId:x","members":[{"display":"bulkId:x"}]})"},
      {R"("method":"PATCH","path":"/Users/1")",
       R"({"Operations":[{"op":"add","path":"emails[value eq \"bulkId:x\"]","value":"bulkId:x"},
                         {"op":"replace","path":"userName","value":"bulkId:x"},
                         {"op":"add","value":{"emails[value eq \"bulkId:x\"].type":"work"}},
                         {"op":"add","path":"members[value eq \"bulkId:x","value":1}, 7]})"},
  };
  for (const auto& [head, data] : cases) {
    expect_replaced(head, {data, data});
  }
}

TEST(BulkReferences, AreNotedOnceEachInTheOrderOfTheirUse) {
  const Operation read = operation(
      R"({"method":"PATCH","path":"/Groups/bulkId:g","data":[{"op":"add","path":"members",
          "value":[{"value":"bulkId:b"},{"value":"bulkId:a"},{"value":"bulkId:b"}]}]})");
  EXPECT_EQ(read.references, (std::vector<std::string>{"g", "b", "a"}));
}

}  // namespace
}  // namespace provost::scim::bulk

#include <algorithm>

#include <fmt/format.h>

#include "scim/bulk/testing.h"

namespace provost::scim::bulk {
namespace {

using namespace testing;
using Steps = std::vector<std::vector<std::size_t>>;

std::string user(std::string_view bulk_id) {
  return fmt::format(R"({{"method":"POST","bulkId":"{}","path":"/Users","data":{{}}}})", bulk_id);
}
std::string group(std::string_view bulk_id, const std::vector<std::string>& members) {
  json::Array values;
  for (const std::string& member : members) {
    values.emplace_back(json::Object{{"value", "bulkId:" + member}});
  }
  return fmt::format(
      R"({{"method":"POST","bulkId":"{}","path":"/Groups","data":{{"members":{}}}}})", bulk_id,
      json::write(values));
}
std::string add(std::string_view id, std::string_view member) {
  return fmt::format(R"({{"method":"PATCH","path":"/Groups/{}","data":[{{"op":"add",
      "path":"members","value":[{{"value":"bulkId:{}"}}]}}]}})",
                     id, member);
}
std::string drop(std::string_view path) {
  return fmt::format(R"({{"method":"DELETE","path":"{}"}})", path);
}

Steps steps_of(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) {
    all += all.empty() ? text : "," + text;
  }
  Steps steps;
  for (const Step& step : order(operations(all))) {
    steps.push_back(step.operations);
  }
  return steps;
}

TEST(BulkOrder, IsThatOfTheRequestWhileNothingHasToWait) {  // standards.md BLK-9
  EXPECT_EQ(steps_of({drop("/Users/1"), user("u"), group("g", {"u"}), drop("/Groups/2"),
                      drop("/Users/bulkId:u")}),
            (Steps{{0}, {1}, {2}, {3}, {4}}));
  EXPECT_EQ(steps_of({}), Steps{});
}

TEST(BulkOrder, AnOperationWaitsForWhatItRefersTo) {  // standards.md BLK-4
  EXPECT_EQ(steps_of({group("g", {"u", "v"}), user("u"), user("v")}), (Steps{{1}, {2}, {0}}));
  EXPECT_EQ(steps_of({drop("/Users/bulkId:u"), user("u")}), (Steps{{1}, {0}}));
}

TEST(BulkOrder, WhatWaitsGoesOnAsSoonAsItCan) {
  EXPECT_EQ(steps_of({group("g", {"u"}), drop("/Users/1"), user("u"), drop("/Users/2")}),
            (Steps{{1}, {2}, {0}, {3}}));
}

TEST(BulkOrder, OperationsOnTheSameResourceKeepTheirs) {  // standards.md BLK-9
  EXPECT_EQ(steps_of({add("A", "u"), drop("/Groups/a"), user("u")}), (Steps{{2}, {0}, {1}}));
  EXPECT_EQ(steps_of({add("bulkId:g", "u"), drop("/Groups/bulkId:g"), group("g", {}), user("u")}),
            (Steps{{2}, {3}, {0}, {1}}));
}

TEST(BulkOrder, ReferencesToItselfAreNoCircle) {
  EXPECT_EQ(steps_of({group("g", {"g"})}), (Steps{{0}}));
}

TEST(BulkOrder, CirclesRunAsOneStepAfterWhatTheyNeed) {  // standards.md BLK-5
  EXPECT_EQ(steps_of({group("a", {"b"}), group("b", {"a"})}), (Steps{{0, 1}}));
  EXPECT_EQ(steps_of({group("a", {"b"}), group("b", {"c", "u"}), user("u"), group("c", {"a"}),
                      group("d", {"a"})}),
            (Steps{{2}, {0, 1, 3}, {4}}));
}

TEST(BulkOrder, TwoCirclesOfWhichOneNeedsTheOtherAreTwoSteps) {
  EXPECT_EQ(
      steps_of({group("a", {"b", "c"}), group("b", {"a"}), group("c", {"d"}), group("d", {"c"})}),
      (Steps{{2, 3}, {0, 1}}));
}

TEST(BulkOrder, AnOperationWithAFaultHasItsPlaceAndBreaksTheCircle) {
  EXPECT_EQ(steps_of({group("a", {"b"}), group("b", {"a", "nobody"})}), (Steps{{1}, {0}}));
}

TEST(BulkOrder, LongChainsAreFollowedToTheirEnd) {
  std::vector<std::string> groups;
  Steps expected;
  constexpr std::size_t length = 1000;
  for (std::size_t i = 0; i < length; ++i) {
    groups.push_back(i + 1 == length ? group(std::to_string(i), {})
                                     : group(std::to_string(i), {std::to_string(i + 1)}));
    expected.insert(expected.begin(), {i});
  }
  EXPECT_EQ(steps_of(groups), expected);
}

}  // namespace
}  // namespace provost::scim::bulk

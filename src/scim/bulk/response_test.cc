#include "scim/bulk/testing.h"

namespace provost::scim::bulk {
namespace {

using namespace testing;

constexpr std::string_view base = "https://scim.example/acme/scim/v2";

json::Value response_to(const Request& request,
                        const std::vector<std::optional<Completion>>& completions) {
  return json::parse(write_response(request, completions)).value();
}

TEST(BulkResponse, SaysOfASuccessWhereItIsAndItsVersion) {  // standards.md BLK-2
  const Request request = operations(R"({"method":"post","bulkId":"b","path":"/Users","data":{}})");
  const Completion done{
      .status = 201, .location = "https://x/Users/1", .version = "W/\"1\"", .error = {}};
  EXPECT_EQ(response_to(request, {done}), json::parse(R"({
    "schemas":["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],
    "Operations":[{"status":"201","method":"POST","bulkId":"b","location":"https://x/Users/1",
                   "version":"W/\"1\""}]})")
                                              .value());
}

TEST(BulkResponse, SaysOfAFailureWhy) {  // standards.md BLK-2, 3 row 43
  const Request request = operations(R"({"method":"PUT","path":"/Users/1","data":{}})");
  const Completion no =
      failed(request.operations[0], Error(Code::precondition_failed, "stale"), base);
  const json::Value response = response_to(request, {no});
  const json::Object& result = response.at("Operations").at(0).as_object();
  EXPECT_EQ(result.at("status"), "412");
  EXPECT_EQ(result.at("response").at("status"), "412");
  EXPECT_EQ(result.at("response").at("detail"), "stale");
  EXPECT_EQ(result.at("location"), "https://scim.example/acme/scim/v2/Users/1");
  EXPECT_FALSE(result.contains("bulkId"));
  EXPECT_FALSE(result.contains("version"));
}

TEST(BulkResponse, FailuresHaveALocationUnlessTheyArePosts) {  // standards.md BLK-2, TEN-4
  struct Case {
    std::string_view operation;
    std::string_view location;
  };
  const Case cases[] = {
      {R"({"method":"POST","bulkId":"b","path":"/Users","data":{}})", ""},
      {R"({"method":"POST","path":"/Users/7","data":{}})", ""},
      {R"({"method":"DELETE","path":"v2/groups/7"})", "https://scim.example/acme/scim/v2/Groups/7"},
      {R"({"method":"PATCH","path":"/Users/a b","data":1})",
       "https://scim.example/acme/scim/v2/Users/a%20b"},
      {R"({"method":"GET","path":"/Users/7"})", "https://scim.example/acme/scim/v2/Users/7"},
      {R"({"method":"DELETE","path":"https://other.example/Users/7"})", ""},
      {R"({"method":"DELETE","path":"../../other/Users"})", ""},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(location(operation(test.operation), base), test.location) << test.operation;
  }
}

TEST(BulkResponse, HoldsWhatWasProcessedInTheOrderOfTheRequest) {  // standards.md BLK-6, BLK-9
  const Request request = operations(
      R"({"method":"DELETE","bulkId":"x","path":"/Users/1"},
         {"method":"DELETE","bulkId":"y","path":"/Users/2"},
         {"method":"DELETE","bulkId":"z","path":"/Users/3"})");
  const Completion gone{.status = 204, .location = "l", .version = {}, .error = {}};
  const json::Value response = response_to(request, {gone, std::nullopt, gone});
  const json::Array& results = response.at("Operations").as_array();
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[0].at("bulkId"), "x");
  EXPECT_EQ(results[1].at("bulkId"), "z");
  EXPECT_TRUE(response_to(request, {{}, {}, {}}).at("Operations").as_array().empty());
}

}  // namespace
}  // namespace provost::scim::bulk

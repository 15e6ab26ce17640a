#include <optional>

#include <fmt/format.h>

#include "scim/bulk/testing.h"

namespace provost::scim::bulk {
namespace {

using namespace testing;

TEST(BulkRead, MalformedEnvelopesAreRefusedAsAWhole) {  // standards.md BLK-1, BLK-13
  const std::string_view bodies[] = {
      "[]",
      "null",
      "{}",
      R"({"Operations":{}})",
      R"({"Operations":null})",
      R"({"Operations":[1]})",
      R"({"Operations":[{"method":"DELETE","path":"/Users/1"},[]]})",
  };
  for (const std::string_view body : bodies) {
    const auto request = read_text(body);
    ASSERT_TRUE(request.has_error()) << body;
    EXPECT_EQ(request.error().code, Code::invalid_syntax) << body;
  }
}

TEST(BulkRead, SchemasAreLookedAtOnlyWhereTheRulesAreStrict) {  // standards.md BLK-1
  for (const std::string_view body :
       {R"({"operations":[]})", R"({"schemas":[],"Operations":[]})",
        R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[]})"}) {
    EXPECT_TRUE(read_text(body).has_value()) << body;
    EXPECT_EQ(read_text(body, {.strict = true}).error().code, Code::invalid_syntax) << body;
  }
}

TEST(BulkRead, AnOperationWithAWrongBulkIdStillHasItsMethod) {
  const Operation read = operation(R"({"method":"post","bulkId":{},"path":"/Users","data":{}})");
  EXPECT_EQ(read.fault->code, Code::invalid_syntax);
  EXPECT_EQ(read.method_text, "POST");
}

TEST(BulkRead, OnlyTheFourWritingMethodsAreTaken) {  // standards.md BLK-1, BLK-11
  struct Case {
    std::string_view method;
    std::optional<Method> read;
  };
  const Case cases[] = {{"POST", Method::post},
                        {"PUT", Method::put},
                        {"PATCH", Method::patch},
                        {"DELETE", Method::del},
                        {"put", Method::put},
                        {"GET", {}},
                        {"HEAD", {}},
                        {"OPTIONS", {}},
                        {"", {}}};
  for (const Case& test : cases) {
    const Operation read =
        operation(fmt::format(R"({{"method":"{}","bulkId":"b","path":"/Users{}","data":{{}}}})",
                              test.method, test.method == "POST" ? "" : "/1"));
    EXPECT_EQ(!read.fault, test.read.has_value()) << test.method;
    if (test.read) {
      EXPECT_EQ(read.method, *test.read);
    } else {
      EXPECT_EQ(read.fault->code, Code::invalid_value) << test.method;
    }
  }
}

TEST(BulkRead, MethodIsEchoedInCapitalsOrAsItWasSent) {  // standards.md BLK-2
  EXPECT_EQ(operation(R"({"method":"delete","path":"/Users/1"})").method_text, "DELETE");
  EXPECT_EQ(operation(R"({"method":"get","path":"/Users/1"})").method_text, "get");
  EXPECT_TRUE(operation(R"({"path":"/Users/1"})").fault);
}

TEST(BulkRead, PostNeedsABulkId) {  // standards.md BLK-3
  for (const char* bulk_id : {"", R"("bulkId":"",)", R"("bulkId":null,)"}) {
    const Operation post =
        operation(fmt::format(R"({{"method":"POST",{}"path":"/Users","data":{{}}}})", bulk_id));
    ASSERT_TRUE(post.fault) << bulk_id;
    EXPECT_EQ(post.fault->code, Code::invalid_value);
  }
  EXPECT_FALSE(operation(R"({"method":"DELETE","path":"/Users/1"})").fault);
}

TEST(BulkRead, ABulkIdThatOccursTwiceRefusesTheRequest) {  // standards.md BLK-3
  const auto twice = read_text(envelope(
      R"({"method":"POST","bulkId":"b","path":"/Users","data":{}},
         {"method":"DELETE","bulkId":"b","path":"/Users/1"})"));
  EXPECT_EQ(twice.error().code, Code::invalid_syntax);
  EXPECT_NE(twice.error().detail.find("\"b\""), std::string::npos);
  EXPECT_TRUE(read_text(envelope(
                            R"({"method":"POST","bulkId":"b","path":"/Users","data":{}},
                     {"method":"POST","bulkId":"B","path":"/Users","data":{}})"))
                  .has_value());
}

TEST(BulkRead, FailOnErrorsIsAWholeNumberFromOneOn) {  // standards.md BLK-6
  struct Case {
    std::string_view value;
    std::optional<std::size_t> read;
  };
  const Case cases[] = {{"1", 1},
                        {"7", 7},
                        {"null", Request::no_limit},
                        {"18446744073709551615", Request::no_limit},
                        {"0", {}},
                        {"-1", {}},
                        {"1.5", {}},
                        {"\"1\"", {}},
                        {"true", {}}};
  for (const Case& test : cases) {
    const auto request = read_text(envelope("", fmt::format("\"failOnErrors\":{},", test.value)));
    ASSERT_EQ(request.has_value(), test.read.has_value()) << test.value;
    if (test.read) {
      EXPECT_EQ(request->errors_max, *test.read);
    } else {
      EXPECT_EQ(request.error().code, Code::invalid_value) << test.value;
    }
  }
  EXPECT_EQ(read_text(envelope(""))->errors_max, Request::no_limit);
}

TEST(BulkRead, TooManyOperationsAreRefusedByNameOfTheLimit) {  // standards.md BLK-7
  const std::string two = R"({"method":"DELETE","path":"/Users/1"},
                             {"method":"DELETE","path":"/Users/2"})";
  EXPECT_TRUE(read_text(envelope(two), {}, {.operations_max = 2}).has_value());
  const auto refused = read_text(envelope(two), {}, {.operations_max = 1});
  EXPECT_EQ(refused.error().code, Code::payload_too_large);
  EXPECT_NE(refused.error().detail.find("maxOperations is 1"), std::string::npos);
}

TEST(BulkRead, VersionIsText) {  // standards.md BLK-8
  EXPECT_EQ(operation(R"({"method":"DELETE","path":"/Users/1","version":"W/\"3\""})").version,
            "W/\"3\"");
  EXPECT_EQ(operation(R"({"method":"DELETE","path":"/Users/1","version":3})").fault->code,
            Code::invalid_syntax);
}

TEST(BulkRead, PatchDataMayBeABareListOfOperations) {  // standards.md BLK-10
  const char* list = R"([{"op":"replace","path":"active","value":false}])";
  const char* full = R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                         "Operations":[{"op":"replace","path":"active","value":false}]})";
  const std::string form = R"({{"method":"PATCH","path":"/Users/1","data":{}}})";
  EXPECT_EQ(operation(fmt::format(fmt::runtime(form), list)).data, json::parse(full).value());
  EXPECT_EQ(operation(fmt::format(fmt::runtime(form), full)).data, json::parse(full).value());
}

TEST(BulkRead, DataOfAnotherKindIsAFaultOfItsOperation) {
  for (const char* text : {R"({"method":"POST","bulkId":"b","path":"/Users"})",
                           R"({"method":"POST","bulkId":"b","path":"/Users","data":null})",
                           R"({"method":"POST","bulkId":"b","path":"/Users","data":[]})",
                           R"({"method":"PUT","path":"/Users/1","data":"{}"})",
                           R"({"method":"PATCH","path":"/Users/1","data":1})"}) {
    const Operation read = operation(text);
    ASSERT_TRUE(read.fault) << text;
    EXPECT_EQ(read.fault->code, Code::invalid_syntax) << text;
  }
}

TEST(BulkRead, PathsAreRelativeToTheTenantUrl) {  // standards.md BLK-11
  for (const char* path : {"/Users/42", "Users/42", "/v2/Users/42", "v2/Users/42", "/V2/users/42",
                           "/Users/42/", "/Users/%342"}) {
    const Operation read = operation(fmt::format(R"({{"method":"DELETE","path":"{}"}})", path));
    ASSERT_FALSE(read.fault) << path;
    EXPECT_EQ(read.type->name, "User") << path;
    EXPECT_EQ(read.id, "42") << path;
  }
}

TEST(BulkRead, PathsThatLeadElsewhereAreRefused) {  // standards.md BLK-11, TEN-4
  struct Case {
    std::string_view path;
    Code code;
  };
  const Case cases[] = {
      {"https://scim.example/acme/scim/v2/Users/1", Code::invalid_value},
      {"//scim.example/Users/1", Code::invalid_value},
      {"/other/scim/v2/Users/1", Code::invalid_value},
      {"../other/scim/v2/Users/1", Code::invalid_value},
      {"/Bulk", Code::invalid_value},
      {"/bulk/1", Code::invalid_value},
      {"/.search", Code::invalid_value},
      {"/Users/.search", Code::invalid_value},
      {"/Users/1?attributes=userName", Code::invalid_value},
      {"/Users/1#", Code::invalid_value},
      {"/Users/%zz", Code::invalid_value},
      {"", Code::invalid_value},
      {"/", Code::invalid_value},
      {"/v2", Code::invalid_value},
      {"/Users", Code::invalid_value},
      {"/v1/Users/1", Code::invalid_version},
      {"/Devices/1", Code::not_found},
  };
  for (const Case& test : cases) {
    const Operation read =
        operation(fmt::format(R"({{"method":"DELETE","path":"{}"}})", test.path));
    ASSERT_TRUE(read.fault) << test.path;
    EXPECT_EQ(read.fault->code, test.code) << test.path;
  }
  EXPECT_EQ(operation(R"({"method":"POST","bulkId":"b","path":"/Users/1","data":{}})").fault->code,
            Code::invalid_value);
  EXPECT_EQ(operation(R"({"method":"DELETE"})").fault->code, Code::invalid_value);
}

TEST(BulkRead, ReferencesToNothingThatIsCreatedAreAConflict) {  // standards.md BLK-5
  const Request request = operations(
      R"({"method":"DELETE","bulkId":"gone","path":"/Users/1"},
         {"method":"GET","bulkId":"read","path":"/Users/1"},
         {"method":"PATCH","path":"/Users/bulkId:nobody","data":[]},
         {"method":"PATCH","path":"/Users/bulkId:gone","data":[]},
         {"method":"PATCH","path":"/Users/bulkId:read","data":[]},
         {"method":"PATCH","path":"/Users/bulkId:made","data":[]},
         {"method":"POST","bulkId":"made","path":"/Users","data":{}})");
  for (const std::size_t i : {2u, 3u, 4u}) {
    ASSERT_TRUE(request.operations[i].fault) << i;
    EXPECT_EQ(request.operations[i].fault->code, Code::conflict) << i;
  }
  EXPECT_FALSE(request.operations[5].fault);
}

// A POST without a bulkId is refused, so nothing can refer to it.
TEST(BulkRead, AnEmptyReferenceMeansNoOperation) {  // standards.md BLK-3, BLK-5
  const Request request = operations(
      R"({"method":"POST","bulkId":"g","path":"/Groups",
          "data":{"displayName":"G","members":[{"value":"bulkId:"}]}},
         {"method":"POST","path":"/Users","data":{"userName":"a@b.example"}})");
  ASSERT_TRUE(request.operations[0].fault);
  EXPECT_EQ(request.operations[0].fault->code, Code::conflict);
}

}  // namespace
}  // namespace provost::scim::bulk

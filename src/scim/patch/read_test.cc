#include "scim/patch/patch.h"
#include "scim/patch/work.h"
#include "scim/resource/testing.h"

#define PATCH_OP R"("schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"])"

namespace provost::scim::patch {
namespace {

using namespace testing;

constexpr Rules tolerant{};
constexpr Rules strict{.strict = true};

TEST(ReadPatch, P1_P8_TakesAnyLetterCaseAndUnknownMembers) {
  const PatchRequest request = read(json_of(R"({"id":"x","operations":[
             {"op":"Add","name":"n","PATH":"title","Value":"T"},
             {"OP":"REPLACE","path":null,"value":{"active":true}},
             {"op":"remove","path":"title"}]})"),
                                    tolerant)
                                   .value();
  ASSERT_EQ(request.operations.size(), 3U);
  EXPECT_EQ(request.operations[0].op, Op::add);
  EXPECT_EQ(request.operations[0].path, "title");
  EXPECT_EQ(request.operations[0].value, json::Value("T"));
  EXPECT_EQ(request.operations[1].op, Op::replace);
  EXPECT_FALSE(request.operations[1].path.has_value());
  EXPECT_EQ(request.operations[2].op, Op::remove);
  EXPECT_FALSE(request.operations[2].value.has_value());
}

TEST(ReadPatch, PAT2_NoOperationsIsNothingToDo) {
  EXPECT_TRUE(read(json_of(R"({"Operations":[]})"), tolerant).value().operations.empty());
  EXPECT_TRUE(read(json_of("{" PATCH_OP "}"), tolerant).value().operations.empty());
  EXPECT_TRUE(
      read(json_of("{" PATCH_OP R"(,"Operations":null})"), tolerant).value().operations.empty());
}

struct Case {
  const char* name;
  const char* body;
  bool is_strict;
  Code code;
};

class Envelopes : public ::testing::TestWithParam<Case> {};

TEST_P(Envelopes, AreRefused) {
  const Case& c = GetParam();
  const Result<PatchRequest> request = read(json_of(c.body), c.is_strict ? strict : tolerant);
  ASSERT_TRUE(request.has_error());
  EXPECT_EQ(request.error().code, c.code) << request.error().detail;
}

TEST(ReadPatch, TakesThousandsOfOperationsAndNoMore) {
  const auto request = [](std::size_t count) {
    json::Array operations(count, json_of(R"({"op":"remove","path":"title"})"));
    return read(json::Object{{"Operations", std::move(operations)}}, tolerant);
  };
  EXPECT_TRUE(request(operations_max).has_value());
  const Result<PatchRequest> refused = request(operations_max + 1);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, Code::payload_too_large);
  EXPECT_NE(refused.error().detail.find("5000"), std::string::npos) << refused.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    ReadPatch, Envelopes,
    ::testing::Values(
        Case{"PAT1_no_object", "[]", false, Code::invalid_syntax},
        Case{"PAT1_no_operations", "{}", false, Code::invalid_syntax},
        Case{"D19_another_member_may_be_a_change", "{" PATCH_OP R"(,"active":false})", false,
             Code::invalid_syntax},
        Case{"D19_strict_wants_operations", "{" PATCH_OP "}", true, Code::invalid_syntax},
        Case{"PAT1_operations_is_no_list", R"({"Operations":{}})", false, Code::invalid_syntax},
        Case{"PAT1_operation_is_no_object", R"({"Operations":["add"]})", false,
             Code::invalid_syntax},
        Case{"PAT1_other_op", R"({"Operations":[{"op":"move","path":"a"}]})", false,
             Code::invalid_syntax},
        Case{"PAT1_no_op", R"({"Operations":[{"path":"a","value":1}]})", false,
             Code::invalid_syntax},
        Case{"PAT7_remove_without_path", R"({"Operations":[{"op":"remove"}]})", false,
             Code::no_target},
        Case{"PAT8_path_is_no_text", R"({"Operations":[{"op":"add","path":1,"value":1}]})", false,
             Code::invalid_path},
        Case{"ADD1_no_value", R"({"Operations":[{"op":"add","path":"title"}]})", false,
             Code::invalid_value},
        Case{"REP_no_value", R"({"Operations":[{"op":"replace","path":"title"}]})", false,
             Code::invalid_value},
        Case{"PAT1_strict_wants_schemas", R"({"Operations":[{"op":"remove","path":"title"}]})",
             true, Code::invalid_syntax},
        Case{"PAT2_strict_wants_operations", "{" PATCH_OP R"(,"Operations":[]})", true,
             Code::invalid_syntax},
        Case{"strict_wants_paths",
             "{" PATCH_OP R"(,"Operations":[{"op":"replace","value":{"title":"T"}}]})", true,
             Code::invalid_syntax}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace provost::scim::patch

#include <fmt/format.h>

#include "scim/patch/testing.h"

namespace provost::scim::patch {
namespace {

using namespace testing;

struct Case {
  const char* name;
  const char* operations;
  bool clear;
  std::vector<int> add;
  std::vector<int> remove;
  std::vector<std::string> unknown;
};

class MemberOperations : public ::testing::TestWithParam<Case> {};

TEST_P(MemberOperations, BecomeSetOperations) {
  const Case& c = GetParam();
  const json::Object document = object_of(R"({"displayName":"Ops"})");
  const Result<Draft> draft = patched(c.operations, document, group());
  ASSERT_TRUE(draft.has_value()) << draft.error().detail;
  EXPECT_EQ(draft.value().members.clear, c.clear);
  EXPECT_EQ(draft.value().members.add, member_ids(c.add));
  EXPECT_EQ(draft.value().members.remove, member_ids(c.remove));
  EXPECT_EQ(draft.value().members.unknown, c.unknown);
  EXPECT_EQ(draft.value().document, document);
}

INSTANTIATE_TEST_SUITE_P(
    Members, MemberOperations,
    ::testing::Values(
        Case{"entra_add",
             R"([{"op":"Add","path":"members","value":[{"$ref":null,"value":"u1"}]}])",
             false,
             {1},
             {},
             {}},
        Case{"P8_bare_text", R"([{"op":"add","path":"members","value":"u1"}])", false, {1}, {}, {}},
        Case{"okta_add_with_display",
             R"([{"op":"add","path":"members","value":[{"value":"u2","display":"bo@f"}]}])",
             false,
             {2},
             {},
             {}},
        Case{"fixture_remove_by_list",
             R"([{"op":"Remove","path":"members","value":[{"$ref":null,"value":"u1"}]}])",
             false,
             {},
             {1},
             {}},
        Case{"fixture_remove_by_filter",
             R"([{"op":"remove","path":"members[value eq \"u1\"]"}])",
             false,
             {},
             {1},
             {}},
        Case{"fixture_remove_by_filter_with_null",
             R"([{"op":"Remove","path":"members[value eq \"u1\"]","value":null}])",
             false,
             {},
             {1},
             {}},
        Case{"fixture_remove_by_object",
             R"([{"op":"remove","path":"members","value":{"value":"u1"}}])",
             false,
             {},
             {1},
             {}},
        Case{"remove_by_bare_text",
             R"([{"op":"remove","path":"members","value":["u1","u2"]}])",
             false,
             {},
             {1, 2},
             {}},
        Case{"remove_by_list_and_type",
             R"([{"op":"remove","path":"members","value":[{"value":"u1","type":"User"}]}])",
             false,
             {},
             {1},
             {}},
        Case{"fixture_wipe", R"([{"op":"remove","path":"members"}])", true, {}, {}, {}},
        Case{"fixture_wipe_by_empty_list",
             R"([{"op":"replace","path":"members","value":[]}])",
             true,
             {},
             {},
             {}},
        Case{"okta_wipe_without_path",
             R"([{"op":"replace","value":{"members":[],"id":"g","displayName":"Ops"}}])",
             true,
             {},
             {},
             {}},
        Case{"REM4_empty_list_removes_nobody",
             R"([{"op":"Remove","path":"members","value":[]}])",
             false,
             {},
             {},
             {}},
        Case{"G10_replace_states_the_whole",
             R"([{"op":"replace","path":"members","value":[{"value":"u1"},{"value":"u1"}]}])",
             true,
             {1},
             {},
             {}},
        Case{"G11_replace_then_remove",
             R"([{"op":"replace","path":"members","value":[{"value":"u1"},{"value":"u2"}]},
                 {"op":"remove","path":"members[value eq \"u1\"]"}])",
             true,
             {2},
             {},
             {}},
        Case{"V5_add_then_remove",
             R"([{"op":"add","path":"members","value":[{"value":"u1"}]},
                 {"op":"remove","path":"members[value eq \"u1\"]"}])",
             false,
             {},
             {1},
             {}},
        Case{"PAT3_remove_then_add",
             R"([{"op":"remove","path":"members[value eq \"u1\"]"},
                 {"op":"add","path":"members","value":[{"value":"u1"}]}])",
             false,
             {1},
             {},
             {}},
        Case{"okta_delta",
             R"([{"op":"remove","path":"members[value eq \"u1\"]"},
                 {"op":"add","path":"members","value":[{"value":"u2","display":"bo"}]}])",
             false,
             {2},
             {1},
             {}},
        Case{"P5_value_path_adds",
             R"([{"op":"add","path":"members[value eq \"u1\"]","value":{"display":"x"}}])",
             false,
             {1},
             {},
             {}},
        Case{"removal_of_no_id",
             R"([{"op":"remove","path":"members[value eq \"\"]"}])",
             false,
             {},
             {},
             {}},
        Case{"GRP3_unknown_values",
             R"([{"op":"add","path":"members","value":["bo","u1"]}])",
             false,
             {1},
             {},
             {"bo"}},
        Case{"adding_nothing", R"([{"op":"add","path":"members","value":[]}])", false, {}, {}, {}}),
    [](const auto& test) { return test.param.name; });

TEST(Members, OktaRenameKeepsThem) {
  const Result<Draft> draft =
      patched(R"([{"op":"replace","value":{"id":"g1","displayName":"Ops EU"}}])",
              object_of(R"({"displayName":"Ops"})"), group());
  EXPECT_EQ(text_of(draft.value().document), R"({"displayName":"Ops EU"})");
  EXPECT_TRUE(draft.value().members.is_empty());
}

const std::vector<Member> three = {{member_id(1), schema::user_type, "ada", true},
                                   {member_id(2), schema::user_type, "bo", true},
                                   {member_id(3), schema::group_type, "All", true}};

TEST(Members, OtherValuePathsAreAnsweredFromThoseThatAreThere) {
  const Result<Draft> draft = patched(
      R"([{"op":"remove","path":"members[value eq \"u2\"]"},
          {"op":"add","path":"members","value":["u4"]},
          {"op":"remove","path":"members[type eq \"User\" or value eq \"u4\"]"}])",
      object_of(R"({"displayName":"Ops"})"), group(), {}, three);
  ASSERT_TRUE(draft.has_value()) << draft.error().detail;
  EXPECT_TRUE(draft.value().members.add.empty());
  EXPECT_EQ(draft.value().members.remove, member_ids({2, 4, 1}));
}

TEST(Members, OnlyUnusualPathsNeedThem) {
  const auto needs = [](std::string_view operations, const Rules& rules) {
    json::Object body;
    body.emplace("schemas", json::Array{"urn:ietf:params:scim:api:messages:2.0:PatchOp"});
    body.emplace("Operations", json_of(operations));
    return bind(read(body, rules).value(), group(), rules).value().needs_members;
  };
  EXPECT_FALSE(needs(R"([{"op":"remove","path":"members[value eq \"u1\"]"},
                         {"op":"add","path":"members","value":[{"value":"u2"}]},
                         {"op":"remove","path":"members"}])",
                     {}));
  EXPECT_TRUE(needs(R"([{"op":"remove","path":"members[display sw \"a\"]"}])", {}));
  EXPECT_FALSE(needs(R"([{"op":"remove","path":"members[value eq \"u1\"]"}])", {.strict = true}));
  EXPECT_TRUE(needs(R"([{"op":"add","path":"members[value eq \"u1\"]","value":{"value":"u1"}}])",
                    {.strict = true}));
}

// standards.md ADD-5, CHR-3.
TEST(PatchMembers, AValueMayBeSetToWhatItIs) {
  for (const char* op : {"add", "replace"}) {
    const Result<Draft> draft = patched(
        fmt::format(R"([{{"op":"{}","path":"members[value eq \"u1\"].value","value":"u1"}}])", op),
        object_of(R"({"displayName":"Ops"})"), group());
    ASSERT_TRUE(draft.has_value()) << draft.error().detail;
    EXPECT_EQ(draft->members.add, member_ids({1}));
    EXPECT_TRUE(draft->members.remove.empty());
  }
}

struct Refusal {
  const char* name;
  const char* operations;
  Code code;
  bool is_strict = false;
};

class WrongMemberOperations : public ::testing::TestWithParam<Refusal> {};

TEST_P(WrongMemberOperations, AreRefused) {
  const Refusal& r = GetParam();
  const Result<Draft> draft = patched(r.operations, object_of(R"({"displayName":"Ops"})"), group(),
                                      {.strict = r.is_strict});
  ASSERT_TRUE(draft.has_error());
  EXPECT_EQ(draft.error().code, r.code) << draft.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Members, WrongMemberOperations,
    ::testing::Values(
        Refusal{"GRP2_sub_attribute",
                R"([{"op":"replace","path":"members[value eq \"u1\"].value","value":"u2"}])",
                Code::mutability},
        Refusal{"GRP2_by_other_than_value",
                R"([{"op":"replace","path":"members[type eq \"User\"]","value":{"value":"u2"}}])",
                Code::mutability},
        Refusal{"GRP1_name_removed", R"([{"op":"remove","path":"displayName"}])", Code::mutability},
        Refusal{"member_without_value",
                R"([{"op":"add","path":"members","value":[{"display":"x"}]}])",
                Code::invalid_value},
        Refusal{"strict_REP5_nobody_there",
                R"([{"op":"replace","path":"members[value eq \"u1\"]","value":{"value":"u1"}}])",
                Code::no_target, true},
        Refusal{"strict_GRP3_unknown_value",
                R"([{"op":"add","path":"members","value":[{"value":"bo"}]}])", Code::invalid_value,
                true},
        Refusal{"strict_REM4_list",
                R"([{"op":"remove","path":"members","value":[{"value":"u1"}]}])",
                Code::invalid_syntax, true}),
    [](const auto& test) { return test.param.name; });

TEST(Members, PAT18_ManyOperationsKeepTheirOrder) {
  std::string operations = "[";
  for (int i = 1; i <= 2000; ++i) {
    const std::string id = member_id(i).to_string();
    operations +=
        i % 2 == 0
            ? fmt::format(R"({{"op":"Remove","path":"members","value":[{{"value":"{}"}}]}},)", id)
            : fmt::format(R"({{"op":"add","path":"members","value":[{{"value":"{}"}}]}},)", id);
  }
  operations.back() = ']';
  const Result<Draft> draft = patched(operations, object_of(R"({"displayName":"Ops"})"), group());
  ASSERT_TRUE(draft.has_value());
  EXPECT_EQ(draft.value().members.add.size(), 1000U);
  EXPECT_EQ(draft.value().members.remove.size(), 1000U);
  EXPECT_EQ(draft.value().members.add.front(), member_id(1));
  EXPECT_EQ(draft.value().members.remove.back(), member_id(2000));
}

}  // namespace
}  // namespace provost::scim::patch

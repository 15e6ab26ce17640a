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

// The same as u1 and u2 in the tests, for longer texts.
#define U1 "00000000-0000-7000-8000-000000000001"
#define U2 "00000000-0000-7000-8000-000000000002"

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
        Case{"D17_text_of_a_list",
             R"([{"op":"replace","path":"members","value":"[{\"value\":\"u1\"}]"}])",
             true,
             {1},
             {},
             {}},
        Case{"D17_removal_by_text_of_a_list",
             R"([{"op":"remove","path":"members","value":"[{\"value\":\"u1\"},\"u2\"]"}])",
             false,
             {},
             {1, 2},
             {}},
        Case{"D17_removal_by_an_object_under_the_name",
             R"([{"op":"remove","path":"members","value":{"members":[{"value":"u1"}]}}])",
             false,
             {},
             {1},
             {}},
        Case{"D17_object_under_the_name_in_a_list",
             R"([{"op":"add","path":"members","value":[{"Members":["u1"]}]}])",
             false,
             {1},
             {},
             {}},
        Case{"D17_removal_by_reference",
             R"([{"op":"remove","path":"members","value":[{"$ref":"https://x/o/scim/v2/Users/)" U1
             R"("},{"$ref":"Users/)" U2 R"(","type":"User"}]}])",
             false,
             {},
             {1, 2},
             {}},
        Case{"D17_removal_by_paths",
             R"([{"op":"remove","path":"members","value":["Users/)" U1 R"("," )" U2 R"( "]}])",
             false,
             {},
             {1, 2},
             {}},
        Case{"D17_removal_by_a_path_in_a_filter",
             R"([{"op":"remove","path":"members[value eq \"Users/)" U1 R"(\"]"},
                 {"op":"remove","path":"members[$ref eq \"https://x/Users/)" U2 R"(\"]"}])",
             false,
             {},
             {1, 2},
             {}},
        Case{"F9_removal_by_or",
             R"([{"op":"remove","path":"members[value eq \"u1\" or value eq \"u3\"]"}])",
             false,
             {},
             {1, 3},
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
        Case{"REP6_null_on_a_member",
             R"([{"op":"replace","path":"members[value eq \"u1\"]","value":null}])",
             false,
             {},
             {1},
             {}},
        Case{"REP6_an_empty_list_on_a_member",
             R"([{"op":"replace","path":"members[value eq \"u1\"]","value":[]}])",
             false,
             {},
             {1},
             {}},
        Case{"REP6_an_empty_text_on_a_member",
             R"([{"op":"replace","path":"members[value eq \"u1\"]","value":""}])",
             false,
             {},
             {1},
             {}},
        Case{"REP6_null_on_several_members",
             R"([{"op":"replace","path":"members[value eq \"u1\" or value eq \"u2\"]",
                  "value":null}])",
             false,
             {},
             {1, 2},
             {}},
        Case{"CHR3_the_same_member_by_reference",
             R"([{"op":"replace","path":"members[value eq \"u1\"]",
                  "value":{"$ref":"https://x/Users/)" U1 R"("}}])",
             false,
             {1},
             {},
             {}},
        Case{"adding_nothing_on_a_member",
             R"([{"op":"add","path":"members[value eq \"u1\"]","value":null}])",
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
  EXPECT_FALSE(
      needs(R"([{"op":"remove","path":"members[value eq \"u1\" or value eq \"u2\"]"}])", {}));
  EXPECT_FALSE(needs(R"([{"op":"remove","path":"members[value eq \"u1\"]"}])", {.strict = true}));
  EXPECT_TRUE(needs(R"([{"op":"add","path":"members[value eq \"u1\"]","value":{"value":"u1"}}])",
                    {.strict = true}));
}

// One path names as many members as its body holds, without reading any others.
TEST(Members, AreRemovedByAnyNumberOfValuesInOnePath) {
  std::string filter;
  std::vector<ResourceId> ids;
  for (int i = 1; i <= 300; ++i) {
    ids.push_back(member_id(i));
    filter += fmt::format(R"({}value eq \"{}\")", i == 1 ? "" : " or ", ids.back().to_string());
  }
  const Result<Draft> draft =
      patched(fmt::format(R"([{{"op":"remove","path":"members[{}]"}}])", filter),
              object_of(R"({"displayName":"Ops"})"), group());
  ASSERT_TRUE(draft.has_value()) << draft.error().detail;
  EXPECT_EQ(draft->members.remove, ids);
}

// standards.md REP-6, in strict mode too: replacing with no value removes the member named.
TEST(PatchMembers, AreTakenOutByNoValue) {
  for (const char* value : {"null", "[]"}) {
    const Result<Draft> draft = patched(
        fmt::format(R"([{{"op":"replace","path":"members[value eq \"u1\"]","value":{}}}])", value),
        object_of(R"({"displayName":"Ops"})"), group(), {.strict = true});
    ASSERT_TRUE(draft.has_value()) << draft.error().detail;
    EXPECT_FALSE(draft->members.clear);
    EXPECT_EQ(draft->members.remove, member_ids({1}));
  }
}

// An id in capitals matches even if the path asks for more than the id.
TEST(PatchMembers, AreFoundByAnIdInCapitals) {
  const auto id = ResourceId::parse("0000000a-0000-7000-8000-00000000000b");
  const std::vector<Member> bo = {{*id, schema::user_type, "bo", true}};
  for (const bool is_strict : {false, true}) {
    const Result<Draft> draft =
        patched(R"([{"op":"remove","path":
                    "members[type pr and value eq \"0000000A-0000-7000-8000-00000000000B\"]"}])",
                object_of(R"({"displayName":"Ops"})"), group(), {.strict = is_strict}, bo);
    ASSERT_TRUE(draft.has_value()) << draft.error().detail;
    EXPECT_EQ(draft->members.remove, std::vector<ResourceId>{*id});
  }
}

// The error shows which text it was.
TEST(PatchMembers, ARemovalByNoIdSaysSo) {
  const Result<Draft> draft =
      patched(R"([{"op":"remove","path":"members","value":[{"value":"bo@x"}]}])",
              object_of(R"({"displayName":"Ops"})"), group());
  ASSERT_TRUE(draft.has_error());
  EXPECT_TRUE(draft.error().detail.starts_with("\"bo@x\" names nobody in members"))
      << draft.error().detail;
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
        Refusal{"D17_removal_of_nobody",
                R"([{"op":"remove","path":"members","value":[{"id":"u1"}]}])", Code::invalid_value},
        Refusal{"D17_removal_by_type_alone",
                R"([{"op":"remove","path":"members","value":[{"type":"User","$ref":"Users/x"}]}])",
                Code::invalid_value},
        Refusal{"D17_one_of_two_is_nobody",
                R"([{"op":"remove","path":"members",
                     "value":[{"value":"u1"},{"value":{"value":"u2"}}]}])",
                Code::invalid_value},
        Refusal{"D17_broken_text",
                R"([{"op":"replace","path":"members","value":"[{\"value\":\"u1\"}"}])",
                Code::invalid_value},
        Refusal{"D17_a_list_of_nothing", R"([{"op":"replace","path":"members","value":[{}]}])",
                Code::invalid_value},
        Refusal{"D17_numbers_are_no_ids",
                R"([{"op":"add","path":"members","value":[{"value":7}]}])", Code::invalid_value},
        Refusal{"D17_unknown_path", R"([{"op":"add","path":"memebers","value":[{"value":"u1"}]}])",
                Code::invalid_path},
        Refusal{"CHR3_another_member",
                R"([{"op":"replace","path":"members[value eq \"u1\"]","value":{"value":"u2"}}])",
                Code::mutability},
        Refusal{"CHR3_another_member_in_a_list",
                R"([{"op":"replace","path":"members[value eq \"u1\"]","value":[{"value":"u2"}]}])",
                Code::mutability},
        Refusal{"CHR3_another_bare_id",
                R"([{"op":"replace","path":"members[value eq \"u1\"]","value":"u2"}])",
                Code::mutability},
        Refusal{"CHR3_another_reference",
                R"([{"op":"replace","path":"members[value eq \"u1\"]",
                     "value":{"$ref":"Users/)" U2 R"("}}])",
                Code::mutability},
        Refusal{"CHR3_another_member_as_a_name",
                R"([{"op":"replace","value":{"members[value eq \"u1\"]":{"value":"u2"}}}])",
                Code::mutability},
        Refusal{"CHR3_adding_another",
                R"([{"op":"add","path":"members[value eq \"u1\"]","value":{"value":"u2"}}])",
                Code::mutability},
        Refusal{"D17_replaced_by_nothing_that_names",
                R"([{"op":"replace","path":"members[value eq \"u1\"]","value":{}}])",
                Code::invalid_value},
        Refusal{"D17_replaced_by_false",
                R"([{"op":"replace","path":"members[value eq \"u1\"]","value":false}])",
                Code::invalid_value},
        Refusal{"D17_replaced_by_an_unknown_part",
                R"([{"op":"replace","path":"members[value eq \"u1\"]","value":{"id":"u2"}}])",
                Code::invalid_value},
        Refusal{"D17_replaced_by_two",
                R"([{"op":"replace","path":"members[value eq \"u1\"]",
                     "value":[{"value":"u1"},{"value":"u2"}]}])",
                Code::invalid_value},
        Refusal{"D17_removal_by_name",
                R"([{"op":"remove","path":"members","value":[{"value":"bo@x"}]}])",
                Code::invalid_value},
        Refusal{"D17_removal_by_bare_name",
                R"([{"op":"remove","path":"members","value":"nobody"}])", Code::invalid_value},
        Refusal{"D17_removal_by_blanks",
                R"([{"op":"remove","path":"members","value":[{"value":" "}]}])",
                Code::invalid_value},
        Refusal{"D17_removal_by_ids_in_one_text",
                R"([{"op":"remove","path":"members","value":[{"value":")" U1 "," U2 R"("}]}])",
                Code::invalid_value},
        Refusal{"D17_removal_by_a_urn",
                R"([{"op":"remove","path":"members","value":[{"value":"urn:uuid:)" U1 R"("}]}])",
                Code::invalid_value},
        Refusal{"D17_removal_by_an_id_in_braces",
                R"([{"op":"remove","path":"members[value eq \"{)" U1 R"(}\"]"}])",
                Code::invalid_value},
        Refusal{"D17_removal_by_an_id_without_dashes",
                R"([{"op":"remove","path":"members",
                     "value":[{"value":"00000000000070008000000000000001"}]}])",
                Code::invalid_value},
        Refusal{"D17_removal_by_no_id_beside_a_reference",
                R"([{"op":"remove","path":"members",
                     "value":[{"value":"zzz","$ref":"Users/)" U1 R"("}]}])",
                Code::invalid_value},
        Refusal{"D17_removal_by_a_name_in_a_filter",
                R"([{"op":"remove","path":"members[value eq \"u1\" or value eq \"bo@x\"]"}])",
                Code::invalid_value},
        Refusal{"D17_removal_of_all_but_a_name",
                R"([{"op":"remove","path":"members[not (value eq \"bo@x\")]"}])",
                Code::invalid_value},
        Refusal{"D17_removal_of_all_but_another_name",
                R"([{"op":"remove","path":"members[value ne \"bo@x\"]"}])", Code::invalid_value},
        Refusal{"D17_removal_by_null_of_a_name",
                R"([{"op":"replace","path":"members[value eq \"bo@x\"]","value":null}])",
                Code::invalid_value},
        Refusal{"strict_D17_a_path_in_a_filter",
                R"([{"op":"remove","path":"members[value eq \"Users/)" U1 R"(\"]"}])",
                Code::invalid_value, true},
        Refusal{"strict_D17_blanks_in_a_filter",
                R"([{"op":"remove","path":"members[value eq \" )" U1 R"( \"]"}])",
                Code::invalid_value, true},
        Refusal{"strict_D17_a_name_in_a_filter",
                R"([{"op":"remove","path":"members[value eq \"bo@x\"]"}])", Code::invalid_value,
                true},
        Refusal{"strict_CHR3_another_member",
                R"([{"op":"replace","path":"members[value eq \"u1\"]","value":{"value":"u2"}}])",
                Code::mutability, true},
        Refusal{"strict_D17_a_bare_id_for_another",
                R"([{"op":"replace","path":"members[value eq \"u1\"]","value":"u2"}])",
                Code::invalid_value, true},
        Refusal{"strict_D17_an_empty_text",
                R"([{"op":"replace","path":"members[value eq \"u1\"]","value":""}])",
                Code::invalid_value, true},
        Refusal{"strict_REM4_empty_list", R"([{"op":"remove","path":"members","value":[]}])",
                Code::invalid_syntax, true},
        Refusal{"strict_D17_text_of_a_list",
                R"([{"op":"replace","path":"members","value":"[{\"value\":\"u1\"}]"}])",
                Code::invalid_value, true},
        Refusal{"strict_D17_object_under_the_name",
                R"([{"op":"add","path":"members","value":{"members":[{"value":"u1"}]}}])",
                Code::invalid_value, true},
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

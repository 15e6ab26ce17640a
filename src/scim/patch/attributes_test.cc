#include <fmt/format.h>

#include "scim/patch/testing.h"

namespace provost::scim::patch {
namespace {

using namespace testing;

constexpr std::string_view ada =
    R"({"externalId":"e","userName":"ada","name":{"familyName":"L","givenName":"Ada"},
        "title":"T","active":true,
        "emails":[{"value":"w@x","type":"work","primary":true},{"value":"h@x","type":"home"}],
        "addresses":[{"streetAddress":"S 1","type":"work"}],
        "ENT":{"department":"D","manager":{"value":"m"}}})";

// `changed` lists the members that differ from `ada`; null removes a member.
struct Case {
  const char* name;
  const char* operations;
  const char* changed;
};

json::Object expected(std::string_view changed) {
  json::Object document = object_of(ada);
  for (const auto& [name, value] : object_of(changed)) {
    if (value.is_null()) {
      document.erase(name);
    } else {
      document[name] = value;
    }
  }
  return document;
}

class AttributeOperations : public ::testing::TestWithParam<Case> {};

TEST_P(AttributeOperations, ChangeTheDocument) {
  const Result<Draft> draft = patched(GetParam().operations, object_of(ada), full_user());
  ASSERT_TRUE(draft.has_value()) << draft.error().detail;
  EXPECT_EQ(draft.value().document, expected(GetParam().changed))
      << text_of(draft.value().document);
}

std::string name_of(const ::testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Add, AttributeOperations,
    ::testing::Values(
        Case{"ADD1_without_path", R"([{"op":"add","value":{"title":"U","nickName":"N"}}])",
             R"({"title":"U","nickName":"N"})"},
        Case{"ADD2_absent", R"([{"op":"add","path":"nickName","value":"N"}])",
             R"({"nickName":"N"})"},
        Case{"ADD2_P6_singular_is_replaced", R"([{"op":"Add","path":"active","value":"False"}])",
             R"({"active":false})"},
        Case{"ADD2_complex_is_merged",
             R"([{"op":"add","path":"name","value":{"middleName":"M","givenName":"A"}}])",
             R"({"name":{"familyName":"L","givenName":"A","middleName":"M"}})"},
        Case{"ADD2_elements_are_appended",
             R"([{"op":"add","path":"emails","value":[{"value":"o@x","type":"other"}]}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true},
                 {"value":"h@x","type":"home"},{"value":"o@x","type":"other"}]})"},
        Case{"ADD2_lone_object_is_an_element",
             R"([{"op":"add","path":"addresses","value":{"locality":"Oslo"}}])",
             R"({"addresses":[{"streetAddress":"S 1","type":"work"},{"locality":"Oslo"}]})"},
        Case{"ADD3_present_element_changes_nothing",
             R"([{"op":"add","path":"emails","value":[{"value":"W@X","type":"work"}]},
                 {"op":"add","path":"addresses","value":[{"type":"WORK","streetAddress":"s 1"}]}])",
             "{}"},
        Case{"ADD3_present_element_gains_sub_attributes",
             R"([{"op":"add","path":"emails",
                  "value":[{"value":"h@x","type":"home","display":"d"}]}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true},
                 {"value":"h@x","type":"home","display":"d"}]})"},
        Case{"ADD4_match_is_merged",
             R"([{"op":"add","path":"emails[type eq \"home\"]","value":{"display":"d"}}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true},
                 {"value":"h@x","type":"home","display":"d"}]})"},
        Case{"ADD4_P5_creates_from_the_terms",
             R"([{"op":"Add","path":"phoneNumbers[type eq \"mobile\"].value","value":"+47 9"}])",
             R"({"phoneNumbers":[{"type":"mobile","value":"+47 9"}]})"},
        Case{"P5_all_terms_are_stamped",
             R"([{"op":"add","path":"emails[type eq \"other\" and display eq \"d\"].value",
                  "value":"o@x"}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true},
                 {"value":"h@x","type":"home"},{"value":"o@x","type":"other","display":"d"}]})"},
        Case{"U9_roles_by_primary_text",
             R"([{"op":"add","path":"roles[primary eq \"True\"].display","value":"A"},
                 {"op":"add","path":"roles[primary eq \"True\"].value","value":"Admin"}])",
             R"({"roles":[{"primary":true,"display":"A","value":"Admin"}]})"},
        Case{"adding_nothing_changes_nothing",
             R"([{"op":"add","path":"emails","value":[]},{"op":"add","path":"emails","value":null},
                 {"op":"add","path":"emails","value":""},{"op":"add","path":"name","value":{}}])",
             "{}"},
        Case{"one_element_without_filter", R"([{"op":"add","path":"addresses.country",
                                                "value":"NO"}])",
             R"({"addresses":[{"streetAddress":"S 1","type":"work","country":"NO"}]})"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Remove, AttributeOperations,
    ::testing::Values(
        Case{"REM1_singular", R"([{"op":"remove","path":"title"}])", R"({"title":null})"},
        Case{"REM1_value_of_a_singular_is_ignored",
             R"([{"op":"Remove","path":"title","value":"x"}])", R"({"title":null})"},
        Case{"REM1_whole_list", R"([{"op":"remove","path":"emails"}])", R"({"emails":null})"},
        Case{"REM1_matching", R"([{"op":"remove","path":"emails[type eq \"home\"]"}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true}]})"},
        Case{"REM1_last_element_unassigns",
             R"([{"op":"remove","path":"addresses[type eq \"work\"]"}])", R"({"addresses":null})"},
        Case{"REM1_sub_attribute_of_matches",
             R"([{"op":"remove","path":"emails[type eq \"work\"].primary"}])",
             R"({"emails":[{"value":"w@x","type":"work"},{"value":"h@x","type":"home"}]})"},
        Case{"REM1_empty_element_disappears",
             R"([{"op":"remove","path":"addresses[type eq \"work\"].streetAddress"},
                 {"op":"remove","path":"addresses[type eq \"work\"].type"}])",
             R"({"addresses":null})"},
        Case{"REM1_sub_attribute", R"([{"op":"remove","path":"name.givenName"}])",
             R"({"name":{"familyName":"L"}})"},
        Case{
            "REM1_last_sub_attribute",
            R"([{"op":"remove","path":"name.givenName"},{"op":"remove","path":"name.familyName"}])",
            R"({"name":null})"},
        Case{"REM3_no_match", R"([{"op":"remove","path":"emails[type eq \"other\"]"},
                                  {"op":"remove","path":"emails[type eq \"other\"].value"}])",
             "{}"},
        Case{"REM4_listed_elements_only",
             R"([{"op":"Remove","path":"emails","value":[{"value":"H@X","type":"home"}]}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true}]})"},
        Case{"REM4_other_type_stays",
             R"([{"op":"Remove","path":"emails","value":[{"value":"h@x","type":"work"}]}])", "{}"},
        Case{"REM4_elements_without_value",
             R"([{"op":"Remove","path":"addresses",
                  "value":{"type":"work","streetAddress":"S 1"}}])",
             R"({"addresses":null})"},
        Case{"REM4_a_list_that_names_nothing_removes_nothing",
             R"([{"op":"Remove","path":"emails","value":[{"$ref":null}]},
                 {"op":"Remove","path":"emails","value":[]},
                 {"op":"Remove","path":"emails","value":[{"value":""}]},
                 {"op":"Remove","path":"emails","value":""}])",
             "{}"},
        Case{"REM5_absent", R"([{"op":"remove","path":"nickName"},
                                {"op":"remove","path":"name.middleName"}])",
             "{}"},
        Case{"PAT9_last_extension_attribute",
             R"([{"op":"remove","path":"ENT:department"},{"op":"remove","path":"ENT:manager"}])",
             R"({"ENT":null})"},
        Case{"PAT10_bare_extension", R"([{"op":"remove","path":"ENT"}])", R"({"ENT":null})"},
        Case{"PAT9_extension_urn_out_of_schemas",
             R"([{"op":"remove","path":"schemas","value":["ENT"]}])", R"({"ENT":null})"},
        Case{"active_in_the_full_profile", R"([{"op":"remove","path":"active"}])",
             R"({"active":null})"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Replace, AttributeOperations,
    ::testing::Values(
        Case{"REP1_without_path_touches_only_what_is_named",
             R"([{"op":"replace","value":{"title":"U"}}])", R"({"title":"U"})"},
        Case{"REP1_whole_list", R"([{"op":"replace","path":"emails","value":[{"value":"n@x"}]}])",
             R"({"emails":[{"value":"n@x"}]})"},
        Case{"REP2_absent_is_added", R"([{"op":"replace","path":"nickName","value":"N"}])",
             R"({"nickName":"N"})"},
        Case{"REP3_complex_is_merged", R"([{"op":"replace","path":"name",
                                            "value":{"givenName":"A"}}])",
             R"({"name":{"familyName":"L","givenName":"A"}})"},
        Case{"P7_null_clears_a_sub_attribute",
             R"([{"op":"replace","value":{"name":{"givenName":null,"middleName":"M"}}}])",
             R"({"name":{"familyName":"L","middleName":"M"}})"},
        Case{"D20_match_keeps_what_it_was_found_by",
             R"([{"op":"replace","path":"emails[type eq \"home\"]","value":{"value":"n@x"}}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true},
                 {"value":"n@x","type":"home"}]})"},
        Case{"D20_twice_is_the_same",
             R"([{"op":"replace","path":"emails[type eq \"work\"]","value":{"value":"n@x"}},
                 {"op":"replace","path":"emails[type eq \"work\"]","value":{"value":"n@x"}}])",
             R"({"emails":[{"value":"n@x","type":"work"},{"value":"h@x","type":"home"}]})"},
        Case{"D20_the_value_wins",
             R"([{"op":"replace","path":"emails[type eq \"home\"]",
                  "value":{"value":"n@x","type":"other"}}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true},
                 {"value":"n@x","type":"other"}]})"},
        Case{"D20_only_terms_that_hold",
             R"([{"op":"replace","path":"emails[type eq \"work\" or value eq \"h@x\"]",
                  "value":{"display":"d"}}])",
             R"({"emails":[{"type":"work","display":"d"},{"value":"h@x","display":"d"}]})"},
        Case{"REP4_sub_attribute_of_every_match",
             R"([{"op":"replace","path":"emails[value ew \"@x\"].display","value":"d"}])",
             R"({"emails":[{"value":"w@x","display":"d","type":"work","primary":true},
                 {"value":"h@x","display":"d","type":"home"}]})"},
        Case{"REP5_P5_creates", R"([{"op":"replace","path":"emails[type eq \"other\"].value",
                                     "value":"o@x"}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true},
                 {"value":"h@x","type":"home"},{"value":"o@x","type":"other"}]})"},
        Case{"REP5_creates_from_an_object",
             R"([{"op":"replace","path":"emails[type eq \"other\"]","value":{"value":"o@x"}}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true},
                 {"value":"h@x","type":"home"},{"value":"o@x","type":"other"}]})"},
        Case{"REP6_null_removes", R"([{"op":"replace","path":"title","value":null},
                                      {"op":"replace","path":"emails","value":[]},
                                      {"op":"replace","path":"name.givenName","value":null}])",
             R"({"title":null,"emails":null,"name":{"familyName":"L"}})"},
        Case{"PAT10_extension_merges",
             R"([{"op":"replace","path":"ENT","value":{"costCenter":"C"}}])",
             R"({"ENT":{"costCenter":"C","department":"D","manager":{"value":"m"}}})"},
        Case{"PAT9_P4_qualified_in_any_case",
             R"([{"op":"replace",
                  "path":"URN:ietf:params:scim:schemas:extension:enterprise:2.0:user:Department",
                  "value":"X"},
                 {"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:name.givenName",
                  "value":"Y"}])",
             R"({"name":{"familyName":"L","givenName":"Y"},
                 "ENT":{"department":"X","manager":{"value":"m"}}})"},
        Case{"PAT12_readOnly_members_are_skipped",
             R"([{"op":"replace","value":{"id":"x","meta":{"version":"1"},"schemas":["a"],
                  "groups":[{"value":"g"}],"title":"U"}}])",
             R"({"title":"U"})"},
        Case{"PAT13_P3_names_in_a_value",
             R"([{"op":"replace","value":{"name.givenName":"A","ENT:department":"X",
                  "ENT":{"costCenter":"C","manager":{"value":"n"}},
                  "emails[type eq \"home\"].value":"n@x"}}])",
             R"({"name":{"familyName":"L","givenName":"A"},
                 "ENT":{"costCenter":"C","department":"X","manager":{"value":"n"}},
                 "emails":[{"value":"w@x","type":"work","primary":true},
                           {"value":"n@x","type":"home"}]})"},
        Case{"extension_null_in_a_value", R"([{"op":"replace","value":{"ENT":null}}])",
             R"({"ENT":null})"},
        Case{"PAT11_no_space_before_the_literal",
             R"([{"op":"replace","path":"emails[type eq\"home\"].value","value":"n@x"}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true},
                           {"value":"n@x","type":"home"}]})"},
        Case{"password_is_discarded", R"([{"op":"replace","value":{"password":"p"}},
                                          {"op":"add","path":"password","value":"p"}])",
             "{}"},
        Case{"P10_no_net_change", R"([{"op":"replace","path":"title","value":"U"},
                                      {"op":"replace","path":"title","value":"T"},
                                      {"op":"add","path":"emails[type eq \"home\"].value",
                                       "value":"h@x"}])",
             "{}"}),
    name_of);

TEST(PatchSchemas, AValuePathTakesAnExtension) {  // standards.md PAT-9
  const json::Object document = object_of(R"({"userName":"a","ENT":{"department":"D"}})");
  const auto removed = [&](std::string_view urn) {
    return patched(fmt::format(R"([{{"op":"remove","path":"schemas[value eq \"{}\"]"}}])", urn),
                   document, full_user());
  };
  EXPECT_EQ(text_of(removed(enterprise_urn)->document), R"({"userName":"a"})");
  EXPECT_EQ(removed("urn:ietf:params:scim:schemas:core:2.0:User").error().code, Code::mutability);
  EXPECT_EQ(removed("urn:example:none")->document, document);
}

INSTANTIATE_TEST_SUITE_P(
    Primary, AttributeOperations,
    ::testing::Values(
        Case{"PRI1_added_element_demotes",
             R"([{"op":"add","path":"emails","value":[{"value":"o@x","primary":true}]}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":false},
                 {"value":"h@x","type":"home"},{"value":"o@x","primary":true}]})"},
        Case{"PRI1_set_by_value_path_demotes",
             R"([{"op":"replace","path":"emails[type eq \"home\"].primary","value":"True"}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":false},
                 {"value":"h@x","type":"home","primary":true}]})"},
        Case{"PRI1_newest_operation_wins",
             R"([{"op":"add","path":"emails[type eq \"home\"].primary","value":true},
                 {"op":"add","path":"emails[type eq \"work\"].primary","value":true}])",
             R"({"emails":[{"value":"w@x","type":"work","primary":true},
                 {"value":"h@x","type":"home","primary":false}]})"}),
    name_of);

struct Refusal {
  const char* name;
  const char* operations;
  Code code;
  bool is_strict = false;
};

class WrongAttributeOperations : public ::testing::TestWithParam<Refusal> {};

TEST_P(WrongAttributeOperations, AreRefused) {
  const Rules rules{.strict = GetParam().is_strict};
  const Result<Draft> draft = patched(GetParam().operations, object_of(ada), full_user(), rules);
  ASSERT_TRUE(draft.has_error());
  EXPECT_EQ(draft.error().code, GetParam().code) << draft.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Patch, WrongAttributeOperations,
    ::testing::Values(
        Refusal{"PAT8_unknown_attribute", R"([{"op":"add","path":"shoeSize","value":1}])",
                Code::invalid_path},
        Refusal{"PAT8_unknown_sub_attribute", R"([{"op":"add","path":"name.alias","value":"x"}])",
                Code::invalid_path},
        Refusal{"PAT8_unknown_sub_of_a_value_path",
                R"([{"op":"add","path":"emails[type eq \"work\"].alias","value":"x"}])",
                Code::invalid_path},
        Refusal{"PAT8_malformed", R"([{"op":"add","path":"emails[type eq \"work\"","value":"x"}])",
                Code::invalid_path},
        Refusal{"PAT8_trailing_text",
                R"([{"op":"add","path":"emails[type eq \"work\"]value","value":"x"}])",
                Code::invalid_path},
        Refusal{"PAT8_bad_filter", R"([{"op":"add","path":"emails[type is 1].value","value":"x"}])",
                Code::invalid_filter},
        Refusal{"PAT8_filter_on_singular",
                R"([{"op":"add","path":"name[givenName eq \"A\"].familyName","value":"x"}])",
                Code::invalid_path},
        Refusal{"PAT12_readOnly_path", R"([{"op":"replace","path":"id","value":"x"}])",
                Code::mutability},
        Refusal{"PAT12_readOnly_groups", R"([{"op":"remove","path":"groups"}])", Code::mutability},
        Refusal{"PAT12_readOnly_sub_attribute",
                R"([{"op":"add","path":"ENT:manager.displayName","value":"M"}])", Code::mutability},
        Refusal{"PAT9_base_urn_out_of_schemas",
                R"([{"op":"remove","path":"schemas",
                     "value":["urn:ietf:params:scim:schemas:core:2.0:User"]}])",
                Code::mutability},
        Refusal{"REM2_required", R"([{"op":"remove","path":"userName"}])", Code::mutability},
        Refusal{"REM2_REP6_required_by_null",
                R"([{"op":"replace","path":"userName","value":null}])", Code::mutability},
        Refusal{"ADD4_terms_that_cannot_create",
                R"([{"op":"add","path":"emails[value co \"zzz\"].display","value":"x"}])",
                Code::no_target},
        Refusal{"REP5_terms_that_cannot_create",
                R"([{"op":"replace","path":"emails[type eq \"a\" or type eq \"b\"].display",
                     "value":"x"}])",
                Code::no_target},
        Refusal{"PRI1_two_in_one_operation",
                R"([{"op":"add","path":"emails","value":[{"value":"1","primary":true},
                     {"value":"2","primary":true}]}])",
                Code::invalid_value},
        Refusal{"PRI1_two_by_one_value_path",
                R"([{"op":"add","path":"emails[value ew \"@x\"].primary","value":true}])",
                Code::invalid_value},
        Refusal{"TYP8_wrong_type", R"([{"op":"replace","path":"title","value":5.5}])",
                Code::invalid_value},
        Refusal{"D17_removal_that_names_nothing",
                R"([{"op":"remove","path":"emails","value":[{"id":"w@x"}]}])", Code::invalid_value},
        Refusal{"TYP8_pathless_value_is_no_object", R"([{"op":"replace","value":"x"}])",
                Code::invalid_value},
        Refusal{"several_elements_without_filter",
                R"([{"op":"replace","path":"emails.value","value":"x@x"}])", Code::no_target},
        Refusal{
            "PAT3_a_later_fault_refuses_all",
            R"([{"op":"replace","path":"title","value":"U"},{"op":"remove","path":"userName"}])",
            Code::mutability},
        Refusal{"strict_REM4", R"([{"op":"remove","path":"emails","value":[{"value":"w@x"}]}])",
                Code::invalid_syntax, true},
        Refusal{"strict_PAT14", R"([{"op":"replace","path":"active","value":"False"}])",
                Code::invalid_value, true},
        Refusal{"strict_PAT16", R"([{"op":"add","path":"ENT:manager","value":"m"}])",
                Code::invalid_value, true},
        Refusal{"strict_ADD4",
                R"([{"op":"add","path":"phoneNumbers[type eq \"mobile\"].value","value":"1"}])",
                Code::no_target, true},
        Refusal{"strict_row11_unknown_path", R"([{"op":"add","path":"shoeSize","value":1}])",
                Code::invalid_syntax, true},
        Refusal{"strict_row38_password", R"([{"op":"add","path":"password","value":"x"}])",
                Code::invalid_syntax, true},
        Refusal{"strict_COM2_no_urn", R"([{"op":"add","path":"department","value":"D"}])",
                Code::invalid_syntax, true},
        Refusal{"strict_row7_no_path", R"([{"op":"add","value":{"title":"T"}}])",
                Code::invalid_syntax, true},
        Refusal{"strict_row9_path_as_name",
                R"([{"op":"add","path":"ENT","value":{"manager.value":"m"}}])",
                Code::invalid_syntax, true},
        Refusal{"strict_FLT18_unquoted",
                R"([{"op":"add","path":"emails[type eq work].display","value":"x"}])",
                Code::invalid_filter, true},
        Refusal{"strict_FLT19_boolean_text",
                R"([{"op":"remove","path":"emails[primary eq \"True\"]"}])", Code::invalid_filter,
                true},
        Refusal{"strict_USR4_country",
                R"([{"op":"add","path":"addresses","value":[{"country":"Germany"}]}])",
                Code::invalid_value, true},
        Refusal{"strict_REP5",
                R"([{"op":"replace","path":"emails[type eq \"other\"]","value":{"value":"x"}}])",
                Code::no_target, true}),
    [](const auto& test) { return test.param.name; });

TEST(PatchStrict, REP3_ReplacesComplexValuesWhole) {
  const Result<Draft> draft =
      patched(R"([{"op":"replace","path":"name","value":{"givenName":"A"}}])", object_of(ada),
              full_user(), {.strict = true});
  EXPECT_EQ(draft.value().document, expected(R"({"name":{"givenName":"A"}})"));
}

TEST(Patch, COM10_UnchangedDocumentKeepsItsText) {
  json::Object document = object_of(R"({"userName":"ada","title":"T","active":true,
      "emails":[{"value":"w@x","type":"work","primary":true}]})");
  const Result<Draft> draft = patched(
      R"([{"op":"add","path":"emails","value":[{"primary":true,"type":"work","value":"w@x"}]},
          {"op":"replace","value":{"TITLE":"T","active":"True"}}])",
      document, full_user());
  EXPECT_EQ(text_of(draft.value().document), text_of(document));
}

TEST(Patch, WarnsOfAChangedExternalId) {
  const auto warnings = [](std::string_view operations) {
    return patched(operations, object_of(ada), full_user()).value().report.warnings.size();
  };
  EXPECT_EQ(warnings(R"([{"op":"replace","path":"externalId","value":"f"}])"), 1U);
  EXPECT_EQ(warnings(R"([{"op":"replace","path":"externalId","value":"e"}])"), 0U);
}

TEST(PatchMinimal, DropsAndReportsWhatIsOutsideTheProfile) {
  const json::Object document = object_of(R"({"userName":"a@b","active":true})");
  const Result<Draft> draft = patched(
      R"([{"op":"Replace","path":"displayName","value":"A"},
          {"op":"Add","path":"emails[type eq \"work\"].value","value":"a@b"},
          {"op":"Add","path":"nickName","value":""},
          {"op":"remove","path":"title"},
          {"op":"Replace","value":{"name.givenName":"A","groups":[{"value":"g"}]}}])",
      document, minimal_user());
  ASSERT_TRUE(draft.has_value()) << draft.error().detail;
  EXPECT_EQ(draft.value().document, document);
  EXPECT_EQ(draft.value().report.dropped,
            (std::vector<std::string>{"displayName", "emails[type eq \"work\"].value",
                                      "name.givenName"}));
}

TEST(PatchMinimal, ActiveCannotBeRemoved) {
  const json::Object document = object_of(R"({"userName":"a@b","active":true})");
  for (const char* operations :
       {R"([{"op":"remove","path":"active"}])", R"([{"op":"replace","value":{"active":null}}])"}) {
    const Result<Draft> draft = patched(operations, document, minimal_user());
    ASSERT_TRUE(draft.has_error());
    EXPECT_EQ(draft.error().code, Code::mutability);
  }
}

TEST(PatchMinimal, RejectsExtrasUnlessThePersonIsDeactivated) {
  const json::Object document = object_of(R"({"userName":"a@b","active":true})");
  const Rules rules{.reject_extra = true};
  const Result<Draft> refused = patched(
      R"([{"op":"replace","path":"displayName","value":"A"},{"op":"add","path":"title",
           "value":"T"}])",
      document, minimal_user(), rules);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, Code::invalid_value);
  EXPECT_NE(refused.error().detail.find("displayName, title"), std::string::npos);
  const Result<Draft> done = patched(
      R"([{"op":"replace","path":"displayName","value":"A"},
          {"op":"Replace","path":"active","value":"False"}])",
      document, minimal_user(), rules);
  ASSERT_TRUE(done.has_value()) << done.error().detail;
  EXPECT_EQ(text_of(done.value().document), R"({"userName":"a@b","active":false})");
}

TEST(Patch, BoundsTheElementsOfAnAttribute) {
  std::string values;
  for (int i = 0; i < 1001; ++i) {
    values += fmt::format("{}{{\"value\":\"{}@x\"}}", i == 0 ? "" : ",", i);
  }
  const Result<Draft> draft =
      patched(fmt::format(R"([{{"op":"replace","path":"emails","value":[{}]}}])", values),
              object_of(ada), full_user());
  ASSERT_TRUE(draft.has_error());
  EXPECT_EQ(draft.error().code, Code::invalid_value);
}

}  // namespace
}  // namespace provost::scim::patch

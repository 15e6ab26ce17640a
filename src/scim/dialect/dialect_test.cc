#include "scim/dialect/dialect.h"

#include <fmt/format.h>

#include "scim/patch/testing.h"

namespace provost::scim::dialect {
namespace {

using namespace testing;

// Requests in the form that identity providers send, based on idp-clients.md §1.4, §2 and §7.
constexpr std::string_view ada =
    R"({"externalId":"E0","userName":"ada@f.example","name":{"familyName":"L","givenName":"Ada"},
        "title":"T","active":true,"emails":[{"value":"ada@f.example","type":"work"}],
        "ENT":{"department":"D","manager":{"value":"m0"}}})";

struct Fixture {
  const char* name;
  const char* operations;
  const char* changed;
};

class Fixtures : public ::testing::TestWithParam<Fixture> {};

TEST_P(Fixtures, MeanWhatTheirClientMeans) {
  const Result<Draft> draft = patched(GetParam().operations, object_of(ada), full_user());
  ASSERT_TRUE(draft.has_value()) << draft.error().detail;
  json::Object expected = object_of(ada);
  for (const auto& [name, value] : object_of(GetParam().changed)) {
    value.is_null() ? static_cast<void>(expected.erase(name))
                    : static_cast<void>(expected[name] = value);
  }
  EXPECT_EQ(draft.value().document, expected) << text_of(draft.value().document);
}

#define WITHOUT_MANAGER R"({"ENT":{"department":"D"}})"
#define NEW_MANAGER R"({"ENT":{"department":"D","manager":{"value":"m1"}}})"

INSTANTIATE_TEST_SUITE_P(
    Dialect, Fixtures,
    ::testing::Values(
        Fixture{"entra_two_changes_and_a_manager",
                R"([{"op":"Add","path":"phoneNumbers[type eq \"mobile\"].value",
                     "value":"+47 900 00 000"},
                    {"op":"Replace","path":"userName","value":"ada.l@f.example"},
                    {"op":"Add","path":"ENT:manager","value":"m1"}])",
                R"({"userName":"ada.l@f.example",
                    "phoneNumbers":[{"type":"mobile","value":"+47 900 00 000"}],
                    "ENT":{"department":"D","manager":{"value":"m1"}}})"},
        Fixture{"soft_delete", R"([{"op":"Replace","path":"active","value":"False"}])",
                R"({"active":false})"},
        Fixture{"restore_is_idempotent", R"([{"op":"replace","value":{"active":true}}])", "{}"},
        Fixture{"manager_object", R"([{"op":"add","path":"ENT:manager","value":{"value":"m1"}}])",
                NEW_MANAGER},
        Fixture{"manager_list_without_urn",
                R"([{"op":"Add","path":"manager","value":[{"$ref":null,"value":"m1"}]}])",
                NEW_MANAGER},
        Fixture{"manager_value", R"([{"op":"replace","path":"ENT:manager.value","value":"m1"}])",
                NEW_MANAGER},
        Fixture{"manager_value_without_urn",
                R"([{"op":"replace","path":"manager.value","value":"m1"}])", NEW_MANAGER},
        Fixture{"manager_in_an_object", R"([{"op":"replace","value":{"ENT:manager":"m1"}}])",
                NEW_MANAGER},
        Fixture{"manager_unset_by_text", R"([{"op":"replace","path":"ENT:manager","value":""}])",
                WITHOUT_MANAGER},
        Fixture{"manager_unset_by_empty_value",
                R"([{"op":"replace","path":"ENT:manager","value":{"value":""}}])", WITHOUT_MANAGER},
        Fixture{"manager_unset_by_empty_value_in_a_list",
                R"([{"op":"replace","path":"ENT:manager","value":[{"value":""}]}])",
                WITHOUT_MANAGER},
        Fixture{"manager_unset_by_null", R"([{"op":"replace","path":"ENT:manager","value":null}])",
                WITHOUT_MANAGER},
        Fixture{"manager_unset_by_value_path",
                R"([{"op":"replace","path":"ENT:manager.value","value":""}])", WITHOUT_MANAGER},
        Fixture{"manager_unset_in_an_object", R"([{"op":"replace","value":{"ENT:manager":""}}])",
                WITHOUT_MANAGER},
        Fixture{"manager_removed_with_its_value",
                R"([{"op":"Remove","path":"ENT:manager","value":"m0"}])", WITHOUT_MANAGER},
        Fixture{"roles_by_primary_text",
                R"([{"op":"Replace","path":"roles[primary eq \"True\"].value","value":"Admin"}])",
                R"({"roles":[{"primary":true,"value":"Admin"}]})"},
        Fixture{"roles_json_in_text",
                R"([{"op":"Add","path":"roles","value":[{"value":
                     "{\"id\":\"a1\",\"value\":\"Admin\",\"displayName\":\"Administrator\"}"}]}])",
                R"({"roles":[{"value":"Admin","display":"Administrator"}]})"},
        Fixture{"roles_whole_list",
                R"([{"op":"replace","path":"roles","value":[{"primary":false,
                     "type":"WindowsAzureActiveDirectoryRole","display":"Administrator",
                     "value":"Admin"}]}])",
                R"({"roles":[{"primary":false,"type":"WindowsAzureActiveDirectoryRole",
                    "display":"Administrator","value":"Admin"}]})"},
        Fixture{"V2_same_attribute_in_order",
                R"([{"op":"remove","path":"externalId"},
                    {"op":"add","path":"externalId","value":"E1"},
                    {"op":"replace","path":"externalId","value":"E2"}])",
                R"({"externalId":"E2"})"},
        Fixture{"null_update_of_an_element",
                R"([{"op":"replace","path":"emails[type eq \"work\"].value","value":""}])",
                R"({"emails":[{"type":"work"}]})"},
        Fixture{"null_update_of_an_element_by_null",
                R"([{"op":"replace","path":"emails[type eq \"work\"].value","value":null}])",
                R"({"emails":[{"type":"work"}]})"},
        Fixture{"null_update_of_nothing",
                R"([{"op":"replace","path":"phoneNumbers[type eq \"fax\"].value","value":""},
                    {"op":"replace","path":"nickName","value":""},
                    {"op":"replace","path":"nickName","value":null}])",
                "{}"},
        Fixture{"null_update_of_an_attribute",
                R"([{"op":"replace","path":"title","value":null},
                    {"op":"replace","path":"name.givenName","value":""},
                    {"op":"replace","path":"emails","value":""},
                    {"op":"replace","path":"ENT:department","value":""}])",
                R"({"title":null,"name":{"familyName":"L"},"emails":null,
                    "ENT":{"manager":{"value":"m0"}}})"},
        Fixture{"keycloak_object_in_text",
                R"([{"op":"replace","value":"{\"displayName\":\"Bo K\"}"}])",
                R"({"displayName":"Bo K"})"},
        Fixture{"D17_object_in_a_list", R"([{"op":"replace","value":[{"active":false}]}])",
                R"({"active":false})"},
        Fixture{"D17_text_in_a_list", R"([{"op":"replace","value":["{\"active\":false}"]}])",
                R"({"active":false})"},
        Fixture{"D17_lists_of_one",
                R"([{"op":"replace","path":"active","value":[{"$ref":null,"value":"False"}]},
                    {"op":"replace","path":"title","value":["T"]},
                    {"op":"replace","path":"name","value":[{"givenName":"A"}]},
                    {"op":"replace","path":"name.familyName","value":["F"]},
                    {"op":"replace","path":"emails[type eq \"work\"].value","value":["n@x"]},
                    {"op":"replace","value":{"displayName":["D"]}}])",
                R"({"active":false,"title":"T","name":{"familyName":"F","givenName":"A"},
                    "emails":[{"value":"n@x","type":"work"}],"displayName":"D"})"},
        Fixture{"D17_core_urn_as_the_path",
                R"([{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User",
                     "value":{"active":false}}])",
                R"({"active":false})"},
        Fixture{"D17_urn_joined_by_a_dot",
                R"([{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User.active",
                     "value":false},
                    {"op":"replace","value":{
                     "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department":"E"}}
                   ])",
                R"({"active":false,"ENT":{"department":"E","manager":{"value":"m0"}}})"},
        Fixture{"D17_prefixes_and_blanks",
                R"([{"op":"Replace ","path":" User.active","value":false},
                    {"op":"replace","path":"$.title","value":"T"}])",
                R"({"active":false,"title":"T"})"},
        Fixture{"D20_empty_text_without_a_path",
                R"([{"op":"replace","value":{"title":"","name":{"givenName":""},
                     "ENT:department":""}}])",
                R"({"title":null,"name":{"familyName":"L"},"ENT":{"manager":{"value":"m0"}}})"},
        Fixture{"sailpoint_merges_a_complex_value",
                R"([{"op":"replace","path":"name","value":{"familyName":"M"}}])",
                R"({"name":{"familyName":"M","givenName":"Ada"}})"}),
    [](const auto& test) { return test.param.name; });

// A requirement of idp-clients.md §5: the same change, with and without aadOptscim062020.
TEST(Dialect, BothEntraDialectsGiveTheSameDocument) {
  const Result<Draft> by_default = patched(
      R"([{"op":"Replace","path":"displayName","value":"Ada Lovelace"},
          {"op":"Add","path":"name.familyName","value":"Lovelace"},
          {"op":"Replace","path":"emails[type eq \"work\"].value","value":"ada2@f.example"},
          {"op":"Add","path":"ENT:department","value":"R&D"},
          {"op":"Replace","path":"active","value":"False"}])",
      object_of(ada), full_user());
  const Result<Draft> with_flag = patched(
      R"([{"op":"replace","path":"emails[type eq \"work\"].value","value":"ada2@f.example"},
          {"op":"replace","value":{"displayName":"Ada Lovelace","name.familyName":"Lovelace",
           "active":false,"ENT:department":"R&D"}}])",
      object_of(ada), full_user());
  EXPECT_EQ(text_of(by_default.value().document), text_of(with_flag.value().document));
  EXPECT_EQ(by_default.value().document.at("active"), json::Value(false));
}

TEST(Dialect, EmptyRequiredValuesAreLeftForTheErrorToName) {
  const Result<Draft> draft =
      patched(R"([{"op":"replace","path":"userName","value":""}])", object_of(ada), full_user());
  ASSERT_TRUE(draft.has_value());
  EXPECT_EQ(draft.value().document.at("userName"), json::Value(""));
}

TEST(RewriteValue, BringsShapesToTheSchemas) {
  const schema::Attribute& emails = *full_user().schema->find("emails");
  const schema::Attribute& manager =
      *full_user().find_extension(enterprise_urn)->schema->find("manager");
  struct Case {
    const schema::Attribute& attribute;
    const char* from;
    const char* to;
  };
  const std::vector<Case> cases = {
      {manager, R"("m")", R"({"value":"m"})"},
      {manager, R"([{"value":"m"}])", R"({"value":"m"})"},
      {manager, R"(["m"])", R"({"value":"m"})"},
      {manager, R"({"managerId":"m"})", R"({"value":"m"})"},
      {manager, R"("")", "null"},
      {manager, R"({"value":""})", "null"},
      {manager, R"([{"value":"a"},{"value":"b"}])", R"([{"value":"a"},{"value":"b"}])"},
      {emails, R"({"value":"a"})", R"([{"value":"a"}])"},
      {emails, R"(["a"])", R"([{"value":"a"}])"},
      {emails, R"([{"value":"a","type":null}])", R"([{"value":"a"}])"},
      {emails, R"([{"value":"{not json"}])", R"([{"value":"{not json"}])"},
      {emails, R"("")", "null"},
      {emails, "null", "null"},
  };
  for (const Case& c : cases) {
    Report report;
    EXPECT_EQ(json::write(rewrite_value(c.attribute, json_of(c.from), report)), text_of(c.to))
        << c.from;
  }
}

TEST(RewriteValue, SaysWhatItChanged) {
  const schema::Attribute& manager =
      *full_user().find_extension(enterprise_urn)->schema->find("manager");
  Report report;
  rewrite_value(manager, json::Value("m"), report);
  ASSERT_EQ(report.coerced.size(), 1U);
  EXPECT_NE(report.coerced.front().find("manager: \"m\""), std::string::npos);
  Report untouched;
  rewrite_value(manager, json_of(R"({"value":"m"})"), untouched);
  EXPECT_TRUE(untouched.coerced.empty());
}

TEST(Rewrite, RemovalListsBecomeValuePaths) {
  Report report;
  const patch::PatchRequest request = rewrite(patch::read(json_of(R"({"Operations":[
                {"op":"Remove","path":"members","value":[{"value":"a\"b"},{"value":"c"}]}]})"),
                                                          {})
                                                  .value(),
                                              group(), report);
  ASSERT_EQ(request.operations.size(), 2U);
  EXPECT_EQ(request.operations[0].path, R"(members[value eq "a\"b"])");
  EXPECT_EQ(request.operations[1].path, R"(members[value eq "c"])");
  EXPECT_FALSE(request.operations[1].value.has_value());
}

}  // namespace
}  // namespace provost::scim::dialect

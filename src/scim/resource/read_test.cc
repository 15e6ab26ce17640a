#include "scim/resource/read.h"

#include "scim/resource/testing.h"

namespace provost::scim::resource {
namespace {

using namespace testing;
using schema::ResourceType;

constexpr Rules tolerant{};
constexpr Rules strict{.strict = true};
constexpr Rules rejecting{.reject_extra = true};

Draft read_ok(std::string_view body, const ResourceType& type = full_user(),
              const Rules& rules = tolerant) {
  Result<Draft> draft = read(json_of(body), type, rules);
  EXPECT_TRUE(draft.has_value()) << draft.error().detail << "\n" << body;
  return draft.has_value() ? std::move(draft).value() : Draft{};
}

Error read_error(std::string_view body, const ResourceType& type = full_user(),
                 const Rules& rules = tolerant) {
  Result<Draft> draft = read(json_of(body), type, rules);
  EXPECT_TRUE(draft.has_error()) << body;
  return draft.has_error() ? draft.error() : Error();
}

struct Shape {
  const char* name;
  const char* body;
  const char* document;
};

class Bodies : public ::testing::TestWithParam<Shape> {};

TEST_P(Bodies, AreBroughtIntoTheShapeOfTheSchema) {
  EXPECT_EQ(text_of(read_ok(GetParam().body).document), text_of(GetParam().document));
}

INSTANTIATE_TEST_SUITE_P(
    Read, Bodies,
    ::testing::Values(
        Shape{"ATT1_names_match_without_case", R"({"USERNAME":"a@b","Name":{"GIVENNAME":"A"}})",
              R"({"userName":"a@b","name":{"givenName":"A"},"active":true})"},
        Shape{"ATT6_document_is_in_schema_order",
              R"({"active":true,"externalId":"e","userName":"a@b"})",
              R"({"externalId":"e","userName":"a@b","active":true})"},
        Shape{"ATT7_null_and_empty_lists_are_unassigned",
              R"({"userName":"a","title":null,"emails":[],"name":{"givenName":null},"roles":null})",
              R"({"userName":"a","active":true})"},
        Shape{"ATT8_empty_text_is_a_value", R"({"userName":"a","name":{"middleName":""}})",
              R"({"userName":"a","name":{"middleName":""},"active":true})"},
        Shape{"P2_boolean_text_becomes_boolean",
              R"({"userName":"a","active":"False","roles":[{"value":"r","primary":"True"}]})",
              R"({"userName":"a","active":false,"roles":[{"value":"r","primary":true}]})"},
        Shape{"P3_dotted_and_urn_names_are_resolved",
              R"({"userName":"a","name.givenName":"A","name":{"familyName":"B"},
                  "ENT:department":"R&D",
                  "urn:ietf:params:scim:schemas:core:2.0:User:title":"T"})",
              R"({"userName":"a","name":{"familyName":"B","givenName":"A"},"title":"T",
                  "active":true,"ENT":{"department":"R&D"}})"},
        Shape{"P4_extension_urn_in_any_case_and_unlisted",
              R"({"userName":"a","URN:IETF:params:scim:schemas:extension:ENTERPRISE:2.0:user":
                  {"Department":"D","manager":{"value":"m"}}})",
              R"({"userName":"a","active":true,"ENT":{"department":"D","manager":{"value":"m"}}})"},
        Shape{"COM5_readOnly_and_computed_are_ignored",
              R"({"id":"x","schemas":["urn:x"],"meta":{"resourceType":"User"},"userName":"a",
                  "groups":[{"value":"g"}],"ENT":{"manager":{"value":"m","displayName":"M"}}})",
              R"({"userName":"a","active":true,"ENT":{"manager":{"value":"m"}}})"},
        Shape{"USR6_active_defaults_to_true", R"({"userName":"a"})",
              R"({"userName":"a","active":true})"},
        Shape{"password_is_discarded", R"({"userName":"a","password":"s3cret"})",
              R"({"userName":"a","active":true})"},
        Shape{"MV2_same_type_and_value_once",
              R"({"userName":"a","emails":[{"value":"x@y","type":"work"},
                  {"value":"X@Y","type":"WORK","display":"d"},{"value":"x@y","type":"home"}]})",
              R"({"userName":"a","active":true,"emails":[
                  {"value":"x@y","display":"d","type":"work"},{"value":"x@y","type":"home"}]})"},
        Shape{"MV1_absent_primary_stays_absent",
              R"({"userName":"a","emails":[{"value":"1@y"},{"value":"2@y","primary":true}]})",
              R"({"userName":"a","active":true,
                  "emails":[{"value":"1@y"},{"value":"2@y","primary":true}]})"},
        Shape{"fixture_onelogin_template",
              R"({"schemas":["urn:scim:schemas:core:2.0"],"id":null,"userName":"bo@f.example",
                  "active":"true","name":{"givenName":"Bo","familyName":"K"},
                  "emails":[{"value":"bo@f.example","type":"work","primary":true}],
                  "ENT":{"manager":{"managerId":"7"}}})",
              R"({"userName":"bo@f.example","name":{"familyName":"K","givenName":"Bo"},
                  "active":true,
                  "emails":[{"value":"bo@f.example","type":"work","primary":true}],
                  "ENT":{"manager":{"value":"7"}}})"},
        Shape{"manager_as_text", R"({"userName":"a","ENT":{"manager":"u9x"}})",
              R"({"userName":"a","active":true,"ENT":{"manager":{"value":"u9x"}}})"},
        Shape{"manager_as_empty_text", R"({"userName":"a","ENT":{"manager":""}})",
              R"({"userName":"a","active":true})"}),
    [](const auto& test) { return test.param.name; });

struct Refusal {
  const char* name;
  const char* body;
  Code code;
  const char* says;
};

class WrongBodies : public ::testing::TestWithParam<Refusal> {};

TEST_P(WrongBodies, AreRefusedWithTheNameOfTheValue) {
  const Error error = read_error(GetParam().body);
  EXPECT_EQ(error.code, GetParam().code);
  EXPECT_NE(error.detail.find(GetParam().says), std::string::npos) << error.detail;
}

INSTANTIATE_TEST_SUITE_P(
    Read, WrongBodies,
    ::testing::Values(Refusal{"TYP8_not_an_object", R"([1])", Code::invalid_syntax, "JSON object"},
                      Refusal{"TYP8_number_for_text", R"({"userName":5})", Code::invalid_value,
                              "userName must be text, got 5"},
                      Refusal{"TYP1_other_text_for_boolean", R"({"userName":"a","active":"yes"})",
                              Code::invalid_value, "active must be true or false, got \"yes\""},
                      Refusal{"TYP5_no_base64",
                              R"({"userName":"a","x509Certificates":[{"value":"a!b_"}]})",
                              Code::invalid_value, "x509Certificates.value must be base64"},
                      Refusal{"TYP8_text_for_complex", R"({"userName":"a","name":"Ada"})",
                              Code::invalid_value, "name must be an object"},
                      Refusal{"TYP8_in_an_element",
                              R"({"userName":"a","emails":[{"value":{"x":1}}]})",
                              Code::invalid_value, "emails.value must be text"},
                      Refusal{"TYP8_extension_is_no_object", R"({"userName":"a","ENT":"x"})",
                              Code::invalid_value, "must be an object"},
                      Refusal{"MV1_two_primaries",
                              R"({"userName":"a","emails":[{"value":"1","primary":true},
                    {"value":"2","primary":true}]})",
                              Code::invalid_value, "at most one of emails may be primary"}),
    [](const auto& test) { return test.param.name; });

TEST(Read, CutsLongValuesInMessages) {
  const Error error = read_error(R"({"userName":"a","name":")" + std::string(5000, 'x') + R"("})");
  EXPECT_LT(error.detail.size(), 400U);
}

TEST(Read, ReportsWhatItTookInAnotherForm) {
  const Draft draft = read_ok(R"({"userName":"a","active":"False"})");
  ASSERT_EQ(draft.report.coerced.size(), 1U);
  EXPECT_EQ(draft.report.coerced.front(), "active: text \"False\" taken as false");
}

TEST(Read, ReportsUnknownAttributesThatSaySomething) {
  const Draft draft = read_ok(
      R"({"userName":"a","shoeSize":43,"hat":"","cap":[],"bow":null,"name":{"alias":"z"},
          "urn:x:Custom:2.0:User":{"badge":"7","seat":null},"meta":{"x":1}})");
  EXPECT_EQ(draft.report.dropped,
            (std::vector<std::string>{"shoeSize", "name.alias", "urn:x:Custom:2.0:User:badge"}));
}

TEST(Read, DropsWhatTheMinimalProfileLeavesOut) {
  const Draft draft = read_ok(
      R"({"schemas":["x"],"id":"1","meta":{},"userName":"a@b","active":true,"displayName":"A",
          "title":"","groups":[{"value":"g"}],"emails":[{"value":"a@b"}],
          "ENT":{"department":"D"}})",
      minimal_user());
  EXPECT_EQ(text_of(draft.document), R"({"userName":"a@b","active":true})");
  EXPECT_EQ(draft.report.dropped,
            (std::vector<std::string>{"displayName", "emails",
                                      std::string(enterprise_urn) + ":department"}));
}

TEST(Read, NamesAllExtrasWhenTheOrganisationRejectsThem) {
  const Error error =
      read_error(R"({"userName":"a@b","active":true,"displayName":"A","title":"T"})",
                 minimal_user(), rejecting);
  EXPECT_EQ(error.code, Code::invalid_value);
  EXPECT_NE(error.detail.find("displayName, title"), std::string::npos) << error.detail;
}

TEST(Read, CarriesOutADeactivationInSpiteOfExtras) {
  for (const char* value : {"false", "\"False\""}) {
    const Draft draft =
        read_ok(fmt::format(R"({{"userName":"a@b","active":{},"displayName":"A"}})", value),
                minimal_user(), rejecting);
    EXPECT_EQ(text_of(draft.document), R"({"userName":"a@b","active":false})");
  }
}

TEST(Read, DoesNotCountPasswordAsExtraInTheFullProfile) {
  EXPECT_TRUE(
      read_ok(R"({"userName":"a","password":"p"})", full_user(), rejecting).report.dropped.empty());
}

TEST(ReadStrict, HoldsToSchemasAndTypes) {
  constexpr std::string_view core = R"("urn:ietf:params:scim:schemas:core:2.0:User")";
  const auto code = [&](std::string_view schemas, std::string_view rest) {
    return read_error(fmt::format(R"({{"schemas":{},{}}})", schemas, rest), full_user(), strict)
        .code;
  };
  EXPECT_EQ(read_error(R"({"userName":"a"})", full_user(), strict).code, Code::invalid_syntax);
  EXPECT_EQ(code("[]", R"("userName":"a")"), Code::invalid_syntax);
  EXPECT_EQ(code(fmt::format("[{},\"urn:x\"]", core), R"("userName":"a")"), Code::invalid_syntax);
  EXPECT_EQ(code(fmt::format("[{}]", core), R"("userName":"a","ENT":{"department":"d"})"),
            Code::invalid_syntax);
  EXPECT_EQ(code(fmt::format("[{}]", core), R"("userName":"a","active":"True")"),
            Code::invalid_value);
  EXPECT_EQ(code(fmt::format("[{}]", core), R"("userName":"a","name.givenName":"x")"),
            Code::invalid_syntax);
  EXPECT_EQ(code(fmt::format("[{}]", core), R"("userName":"a","shoeSize":1)"),
            Code::invalid_syntax);
  EXPECT_EQ(code(fmt::format("[{},\"ENT\"]", core), R"("userName":"a","ENT":{"manager":"m"})"),
            Code::invalid_value);
}

TEST(ReadGroup, TakesMembersInEveryForm) {
  const Draft draft = read_ok(
      R"({"displayName":"Ops","members":[{"value":"u1","$ref":null,"type":"User"},"u2",
          {"value":"u1"},{"value":"bo","display":"Bo"}]})",
      group());
  EXPECT_EQ(text_of(draft.document), R"({"displayName":"Ops"})");
  EXPECT_FALSE(draft.members.clear);
  EXPECT_EQ(draft.members.add, member_ids({1, 2}));
  EXPECT_EQ(draft.members.unknown, std::vector<std::string>{"bo"});
}

TEST(ReadGroup, GRP3_StrictRefusesMembersThatCannotBe) {
  const Error error = read_error(
      R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Ops",
          "members":[{"value":"bo"}]})",
      group(), strict);
  EXPECT_EQ(error.code, Code::invalid_value);
  EXPECT_NE(error.detail.find("\"bo\""), std::string::npos);
}

TEST(ReadGroup, MemberWithoutValueIsRefused) {
  EXPECT_EQ(read_error(R"({"displayName":"Ops","members":[{"display":"x"}]})", group()).code,
            Code::invalid_value);
}

Draft put_ok(std::string_view body, std::string_view current, const ResourceType& type) {
  const json::Object held = object_of(current);
  Result<Draft> draft = read(json_of(body), type, tolerant, &held);
  EXPECT_TRUE(draft.has_value());
  return draft.has_value() ? std::move(draft).value() : Draft{};
}

TEST(ReadPut, PUT3_ClearsWhatIsOmittedButKeepsActive) {
  const Draft draft = put_ok(R"({"userName":"b","id":"other"})",
                             R"({"schemas":["x"],"id":"1","userName":"a","title":"T",
                                 "active":false})",
                             full_user());
  EXPECT_EQ(text_of(draft.document), R"({"userName":"b","active":false})");
  EXPECT_TRUE(draft.members.is_empty());
}

TEST(ReadPut, PUT7_StatesTheWholeMembershipAlsoByOmission) {
  const Draft listed = put_ok(R"({"displayName":"Ops","members":[{"value":"u1"}]})",
                              R"({"displayName":"Ops"})", group());
  EXPECT_TRUE(listed.members.clear);
  EXPECT_EQ(listed.members.add, member_ids({1}));
  const Draft omitted = put_ok(R"({"displayName":"Ops"})", R"({"displayName":"Ops"})", group());
  EXPECT_TRUE(omitted.members.clear);
  EXPECT_TRUE(omitted.members.add.empty());
}

TEST(ReadPut, WarnsWhenExternalIdChanges) {
  const auto warnings = [](std::string_view body) {
    return put_ok(body, R"({"externalId":"e1","userName":"a"})", full_user()).report.warnings;
  };
  EXPECT_TRUE(warnings(R"({"userName":"a","externalId":"e1"})").empty());
  ASSERT_EQ(warnings(R"({"userName":"a","externalId":"e2"})").size(), 1U);
  EXPECT_NE(warnings(R"({"userName":"a","externalId":"e2"})").front().find("\"e2\""),
            std::string::npos);
  EXPECT_EQ(warnings(R"({"userName":"a"})").size(), 1U);
}

schema::Attribute attribute(std::string name, schema::Mutability mutability) {
  schema::Attribute made;
  made.name = std::move(name);
  made.mutability = mutability;
  return made;
}

// A separate type, since no stored attribute of User or Group is immutable or writeOnly.
class PutOfSpecialAttributes : public ::testing::Test {
 protected:
  PutOfSpecialAttributes() {
    auto schema = std::make_shared<schema::Schema>(*full_user().schema);
    schema->attributes = {attribute("serial", schema::Mutability::immutable),
                          attribute("secret", schema::Mutability::write_only),
                          attribute("note", schema::Mutability::read_write)};
    type_ = full_user();
    type_.schema = schema;
    type_.extensions.clear();
    type_.naming = nullptr;
  }
  Result<Draft> put(std::string_view body) {
    const json::Object held = object_of(R"({"serial":"7","secret":"s","note":"n"})");
    return read(json_of(body), type_, tolerant, &held);
  }
  ResourceType type_;
};

TEST_F(PutOfSpecialAttributes, PUT3_PUT4_KeepsWhatIsOmitted) {
  EXPECT_EQ(text_of(put("{}").value().document), R"({"serial":"7","secret":"s"})");
  EXPECT_EQ(text_of(put(R"({"serial":"7","secret":"t"})").value().document),
            R"({"serial":"7","secret":"t"})");
}

TEST_F(PutOfSpecialAttributes, PUT4_RefusesAnotherImmutableValue) {
  const Result<Draft> draft = put(R"({"serial":"8"})");
  ASSERT_TRUE(draft.has_error());
  EXPECT_EQ(draft.error().code, Code::mutability);
}

}  // namespace
}  // namespace provost::scim::resource

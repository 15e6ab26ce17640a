#include "scim/schema/definition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scim/schema/load.h"
#include "scim/schema/write.h"

namespace provost::scim::schema {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Result<Schema> read_text(const std::string& text) {
  return read_definition(json::parse(text).value());
}

// A definition with this list of attributes.
std::string with_attributes(const std::string& attributes) {
  return R"({"id":"urn:example:acme:2.0:User","name":"Badge","attributes":[)" + attributes + "]}";
}

std::string refusal(const std::string& text) {
  const Result<Schema> read = read_text(text);
  if (read.has_value()) {
    ADD_FAILURE() << "accepted: " << text;
    return {};
  }
  EXPECT_EQ(read.error().code, Code::invalid_value) << text;
  return read.error().detail;
}

std::string refusal_of_attribute(const std::string& attribute) {
  return refusal(with_attributes(attribute));
}

std::string repeated(const std::string& attribute, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += i == 0 ? "" : ",";
    out += R"({"name":"a)" + std::to_string(i) + "\"" + attribute + "}";
  }
  return out;
}

TEST(Definition, TakesEveryCharacteristicThatIsHonoured) {
  const Schema schema = read_text(R"({
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
    "id": "urn:ietf:params:scim:schemas:extension:acme:2.0:User",
    "name": "Badge", "description": "Badges of Acme.",
    "meta": {"resourceType": "Schema"},
    "attributes": [
      {"name": "badgeNumber", "type": "string", "multiValued": false, "description": "On the card.",
       "required": true, "caseExact": true, "mutability": "immutable", "returned": "always",
       "uniqueness": "server", "canonicalValues": ["A1"]},
      {"name": "desk", "type": "complex", "multiValued": true, "subAttributes": [
        {"name": "floor", "type": "integer", "required": true},
        {"name": "$ref", "type": "reference", "referenceTypes": ["external"]}]}]})")
                            .value();
  EXPECT_EQ(schema.id, "urn:ietf:params:scim:schemas:extension:acme:2.0:User");
  EXPECT_EQ(schema.name, "Badge");
  EXPECT_EQ(schema.description, "Badges of Acme.");
  ASSERT_EQ(schema.attributes.size(), 2u);
  const Attribute& badge = schema.attributes[0];
  EXPECT_EQ(badge.description, "On the card.");
  EXPECT_TRUE(badge.required && badge.case_exact && !badge.multi_valued);
  EXPECT_EQ(badge.mutability, Mutability::immutable);
  EXPECT_EQ(badge.returned, Returned::always);
  EXPECT_EQ(badge.uniqueness, Uniqueness::server);
  EXPECT_THAT(badge.canonical_values, ElementsAre("A1"));
  const Attribute& desk = schema.attributes[1];
  EXPECT_TRUE(desk.is_complex() && desk.multi_valued);
  EXPECT_TRUE(desk.find("floor")->required);
  EXPECT_THAT(desk.find("$ref")->reference_types, ElementsAre("external"));
  EXPECT_TRUE(desk.find("$ref")->case_exact);  // RFC 7643 §2.3.7
}

TEST(Definition, LeavesOutWhatRfc7643Defaults) {  // standards.md ATT-4
  const Schema schema = read_text(with_attributes(R"({"name":"a","caseExact":null})")).value();
  const Attribute& attribute = schema.attributes[0];
  EXPECT_EQ(attribute.type, Type::string);
  EXPECT_FALSE(attribute.multi_valued || attribute.required || attribute.case_exact);
  EXPECT_EQ(attribute.mutability, Mutability::read_write);
  EXPECT_EQ(attribute.returned, Returned::by_default);
  EXPECT_EQ(attribute.uniqueness, Uniqueness::none);
}

TEST(Definition, KnowsItsOwnNamesInAnyLetterCase) {  // standards.md ATT-1
  EXPECT_TRUE(
      read_text(R"({"ID":"urn:example:x","Name":"n","ATTRIBUTES":[{"NAME":"a"}]})").has_value());
}

TEST(Definition, NeedsAUrnOfItsOwn) {
  const auto with_id = [](const std::string& id) {
    return R"({"id":")" + id + R"(","name":"n","attributes":[{"name":"a"}]})";
  };
  for (const char* good : {"urn:example:x", "URN:Example:a-b.c_d:1", "urn:ab:c"}) {
    EXPECT_TRUE(read_text(with_id(good)).has_value()) << good;
  }
  for (const char* bad : {"acme", "urn:x", "urn:x:y", "urn:example:", "urn:example:a b",
                          "urn:example:a[b]", "urn:-x:y", "urn:example:a:", "http://acme.example/x",
                          "urn:example:a?b", "urn:exa_mple:a"}) {
    EXPECT_THAT(refusal(with_id(bad)), HasSubstr("id ")) << bad;
  }
  for (const char* ours :
       {"urn:ietf:params:scim:schemas:core:2.0:User", "URN:ietf:params:scim:schemas:core:2.0:X",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
        "urn:ietf:params:scim:api:messages:2.0:Error", "urn:ietf:params:scim:schemas"}) {
    EXPECT_THAT(refusal(with_id(ours)), HasSubstr("schemas of the standard")) << ours;
  }
  EXPECT_THAT(refusal(R"({"name":"n","attributes":[{"name":"a"}]})"), HasSubstr("id is missing"));
  EXPECT_THAT(refusal(with_id("urn:example:" + std::string(200, 'x'))), HasSubstr("longer than"));
}

TEST(Definition, SaysWhereAndWhyItIsRefused) {
  struct Case {
    std::string attribute;
    std::string reason;
  };
  const std::vector<Case> cases{
      {R"(1)", "attributes[0] must be a JSON object"},
      {R"({})", "attributes[0]: name is missing"},
      {R"({"name":"1a"})", "\"1a\" must be a letter"},
      {R"({"name":"$ref"})", "must be a letter"},
      {R"({"name":"ID"})", "every resource has already"},
      {R"({"name":"externalid"})", "every resource has already"},
      {R"({"name":"a","multivalue":true})", "attribute a: multivalue is no characteristic"},
      {R"({"name":"a","x-index":1})", "x-index is no characteristic"},
      {R"({"name":"a","type":"text"})", "\"text\" is none of string, boolean"},
      {R"({"name":"a","type":1})", "1 is none of"},
      {R"({"name":"a","required":"true"})", "required must be true or false"},
      {R"({"name":"a","description":1})", "description must be text"},
      {R"({"name":"a","type":"reference"})", "referenceTypes is missing"},
      {R"({"name":"a","referenceTypes":["User"]})", "is for attributes of type reference"},
      {R"({"name":"a","type":"reference","referenceTypes":["Device"]})", "names \"Device\""},
      {R"({"name":"a","type":"reference","referenceTypes":["User"],"caseExact":false})",
       "compare exactly"},
      {R"({"name":"a","type":"integer","canonicalValues":["1"]})", "type string"},
      {R"({"name":"a","canonicalValues":[1]})", "canonicalValues lists 1"},
      {R"({"name":"a","canonicalValues":"x"})", "must be a list"},
      {R"({"name":"a","mutability":"readOnly"})", "no value to put there"},
      {R"({"name":"a","mutability":"writeOnly"})", "secrets"},
      {R"({"name":"a","returned":"never"})", "secrets"},
      {R"({"name":"a","returned":"Always"})", "none of default, always, never, request"},
      {R"({"name":"a","uniqueness":"global"})", "within the organisation"},
      {R"({"name":"a","type":"boolean","uniqueness":"server"})", "uniqueness is server"},
      {R"({"name":"a","multiValued":true,"uniqueness":"server"})", "uniqueness is server"},
      {R"({"name":"a","type":"complex","uniqueness":"server","subAttributes":[{"name":"b"}]})",
       "uniqueness is server"},
      {R"({"name":"a","type":"complex"})", "subAttributes is missing"},
      {R"({"name":"a","type":"complex","subAttributes":[]})", "missing or empty"},
      {R"({"name":"a","subAttributes":[{"name":"b"}]})", "attributes of type complex"},
      {R"({"name":"a","type":"complex","subAttributes":[{"name":"b","type":"complex"}]})",
       "attribute a.b: type is complex within"},
      {R"({"name":"a","type":"complex","subAttributes":[{"name":"b","uniqueness":"server"}]})",
       "attribute a.b: uniqueness"},
      {R"({"name":"a","type":"complex","subAttributes":[{"name":"b","mutability":"immutable"}]})",
       "only a whole attribute"},
      {R"({"name":"a","type":"complex","subAttributes":[{"name":"b"},{"name":"B"}]})",
       "two attributes B"},
      {R"({"name":"a"},{"name":"A"})", "two attributes A"},
      {"", "attributes is missing or empty"}};
  for (const Case& one : cases) {
    EXPECT_THAT(refusal_of_attribute(one.attribute), HasSubstr(one.reason));
  }
  EXPECT_THAT(refusal("[]"), HasSubstr("must be a JSON object"));
  EXPECT_THAT(refusal(R"({"schemas":["urn:x:y"],"id":"urn:example:x","name":"n",
                          "attributes":[{"name":"a"}]})"),
              HasSubstr("schemas must be"));
}

TEST(Definition, IsBounded) {
  EXPECT_TRUE(read_text(with_attributes(repeated("", attributes_max))).has_value());
  EXPECT_THAT(refusal_of_attribute(repeated("", attributes_max + 1)), HasSubstr("65 elements"));
  EXPECT_THAT(
      refusal_of_attribute(repeated(R"(,"uniqueness":"server")", unique_attributes_max + 1)),
      HasSubstr("6 unique attributes"));
  EXPECT_THAT(refusal_of_attribute(R"({"name":"a","type":"complex","subAttributes":[)" +
                                   repeated("", sub_attributes_max + 1) + "]}"),
              HasSubstr("33 elements"));
  EXPECT_THAT(refusal_of_attribute(R"({"name":"a","description":")" +
                                   std::string(description_bytes_max + 1, 'x') + "\"}"),
              HasSubstr("longer than"));
  EXPECT_THAT(refusal_of_attribute("{\"name\":\"" + std::string(65, 'x') + "\"}"),
              HasSubstr("longer than"));
  const Result<Schema> huge = read_text(
      with_attributes(repeated(R"(,"description":")" + std::string(1000, 'x') + '"', 64)));
  EXPECT_EQ(huge.error().code, Code::payload_too_large);
}

TEST(Definition, IsWrittenAsTextThatReadsBack) {
  Schema schema = read_text(with_attributes(R"(
      {"name":"a","uniqueness":"server","canonicalValues":["x"]},
      {"name":"b","type":"complex","multiValued":true,"returned":"request","subAttributes":[
        {"name":"value","type":"dateTime","required":true}]})"))
                      .value();
  schema.attributes[0].index = 70;
  const std::string text = write_schema(schema);
  const auto again = parse_schema(text);
  EXPECT_EQ(write_schema(*again), text);
  EXPECT_EQ(again->id, schema.id);
  EXPECT_EQ(again->attributes[0].index, 70);
  EXPECT_EQ(again->attributes[1].find("value")->type, Type::date_time);
  EXPECT_TRUE(again->attributes[1].find("value")->required);
}

}  // namespace
}  // namespace provost::scim::schema

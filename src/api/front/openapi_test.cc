#include "api/front/openapi.h"

#include <set>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/admin/routes.h"
#include "api/scim/routes.h"
#include "base/text.h"
#include "json/json.h"
#include "scim/message/message.h"

namespace provost::api {
namespace {

using scim::schema::Attribute;
using scim::schema::Mutability;
using scim::schema::Type;
using ::testing::UnorderedElementsAreArray;

const json::Value& document() {
  static const json::Value value = json::parse(openapi_document()).value();
  return value;
}

const json::Object& at(std::string_view pointer) {
  return document().at_pointer(std::string(pointer)).as_object();
}

std::string replaced(std::string text, std::string_view part, std::string_view by) {
  const auto where = text.find(part);
  return where == std::string::npos ? text : text.replace(where, part.size(), by);
}

// A route's path below the Tenant URL, for one resource type.
std::string described_path(std::string_view pattern, std::string_view type) {
  constexpr std::string_view tenant = "/{org}/scim/v2";
  EXPECT_TRUE(pattern.starts_with(tenant)) << pattern;
  const std::string path(pattern.substr(tenant.size()));
  return path.empty() ? "/" : replaced(path, "{type}", type);
}

// "get /Users/{id}", with each resource type for {type}.
std::set<std::string> served_operations() {
  std::set<std::string> operations;
  for (const auto& row : scim_api::scim_routes().rows()) {
    for (const std::string_view type : {"Users", "Groups"}) {
      operations.insert(fmt::format("{} {}", ascii_lower(http::to_text(row.method)),
                                    described_path(row.pattern, type)));
    }
  }
  for (const auto& row : admin_api::admin_routes().rows()) {
    operations.insert(fmt::format("{} {}", ascii_lower(http::to_text(row.method)), row.pattern));
  }
  return operations;
}

TEST(Openapi, DescribesExactlyTheRoutes) {
  std::set<std::string> described;
  for (const auto& path : at("/paths")) {
    for (const auto& member : path.value().as_object()) {
      if (member.key() != "parameters" && member.key() != "servers") {
        described.insert(
            fmt::format("{} {}", std::string_view(member.key()), std::string_view(path.key())));
      }
    }
  }
  EXPECT_THAT(described, UnorderedElementsAreArray(served_operations()));
}

TEST(Openapi, OnlyOpenRoutesDoWithoutAToken) {
  EXPECT_EQ(document().at("security"), json::parse(R"([{"SecretToken":[]}])").value());
  for (const auto& row : scim_api::scim_routes().rows()) {
    const std::string path = described_path(row.pattern, "Users");
    const json::Object& operation =
        at("/paths").at(path).at(ascii_lower(http::to_text(row.method))).as_object();
    const json::Value* security = operation.if_contains("security");
    EXPECT_EQ(security != nullptr, row.value.access == scim_api::Access::open) << path;
    EXPECT_TRUE(security == nullptr || *security == json::Array()) << path;
  }
}

void expect_resolved(const json::Value& value) {
  if (const json::Array* elements = value.if_array()) {
    for (const json::Value& element : *elements) {
      expect_resolved(element);
    }
  }
  if (const json::Object* object = value.if_object()) {
    if (const json::Value* reference = object->if_contains("$ref");
        reference != nullptr && reference->is_string()) {
      const std::string_view target = reference->get_string();
      boost::json::error_code error;
      EXPECT_NE(document().find_pointer(target.substr(1), error), nullptr) << target;
    }
    for (const auto& member : *object) {
      expect_resolved(member.value());
    }
  }
}

TEST(Openapi, RefersOnlyToWhatItHas) {
  expect_resolved(document());
}

std::string_view json_type(Type type) {
  switch (type) {
    case Type::boolean:
      return "boolean";
    case Type::integer:
      return "integer";
    case Type::decimal:
      return "number";
    case Type::complex:
      return "object";
    default:
      return "string";
  }
}

bool flag(const json::Object& property, std::string_view name) {
  const json::Value* value = property.if_contains(name);
  return value != nullptr && value->as_bool();
}

void expect_same(const json::Object& properties, const Attribute& attribute) {
  SCOPED_TRACE(attribute.name);
  ASSERT_TRUE(properties.contains(attribute.name));
  const json::Object& property = properties.at(attribute.name).as_object();
  const json::Object* value = &property;
  if (attribute.multi_valued) {
    EXPECT_EQ(property.at("type"), "array");
    value = &property.at("items").as_object();
  }
  EXPECT_EQ(value->at("type").as_string(), json_type(attribute.type));
  EXPECT_EQ(flag(property, "readOnly"), attribute.mutability == Mutability::read_only);
  EXPECT_EQ(flag(property, "writeOnly"), attribute.mutability == Mutability::write_only);
  if (attribute.is_complex()) {
    const json::Object& parts = value->at("properties").as_object();
    EXPECT_EQ(parts.size(), attribute.sub_attributes.size());
    for (const Attribute& sub : attribute.sub_attributes) {
      expect_same(parts, sub);
    }
  }
}

// `others`: members that are not attributes of this schema.
void expect_same(std::string_view component, const scim::schema::Schema& schema,
                 std::size_t others) {
  const json::Object& properties = at(fmt::format("/components/schemas/{}/properties", component));
  EXPECT_EQ(properties.size(), schema.attributes.size() + others) << component;
  for (const Attribute& attribute : schema.attributes) {
    expect_same(properties, attribute);
  }
}

TEST(Openapi, ResourcesHaveTheAttributesOfTheirSchemas) {
  const auto registry = scim::schema::registry_of(scim::schema::Profile::full);
  const auto& user = registry->type(scim::schema::user_type);
  const auto& group = registry->type(scim::schema::group_type);
  const std::size_t common = user.common->attributes.size();
  expect_same("User", *user.schema, common + 1);
  expect_same("EnterpriseUser", *user.extensions.at(0).schema, 0);
  expect_same("Group", *group.schema, common);
  for (const std::string_view resource : {"User", "Group"}) {
    const json::Object& properties = at(fmt::format("/components/schemas/{}/properties", resource));
    for (const Attribute& attribute : user.common->attributes) {
      EXPECT_TRUE(properties.contains(attribute.name)) << attribute.name;
    }
  }
}

TEST(Openapi, PiecesAddToOneAnother) {
  const auto piece = [](std::string_view text) { return json::parse(text).value().as_object(); };
  json::Object whole = piece(R"({"tags":[1],"paths":{"/a":{"get":{}}}})");
  add_piece(whole, piece(R"({"tags":[2],"paths":{"/a":{"put":{}},"/b":{}},"more":true})"));
  EXPECT_EQ(whole,
            piece(R"({"tags":[1,2],"paths":{"/a":{"get":{},"put":{}},"/b":{}},"more":true})"));
  EXPECT_THROW(add_piece(whole, piece(R"({"more":false})")), std::logic_error);
}

TEST(Openapi, NamesEveryScimType) {
  std::set<std::string> known;
  for (int code = 0; code <= static_cast<int>(Code::overloaded); ++code) {
    known.emplace(scim::message::form_of(static_cast<Code>(code)).scim_type);
  }
  known.erase("");
  std::set<std::string> described;
  for (const json::Value& word :
       at("/components/schemas/Error/properties/scimType").at("enum").as_array()) {
    described.emplace(word.as_string());
  }
  EXPECT_EQ(described, known);
}

}  // namespace
}  // namespace provost::api

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "json/json.h"
#include "scim/resource/resource.h"
#include "scim/schema/schema.h"

// What the tests of resource, patch and dialect share.
namespace provost::scim::testing {

inline constexpr std::string_view enterprise_urn =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

// Test texts write `ENT` for the URN of the enterprise extension, and u1, u2, … in quotes for the
// ids of members.
inline std::string expand(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const bool is_member = text.substr(i).starts_with("\"u") && i + 3 < text.size() &&
                           text[i + 2] >= '0' && text[i + 2] <= '9';
    if (text.substr(i).starts_with("ENT:") || text.substr(i).starts_with("ENT\"")) {
      out += enterprise_urn;
      i += 3;
    } else if (is_member && text[i + 3] == '"') {
      out += fmt::format("\"00000000-0000-7000-8000-00000000000{}\"", text[i + 2]);
      i += 4;
    } else if (is_member && text[i + 3] == '\\') {
      out += fmt::format("\"00000000-0000-7000-8000-00000000000{}", text[i + 2]);
      i += 3;
    } else {
      out += text[i++];
    }
  }
  return out;
}

inline ResourceId member_id(int number) {
  return Uuid::parse(fmt::format("00000000-0000-7000-8000-{:012}", number)).value();
}

inline std::vector<ResourceId> member_ids(const std::vector<int>& numbers) {
  std::vector<ResourceId> ids;
  for (const int number : numbers) {
    ids.push_back(member_id(number));
  }
  return ids;
}

inline json::Value json_of(std::string_view text) {
  Result<json::Value> parsed = json::parse(expand(text));
  if (!parsed.has_value()) {
    ADD_FAILURE() << parsed.error().detail << " in " << text;
    return {};
  }
  return std::move(parsed).value();
}

inline json::Object object_of(std::string_view text) {
  const json::Value value = json_of(text);
  return value.is_object() ? value.get_object() : json::Object();
}

inline const schema::ResourceType& type_of(schema::TypeNumber number, schema::Profile profile) {
  static const auto minimal = schema::registry_of(schema::Profile::minimal);
  static const auto full = schema::registry_of(schema::Profile::full);
  return (profile == schema::Profile::minimal ? minimal : full)->type(number);
}

inline const schema::ResourceType& full_user() {
  return type_of(schema::user_type, schema::Profile::full);
}
inline const schema::ResourceType& minimal_user() {
  return type_of(schema::user_type, schema::Profile::minimal);
}
inline const schema::ResourceType& group() {
  return type_of(schema::group_type, schema::Profile::full);
}

// Documents in tests compare as text, so that order counts too.
inline std::string text_of(const json::Object& object) {
  return json::write(object);
}
inline std::string text_of(std::string_view text) {
  return json::write(json_of(text));
}

}  // namespace provost::scim::testing

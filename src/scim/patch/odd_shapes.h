#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "json/json.h"

namespace provost::scim::testing {

inline json::Value under(std::string_view name, json::Value value) {
  json::Object object;
  object.emplace(name, std::move(value));
  return object;
}

// Whether the text is still that of an id, which a path or blanks may be put around.
inline bool is_plain_text(const json::Value& value) {
  return value.is_string() && value.get_string().find('"') == std::string_view::npos;
}

inline json::Value around(std::string_view before, const json::Value& text,
                          std::string_view behind = {}) {
  return json::Value(std::string(before) + std::string(text.get_string()) + std::string(behind));
}

inline json::Value in_capitals(const json::Value& text) {
  std::string capitals(text.get_string());
  std::ranges::transform(capitals, capitals.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return json::Value(capitals);
}

// One more way in which a client may write what names a member.
inline json::Value wrapped(json::Value value, std::uint8_t way) {
  switch (way % 16) {
    case 0:
      return json::Array{std::move(value)};
    case 1:
      return under("members", std::move(value));
    case 2:
      return json::Value(json::write(value));
    case 3:
      return under("value", std::move(value));
    case 4:
      return under("$ref", std::move(value));
    case 5:
      return under("id", std::move(value));
    case 6:
      return is_plain_text(value) ? around("Users/", value) : std::move(value);
    case 7:
      return json::Array{std::move(value), nullptr};
    case 8:
      return json::Object{{"members", std::move(value)}, {"displayName", "Ops"}};
    case 9:
      return is_plain_text(value) ? around(" ", value, " ") : std::move(value);
    case 10:
      return is_plain_text(value) ? in_capitals(value) : std::move(value);
    case 11:
      return json::Object{{"value", std::move(value)}, {"type", "User"}, {"$ref", nullptr}};
    case 12:
      return json::Object{{"Members", std::move(value)}, {"schemas", json::Array{}}};
    case 13:
      return is_plain_text(value) ? around("https://host/o/scim/v2/", value, "/")
                                  : std::move(value);
    case 14:
      return json::Object{{"type", "User"}, {"$ref", std::move(value)}};
    default:
      return under("users", std::move(value));
  }
}

// A value that names the member `id` in some way, however odd: a way around it for each byte.
inline json::Value odd_shape(std::string_view id, std::span<const std::uint8_t> ways) {
  json::Value shape(id);
  for (const std::uint8_t way : ways) {
    shape = wrapped(std::move(shape), way);
  }
  return shape;
}

// The text of an id as a client may write it, of which some is none.
inline std::string odd_id(std::string_view id, std::uint8_t way) {
  std::string text(id);
  switch (way % 10) {
    case 0:
      return text;
    case 1:
      return std::string(in_capitals(json::Value(id)).get_string());
    case 2:
      return "Users/" + text;
    case 3:
      return "https://host/o/scim/v2/Users/" + text + '/';
    case 4:
      return ' ' + text + ' ';
    case 5:
      return "urn:uuid:" + text;
    case 6:
      return '{' + text + '}';
    case 7:
      std::erase(text, '-');
      return text;
    case 8:
      return text + ",bo@fabrikam.example";
    default:
      return "ada@fabrikam.example";
  }
}

// A path that is to name the one member `id` by its value.
inline std::string odd_value_path(std::string_view id, std::uint8_t way) {
  const std::string text = json::write(json::Value(odd_id(id, way)));
  switch (way / 10 % 5) {
    case 0:
      return "members[value eq " + text + "]";
    case 1:
      return "Members[$ref eq " + text + "]";
    case 2:
      return "members[value eq " + text + " or value eq " + text + "]";
    case 3:
      return "urn:ietf:params:scim:schemas:core:2.0:Group:members[value eq " + text + "]";
    default:
      return "members[id eq " + text + "]";
  }
}

// `members` as a client may write it in an operation, of which some is nothing.
inline std::string odd_name(std::uint8_t way) {
  constexpr std::string_view names[] = {"members",
                                        "MEMBERS",
                                        "/members",
                                        "memebers",
                                        "$.members",
                                        "member",
                                        "Group.members",
                                        "members.value",
                                        " members ",
                                        "members[]",
                                        "$['members']",
                                        "users",
                                        "urn:ietf:params:scim:schemas:core:2.0:Group:members",
                                        "urn:scim:schemas:core:1.0:members"};
  return std::string(names[way % std::size(names)]);
}

}  // namespace provost::scim::testing

#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json.h"

namespace provost::simulate {

inline constexpr std::string_view user_urn = "urn:ietf:params:scim:schemas:core:2.0:User";
inline constexpr std::string_view group_urn = "urn:ietf:params:scim:schemas:core:2.0:Group";
inline constexpr std::string_view enterprise_urn =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
inline constexpr std::string_view list_urn = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
inline constexpr std::string_view patch_urn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

// One row of a mapping: where it goes, written as identity providers write target attributes
// (`name.givenName`, `emails[type eq "work"].value`, `urn:…:2.0:User:department`), and its value.
struct Attribute {
  Attribute(std::string at, std::string_view text, bool only_created = false)
      : path(std::move(at)), value(text), create_only(only_created) {}
  // A template, so that a string literal is never taken for a flag.
  template <std::same_as<bool> Flag>
  Attribute(std::string at, Flag flag, bool only_created = false)
      : path(std::move(at)), value(flag), create_only(only_created) {}

  std::string path;
  json::Value value;
  // Sent with the POST only, as a constant of the request's form; still expected back.
  bool create_only;
};

// A target attribute taken apart. This is a reading of the few forms above and deliberately not the
// server's path parser.
struct AttributePath {
  std::string urn;        // of an extension, or empty for the core schema
  std::string attribute;  // emails
  std::string type;       // work, from [type eq "work"]
  std::string sub;        // value
};
AttributePath read_path(std::string_view path);

// Puts a value where the path says, creating the objects and elements on the way.
void set_at(json::Object& resource, std::string_view path, const json::Value& value);
// The value there, or null. Names compare without case, the type too (RFC 7643 §2.1, §2.4).
const json::Value* value_at(const json::Object& resource, std::string_view path);

}  // namespace provost::simulate

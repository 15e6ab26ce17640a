#include "simulate/okta_requests.h"

#include <fmt/format.h>

#include "simulate/query.h"

namespace provost::simulate::okta {
namespace {

json::Array member_list(const std::vector<Member>& members) {
  json::Array out;
  for (const Member& member : members) {
    // No `type` in a member (SCIM-SDK#419).
    json::Object item;
    item["value"] = member.id;
    item["display"] = member.display;
    out.emplace_back(std::move(item));
  }
  return out;
}

json::Object operation(std::string_view op, std::string_view path) {
  json::Object out;
  out["op"] = op;
  if (!path.empty()) {
    out["path"] = path;
  }
  return out;
}

json::Object with_value(json::Object op, json::Value value) {
  op["value"] = std::move(value);
  return op;
}

std::string patch(json::Array operations) {
  json::Object out;
  out["schemas"] = json::Array{json::Value(patch_urn)};
  out["Operations"] = std::move(operations);
  return json::write(out);
}

std::string patch_one(json::Object op) {
  json::Array operations;
  operations.emplace_back(std::move(op));
  return patch(std::move(operations));
}

std::string match(std::string_view collection, std::string_view filter) {
  return fmt::format("{}?filter={}&startIndex=1&count=100", collection, encode_percent(filter));
}

}  // namespace

// §3.1, "Headers". gzip is left out: it is accepted but not requested.
std::vector<http::Header> headers(std::string_view token, bool has_body) {
  std::vector<http::Header> out{{"Authorization", fmt::format("Bearer {}", token)},
                                {"User-Agent", "Okta SCIM Client 1.0.0"},
                                {"Accept", "application/scim+json"},
                                {"Accept-Charset", "utf-8"}};
  if (has_body) {
    out.push_back({"Content-Type", "application/scim+json; charset=utf-8"});
  }
  return out;
}

// §3.1, rows "Test credentials" and "import".
std::string page(std::string_view collection, std::size_t start_index, std::size_t count) {
  return fmt::format("{}?startIndex={}&count={}", collection, start_index, count);
}

// §3.1, row "match": the space travels as %20 (§3.7).
std::string match_user(std::string_view user_name) {
  return match("/Users", "userName eq " + quote(user_name));
}

// §3.1, row "group push create": since 2024 a group-exists filter precedes.
std::string match_group(std::string_view display_name) {
  return match("/Groups", "displayName eq " + quote(display_name));
}

// §3.1, row "create".
std::string create_user(const std::vector<Attribute>& attributes, std::string_view password) {
  json::Object out;
  out["schemas"] = json::Array{json::Value(user_urn)};
  for (const Attribute& attribute : attributes) {
    set_at(out, attribute.path, attribute.value);
  }
  out["groups"] = json::Array{};
  out["password"] = password;
  return json::write(out);
}

// §3.1, row "update profile": the full object with id, meta and groups as they were read.
std::string replace_user(const std::vector<Attribute>& attributes, const json::Object& current) {
  json::Object out = current;
  for (const Attribute& attribute : attributes) {
    set_at(out, attribute.path, attribute.value);
  }
  return json::write(out);
}

// §3.1, row "(de)activate": without a path; users are never deleted.
std::string set_active(bool active) {
  json::Object value;
  value["active"] = active;
  return patch_one(with_value(operation("replace", {}), std::move(value)));
}

// §3.1, row "group push create".
std::string create_group(std::string_view display_name) {
  json::Object out;
  out["schemas"] = json::Array{json::Value(group_urn)};
  out["displayName"] = display_name;
  out["members"] = json::Array{};
  return json::write(out);
}

// §3.1, row "group rename": without a path, with the id in the value; must not clear members.
std::string rename_group(std::string_view id, std::string_view display_name) {
  json::Object value;
  value["id"] = id;
  value["displayName"] = display_name;
  return patch_one(with_value(operation("replace", {}), std::move(value)));
}

// §3.1, row "membership delta": removals first, then one add with a list.
std::string change_members(const std::vector<std::string>& removed,
                           const std::vector<Member>& added) {
  json::Array operations;
  for (const std::string& id : removed) {
    operations.emplace_back(operation("remove", fmt::format("members[value eq {}]", quote(id))));
  }
  if (!added.empty()) {
    operations.emplace_back(with_value(operation("add", "members"), member_list(added)));
  }
  return patch(std::move(operations));
}

// §3.1, row "full push" (SCIM-SDK#757 for the empty list).
std::string replace_members(const std::vector<Member>& members) {
  return patch_one(with_value(operation("replace", "members"), member_list(members)));
}

}  // namespace provost::simulate::okta

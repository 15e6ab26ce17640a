#include "simulate/entra_requests.h"

#include <fmt/format.h>

#include "simulate/mapping.h"
#include "simulate/query.h"

namespace provost::simulate::entra {
namespace {

// §1.4, "POST /Groups": sent in addition to the real URN while the flag is off.
constexpr std::string_view adscim_urn =
    "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group";

std::string encode(std::string_view filter, Space space) {
  return space == Space::plus ? encode_plus(filter) : encode_percent(filter);
}

// §1.1: the constants of the Switch expression are strings; with the flag they become booleans.
json::Value constant(const json::Value& value, Dialect dialect) {
  if (value.is_bool() && dialect == Dialect::standard) {
    return value.get_bool() ? "True" : "False";
  }
  return value;
}

json::Value patch_document(json::Array operations) {
  json::Object out;
  out["schemas"] = json::Array{json::Value(patch_urn)};
  out["Operations"] = std::move(operations);
  return out;
}

json::Object operation(std::string_view op, std::string_view path, json::Value value) {
  json::Object out;
  out["op"] = op;
  if (!path.empty()) {
    out["path"] = path;
  }
  out["value"] = std::move(value);
  return out;
}

std::string one_operation(json::Object op) {
  json::Array operations;
  operations.emplace_back(std::move(op));
  return json::write(patch_document(std::move(operations)));
}

struct Edit {
  const Attribute* attribute;
  bool present;
};

std::vector<Edit> edits(const std::vector<Attribute>& wanted, const json::Object& current) {
  std::vector<Edit> out;
  for (const Attribute& attribute : wanted) {
    const json::Value* value = value_at(current, attribute.path);
    if (!attribute.create_only && (value == nullptr || *value != attribute.value)) {
      out.push_back({&attribute, value != nullptr});
    }
  }
  return out;
}

// §1.4, "PATCH /Users, flag absent": one operation per attribute, Add for new values.
json::Array standard_operations(const std::vector<Edit>& edits) {
  json::Array out;
  for (const Edit& edit : edits) {
    out.emplace_back(operation(edit.present ? "Replace" : "Add", edit.attribute->path,
                               constant(edit.attribute->value, Dialect::standard)));
  }
  return out;
}

// §1.4, "PATCH /Users, aadOptscim062020": value paths separately, the rest as dotted and
// URN-qualified keys of one replace without a path.
json::Array rfc_operations(const std::vector<Edit>& edits) {
  json::Array out;
  json::Object rest;
  for (const Edit& edit : edits) {
    const Attribute& attribute = *edit.attribute;
    if (attribute.path.find('[') == std::string::npos) {
      rest[attribute.path] = attribute.value;
    } else {
      out.emplace_back(
          operation(edit.present ? "replace" : "add", attribute.path, attribute.value));
    }
  }
  if (!rest.empty()) {
    out.emplace_back(operation("replace", {}, std::move(rest)));
  }
  return out;
}

json::Object member_value(std::string_view user, Dialect dialect) {
  json::Object member;
  if (dialect == Dialect::standard) {
    member["$ref"] = nullptr;
  }
  member["value"] = user;
  return member;
}

json::Array one(json::Object object) {
  json::Array out;
  out.emplace_back(std::move(object));
  return out;
}

json::Value meta(std::string_view type) {
  json::Object out;
  out["resourceType"] = type;
  return out;
}

}  // namespace

std::vector<http::Header> headers(std::string_view token, bool has_body) {
  std::vector<http::Header> out{{"Authorization", fmt::format("Bearer {}", token)}};
  if (has_body) {
    out.push_back({"Content-Type", "application/scim+json; charset=utf-8"});
  }
  return out;
}

// §1.3: GET /Users?filter=userName+eq+%22ada%40fabrikam.example%22
std::string match_user(std::string_view user_name, Space space) {
  return "/Users?filter=" + encode("userName eq " + quote(user_name), space);
}

// §1.2: GET /Groups?excludedAttributes=members&filter=displayName+eq+%22…%22
std::string match_group(std::string_view display_name, Space space) {
  return "/Groups?excludedAttributes=members&filter=" +
         encode("displayName eq " + quote(display_name), space);
}

std::string read_user(std::string_view id) {
  return resource_target("/Users", id);
}

// §1.3, "For one group": the read before a PATCH leaves the members out.
std::string read_group(std::string_view id) {
  return resource_target("/Groups", id) + "?excludedAttributes=members";
}

std::string check_member(std::string_view group, std::string_view user) {
  const auto filter = fmt::format("id eq {} and members eq {}", quote(group), quote(user));
  return "/Groups?filter=" + encode_plus(filter) + "&attributes=id";
}

std::string check_manager(std::string_view user, std::string_view manager) {
  const auto filter = fmt::format("id eq {} and manager eq {}", quote(user), quote(manager));
  return "/Users?filter=" + encode_plus(filter) + "&attributes=id";
}

// §1.4, "POST /Users": both schema URNs and meta.resourceType are always present; `roles` is a row
// of the default mapping. `active` is the Switch constant (P2).
std::string create_user(const std::vector<Attribute>& attributes, Mapping mapping,
                        Dialect dialect) {
  json::Object out;
  out["schemas"] = json::Array{json::Value(user_urn), json::Value(enterprise_urn)};
  for (const Attribute& attribute : attributes) {
    const bool is_switch = attribute.path == "active";
    set_at(out, attribute.path, is_switch ? constant(attribute.value, dialect) : attribute.value);
  }
  out["meta"] = meta("User");
  if (mapping == Mapping::entra_default) {
    out["roles"] = json::Array{};
  }
  return json::write(out);
}

// §1.3: a group arrives empty and is filled by PATCH. §1.4, "POST /Groups".
std::string create_group(const std::vector<Attribute>& attributes, Dialect dialect) {
  json::Object out;
  json::Array schemas{json::Value(group_urn)};
  if (dialect == Dialect::standard) {
    schemas.emplace_back(adscim_urn);
  }
  out["schemas"] = std::move(schemas);
  for (const Attribute& attribute : attributes) {
    set_at(out, attribute.path, attribute.value);
  }
  out["members"] = json::Array{};
  out["meta"] = meta("Group");
  return json::write(out);
}

std::optional<std::string> update(const std::vector<Attribute>& wanted, const json::Object& current,
                                  Dialect dialect) {
  const auto changed = edits(wanted, current);
  if (changed.empty()) {
    return std::nullopt;
  }
  auto operations =
      dialect == Dialect::standard ? standard_operations(changed) : rfc_operations(changed);
  return json::write(patch_document(std::move(operations)));
}

// §1.4, "Manager": the default dialect sends the bare id; with the flag the object form.
std::string set_manager(std::string_view manager, bool present, Dialect dialect) {
  if (dialect == Dialect::standard) {
    return one_operation(
        operation(present ? "Replace" : "Add", manager_path, json::Value(manager)));
  }
  json::Object value;
  value["value"] = manager;
  return one_operation(operation(present ? "replace" : "add", manager_path, std::move(value)));
}

// §1.4, "Group members", row add; one member per PATCH (snipe-it#19115).
std::string add_member(std::string_view user, Dialect dialect) {
  const auto op = dialect == Dialect::standard ? "Add" : "add";
  return one_operation(operation(op, "members", one(member_value(user, dialect))));
}

// §1.4, "Group members", row remove.
std::string remove_member(std::string_view user, Dialect dialect) {
  if (dialect == Dialect::standard) {
    return one_operation(operation("Remove", "members", one(member_value(user, dialect))));
  }
  json::Object op;
  op["op"] = "remove";
  op["path"] = fmt::format("members[value eq {}]", quote(user));
  return one_operation(std::move(op));
}

}  // namespace provost::simulate::entra

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "scim/dialect/dialect.h"
#include "scim/patch/target.h"
#include "scim/resource/document.h"
#include "scim/resource/members.h"

namespace provost::scim::dialect {
namespace {

using patch::Op;
using patch::Operation;
using path::BoundPath;
using schema::Attribute;
using schema::ResourceType;

bool is_empty_text(const json::Value& value) {
  return value.is_string() && value.get_string().empty();
}

class Rewriter {
 public:
  Rewriter(const ResourceType& type, Report& report) : type_(type), report_(report) {}

  void rewrite(Operation operation);
  std::vector<Operation> take() && { return std::move(out_); }

 private:
  void unpack(Operation& operation) const;
  std::optional<BoundPath> target_of(const Operation& operation) const;
  void rewrite_removal(Operation operation, const BoundPath& target);
  void rewrite_assignment(Operation operation, const BoundPath& target);
  void expand_list(const Operation& operation, const Attribute& attribute);
  bool clears(const Operation& operation, const BoundPath& target);

  const ResourceType& type_;
  Report& report_;
  std::vector<Operation> out_;
};

void Rewriter::rewrite(Operation operation) {
  if (operation.path && path::is_resource(*operation.path, type_)) {
    operation.path.reset();
  }
  unpack(operation);
  const std::optional<BoundPath> target = target_of(operation);
  if (!target || target->attribute == nullptr) {
    out_.push_back(std::move(operation));
  } else if (operation.op == Op::remove) {
    rewrite_removal(std::move(operation), *target);
  } else {
    rewrite_assignment(std::move(operation), *target);
  }
}

// scim-for-keycloak puts the object of a path-less operation into a string (idp-clients.md §3.6),
// the SCIM SDK into a list of one (design §2.17).
void Rewriter::unpack(Operation& operation) const {
  if (operation.path || !operation.value) {
    return;
  }
  json::Value object = *operation.value;
  if (object.is_array() && object.get_array().size() == 1) {
    object = json::Value(operation.value->get_array().front());
  }
  if (object.is_string()) {
    Result<json::Value> parsed = json::parse(object.get_string());
    object = parsed.has_value() ? std::move(parsed).value() : json::Value();
  }
  if (object.is_object()) {
    operation.value = std::move(object);
  }
}

// The attribute that a path concerns. Its errors are left to patch::bind.
std::optional<BoundPath> Rewriter::target_of(const Operation& operation) const {
  if (!operation.path) {
    return std::nullopt;
  }
  const Result<patch::PathText> parts = patch::split_path(*operation.path);
  if (!parts.has_value()) {
    return std::nullopt;
  }
  const Result<path::AttributePath> parsed = path::parse(parts.value().attribute, type_);
  std::optional<BoundPath> bound =
      parsed.has_value() ? path::bind(parsed.value(), type_) : std::nullopt;
  if (bound && bound->attribute != nullptr && !parts.value().sub_attribute.empty()) {
    bound->sub_attribute = bound->attribute->find(parts.value().sub_attribute);
  }
  return bound;
}

bool has_filter(const Operation& operation) {
  return operation.path->find('[') != std::string::npos;
}

// idp-clients.md §1.4 Group members: Entra's default dialect lists in `value` what to remove,
// whereas the RFC ignores the value and removes everybody (standards.md REM-4).
void Rewriter::rewrite_removal(Operation operation, const BoundPath& target) {
  const Attribute& attribute = *target.attribute;
  const bool lists = operation.value && !operation.value->is_null() && attribute.is_complex() &&
                     attribute.multi_valued && target.sub_attribute == nullptr &&
                     !has_filter(operation);
  if (lists) {
    expand_list(operation, attribute);
    return;
  }
  // `schemas` is a list of plain values: it keeps its value, which lists what to remove.
  if (attribute.is_complex() || !attribute.multi_valued) {
    operation.value.reset();
  }
  out_.push_back(std::move(operation));
}

std::string term(std::string_view name, const json::Value& value) {
  return fmt::format("{} eq {}", name, json::write(value));
}

bool is_told_by(const Attribute* sub, const json::Value& value) {
  return sub != nullptr && sub->name != "$ref" && !value.is_structured() && !value.is_null() &&
         !is_empty_text(value);
}

// The sub-attributes that identify an element: a member's value alone, elsewhere (value, type), and
// all of them if there is no value (standards.md ADD-3).
bool identifies(const Attribute& sub, const Attribute& attribute, bool has_value) {
  if (!has_value || sub.name == resource::value_name) {
    return true;
  }
  return sub.name == resource::type_name && attribute.storage == schema::Storage::document;
}

bool names_by_display(const json::Object& element) {
  const json::Value* display = json::find(element, "display");
  return display != nullptr && display->is_string() && !display->get_string().empty();
}

// The filter that finds an element, or nothing when nothing in the element identifies it.
std::string filter_for(const json::Object& element, const Attribute& attribute) {
  const json::Value* value = json::find(element, resource::value_name);
  const bool has_value = value != nullptr && attribute.find(resource::value_name) != nullptr;
  if (has_value && !is_told_by(attribute.find(resource::value_name), *value)) {
    return {};
  }
  if (has_value && attribute.storage == schema::Storage::relation &&
      !(value->is_string() && !resource::looks_like_json(value->get_string()))) {
    return {};
  }
  // A member's type, or a $ref that leads nowhere, does not name a member.
  const bool is_named = has_value || attribute.storage == schema::Storage::document ||
                        (json::find(element, "$ref") == nullptr && names_by_display(element));
  if (!is_named) {
    return {};
  }
  std::string filter;
  for (const auto& member : element) {
    const Attribute* sub = attribute.find(member.key());
    if (is_told_by(sub, member.value()) && identifies(*sub, attribute, has_value)) {
      filter += (filter.empty() ? "" : " and ") + term(sub->name, member.value());
    }
  }
  return filter;
}

// null, "", [] and objects of only these.
bool says_nothing(const json::Value& value) {
  const json::Object* object = value.if_object();
  return json::is_unassigned(value) || is_empty_text(value) ||
         (object != nullptr && std::ranges::all_of(*object, [](const auto& member) {
            return says_nothing(member.value());
          }));
}

// One canonical removal for each element. Anything that names no element keeps its value, so that
// patch::bind refuses it: an answer of 200 would leave somebody in (design §2.17). An empty list
// removes nothing, and so does an empty value unless it stands for a member.
void Rewriter::expand_list(const Operation& operation, const Attribute& attribute) {
  const json::Value listed = rewrite_value(attribute, *operation.value, report_);
  const json::Array lone = listed.is_array() ? json::Array() : json::Array{listed};
  for (const json::Value& element : listed.is_array() ? listed.get_array() : lone) {
    const json::Object* object = element.if_object();
    const std::string filter = object == nullptr ? std::string() : filter_for(*object, attribute);
    if (filter.empty() && attribute.storage == schema::Storage::document && says_nothing(element)) {
      continue;
    }
    if (filter.empty()) {
      out_.push_back({Op::remove, operation.path, json::Value(json::Array{element})});
    } else {
      out_.push_back({Op::remove, fmt::format("{}[{}]", *operation.path, filter), std::nullopt});
    }
  }
}

void Rewriter::rewrite_assignment(Operation operation, const BoundPath& target) {
  if (clears(operation, target)) {
    const bool adds_nothing = operation.op == Op::add && target.attribute->multi_valued &&
                              target.sub_attribute == nullptr;
    if (adds_nothing) {
      return;
    }
    operation.op = Op::remove;
    operation.value.reset();
  }
  out_.push_back(std::move(operation));
}

// idp-clients.md §2.3: the Logic App suite clears an attribute with "", and Entra a manager with
// any of its empty forms (§1.4 Manager). A required attribute keeps its "", so that the error can
// name it.
bool Rewriter::clears(const Operation& operation, const BoundPath& target) {
  const Attribute& attribute = *target.attribute;
  if (!operation.value || operation.value->is_null() || attribute.required || attribute.lifecycle) {
    return false;
  }
  if (is_empty_text(*operation.value)) {
    return true;
  }
  const bool is_whole = target.sub_attribute == nullptr && !has_filter(operation);
  Report unread;
  return is_whole && attribute.is_complex() && !attribute.multi_valued &&
         rewrite_value(attribute, *operation.value, unread).is_null();
}

}  // namespace

patch::PatchRequest rewrite(patch::PatchRequest request, const ResourceType& type, Report& report) {
  Rewriter rewriter(type, report);
  for (Operation& operation : request.operations) {
    rewriter.rewrite(std::move(operation));
  }
  return {std::move(rewriter).take()};
}

}  // namespace provost::scim::dialect

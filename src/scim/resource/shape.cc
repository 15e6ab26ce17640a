#include "scim/resource/shape.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "scim/dialect/dialect.h"
#include "scim/resource/advice.h"
#include "scim/resource/coerce.h"
#include "scim/resource/document.h"
#include "scim/resource/members.h"
#include "scim/resource/misnamed.h"

namespace provost::scim::resource {
namespace {

using path::BoundPath;
using schema::Attribute;
using schema::Schema;

// null, "", [] and anything made only of these: values that never count as extra (design §2.4).
bool says_nothing(const json::Value& value) {
  if (value.is_string()) {
    return value.get_string().empty();
  }
  if (value.is_array()) {
    return value.get_array().empty();
  }
  if (value.is_object()) {
    return std::ranges::all_of(value.get_object(),
                               [](const auto& member) { return says_nothing(member.value()); });
  }
  return value.is_null();
}

bool is_urn(std::string_view name) {
  return istarts_with(name, "urn:");
}

// No name contains these characters (standards.md ATT-2).
bool is_path(std::string_view name) {
  return name.find_first_of(".:[") != std::string_view::npos;
}

// Whether an element of a relation holds something that may be an id.
bool names_member(const json::Value& element) {
  const json::Object* object = element.if_object();
  const json::Value* value = object == nullptr ? nullptr : json::find(*object, value_name);
  return value != nullptr && value->is_string() && !value->get_string().empty() &&
         !looks_like_json(value->get_string());
}

}  // namespace

Result<std::vector<Assignment>> Shaper::split(const json::Object& object) const {
  std::vector<Assignment> out;
  out.reserve(object.size());
  TRY(split_into(out, object, nullptr));
  return out;
}

Result<std::vector<Assignment>> Shaper::split_extension(const Schema& extension,
                                                        const json::Value& value) const {
  std::vector<Assignment> out;
  if (json::is_unassigned(value)) {
    out.push_back({extension.id, BoundPath{.extension = &extension}, &value});
    return out;
  }
  TRY_ASSIGN(const json::Object* object, attributes_of(extension, value));
  TRY(split_into(out, *object, &extension));
  return out;
}

// The object under a schema's URN; tolerant organisations unwrap it from a list of one (design
// §2.17).
Result<const json::Object*> Shaper::attributes_of(const Schema& schema,
                                                  const json::Value& value) const {
  const json::Array* list = rules_.takes_dialects() ? value.if_array() : nullptr;
  const json::Value& inner = list != nullptr && list->size() == 1 ? list->front() : value;
  if (!inner.is_object()) {
    return Error(Code::invalid_value,
                 fmt::format("{} must be an object, got {}.", schema.id, quote(value)));
  }
  return &inner.get_object();
}

Result<void> Shaper::split_into(std::vector<Assignment>& out, const json::Object& object,
                                const Schema* within) const {
  for (const auto& member : object) {
    TRY(split_member(out, member.key(), member.value(), within));
  }
  return {};
}

Result<void> Shaper::split_member(std::vector<Assignment>& out, std::string_view name,
                                  const json::Value& value, const Schema* within) const {
  if (within == nullptr && is_urn(name)) {
    if (const schema::Extension* extension = type_.find_extension(name)) {
      TRY_ASSIGN(std::vector<Assignment> inner, split_extension(*extension->schema, value));
      std::ranges::move(inner, std::back_inserter(out));
      return {};
    }
    const bool is_core = iequals(name, type_.schema->id) && !json::is_unassigned(value);
    if (is_core && rules_.takes_paths_as_names()) {
      TRY_ASSIGN(const json::Object* object, attributes_of(*type_.schema, value));
      return split_into(out, *object, type_.schema.get());
    }
  }
  std::string full = within == nullptr ? std::string(name) : fmt::format("{}:{}", within->id, name);
  std::optional<BoundPath> target = resolve(within == nullptr ? full : name, within);
  if (target && !rules_.takes_paths_as_names() && is_path(name)) {
    return Error(
        Code::invalid_syntax,
        fmt::format("{} is a path, and the members of an object need plain names: put what "
                    "stands behind a dot or a URN into an object of its own",
                    quote(full)));
  }
  out.push_back({std::move(full), target, &value});
  return {};
}

std::optional<BoundPath> Shaper::resolve(std::string_view name, const Schema* within) const {
  const bool in_extension = within != nullptr && within != type_.schema.get();
  if (const std::optional<BoundPath> found = find_by_name(name, in_extension ? within : nullptr)) {
    return path::may_name(*found, in_extension, rules_) ? found : std::nullopt;
  }
  const std::string text =
      in_extension ? fmt::format("{}:{}", within->id, name) : std::string(name);
  const Result<path::AttributePath> parsed = path::parse(text, type_, rules_);
  return parsed.has_value() ? path::bind(parsed.value(), type_, rules_) : std::nullopt;
}

std::optional<BoundPath> Shaper::find_by_name(std::string_view name,
                                              const Schema* extension) const {
  const Attribute* attribute =
      extension == nullptr ? type_.schema->find(name) : extension->find(name);
  if (attribute == nullptr && extension == nullptr) {
    attribute = type_.common->find(name);
  }
  if (attribute == nullptr) {
    return std::nullopt;
  }
  return BoundPath{.extension = extension, .attribute = attribute};
}

Result<json::Value> Shaper::value(const Attribute& attribute, const json::Value& raw) {
  const json::Value given = rewritten(attribute, raw);
  if (json::is_unassigned(given)) {
    return json::Value();
  }
  if (attribute.multi_valued) {
    return list(attribute, given);
  }
  return attribute.is_complex() ? object(attribute, given)
                                : simple(attribute, given, attribute.name);
}

Result<json::Value> Shaper::sub_value(const Attribute& attribute, const Attribute& sub,
                                      const json::Value& raw) {
  if (json::is_unassigned(raw)) {
    return json::Value();
  }
  const std::string name = fmt::format("{}.{}", attribute.name, sub.name);
  if (!sub.multi_valued) {
    const json::Value given = rewritten(sub, raw);
    return json::is_unassigned(given) ? json::Value() : simple(sub, given, name);
  }
  json::Array values;
  if (!raw.is_array()) {
    TRY_ASSIGN(json::Value single, simple(sub, raw, name));
    values.push_back(std::move(single));
    return json::Value(std::move(values));
  }
  for (const json::Value& item : raw.get_array()) {
    TRY_ASSIGN(json::Value single, simple(sub, item, name));
    values.push_back(std::move(single));
  }
  return json::Value(std::move(values));
}

Result<json::Value> Shaper::element(const Attribute& attribute, const json::Value& raw) {
  if (json::is_unassigned(raw)) {
    return json::Value();
  }
  TRY_ASSIGN(json::Value shaped, value(attribute, raw.is_array() ? raw : json::Array{raw}));
  if (shaped.is_null()) {
    return shaped;
  }
  json::Array& elements = shaped.get_array();
  if (elements.size() > 1) {
    return wrong_value(attribute.name, "one value here", raw, attribute, type_, rules_);
  }
  return elements.empty() ? json::Value() : std::move(elements.front());
}

json::Value Shaper::rewritten(const Attribute& attribute, const json::Value& raw) {
  return rules_.takes_dialects() ? dialect::rewrite_value(attribute, raw, report_) : raw;
}

Result<json::Value> Shaper::list(const Attribute& attribute, const json::Value& raw) {
  // A lone value stands for a list of one (standards.md ADD-2).
  const json::Array lone = raw.is_array() ? json::Array() : json::Array{raw};
  const json::Array& given = raw.is_array() ? raw.get_array() : lone;
  const bool is_relation = attribute.storage == schema::Storage::relation;
  json::Array out;
  for (const json::Value& item : given) {
    if (json::is_unassigned(item) && rules_.takes_lone_values()) {
      continue;
    }
    TRY_ASSIGN(json::Value shaped, attribute.is_complex()
                                       ? object(attribute, item)
                                       : simple(attribute, item, attribute.name));
    if (is_relation && !says_nothing(item) && !names_member(item)) {
      return not_members(attribute, item);
    }
    if (!shaped.is_null()) {
      out.push_back(std::move(shaped));
    }
  }
  // No member was named, and an empty list would remove everybody (design §2.17).
  if (is_relation && out.empty() && !given.empty()) {
    return not_members(attribute, raw);
  }
  return json::Value(std::move(out));
}

// A member is its value; no other detail can stand for it.
Error Shaper::not_members(const Attribute& relation, const json::Value& value) const {
  return wrong_value(relation.name, "a list of objects with a value", value, relation, type_,
                     rules_);
}

Result<json::Value> Shaper::object(const Attribute& attribute, const json::Value& raw) {
  if (!raw.is_object()) {
    return wrong_value(attribute.name, "an object", raw, attribute, type_, rules_);
  }
  json::Object out;
  for (const auto& member : raw.get_object()) {
    TRY(object_member(out, attribute, member.key(), member.value()));
  }
  return out.empty() ? json::Value() : json::Value(std::move(out));
}

Result<void> Shaper::object_member(json::Object& out, const Attribute& attribute,
                                   std::string_view name, const json::Value& value) {
  const Attribute* sub = attribute.find(name);
  if (sub == nullptr) {
    drop(fmt::format("{}.{}", attribute.name, name), value);
    return {};
  }
  if (sub->mutability == schema::Mutability::read_only) {
    return {};
  }
  TRY_ASSIGN(json::Value shaped, sub_value(attribute, *sub, value));
  if (!shaped.is_null() || !attribute.multi_valued) {
    out[sub->name] = std::move(shaped);
  }
  return {};
}

// Names and lookup keys are short, and are rows of an index: an identifier of more than a thousand
// bytes is a mistake. (An e-mail address has its own limit, see validate.)
Result<json::Value> Shaper::simple(const Attribute& attribute, const json::Value& raw,
                                   std::string_view name) {
  const bool is_key = attribute.index != 0 && attribute.format != schema::Format::email;
  if (is_key && raw.is_string() && raw.get_string().size() > key_bytes_max) {
    return wrong_value(name, fmt::format("text of at most {} bytes", key_bytes_max), raw, attribute,
                       type_, rules_);
  }
  return coerce(attribute, raw, name, type_, rules_, report_);
}

void Shaper::drop(std::string_view name, const json::Value& value) {
  if (says_nothing(value) || is_read_only_beyond_profile(name)) {
    return;
  }
  if (is_urn(name) && value.is_object()) {
    for (const auto& member : value.get_object()) {
      drop(fmt::format("{}:{}", name, std::string_view(member.key())), member.value());
    }
    return;
  }
  note_dropped(std::string(name));
}

void Shaper::drop_unknown(std::string_view name, const json::Value& value, Place place) {
  const Attribute* meant = misnamed_ ? nullptr : misnamed_attribute(type_, name, value);
  if (meant != nullptr) {
    misnamed_ = wrong_name(name, *meant, place);
  }
  drop(name, value);
}

Error Shaper::wrong_name(std::string_view name, const Attribute& meant, Place place) const {
  const std::string how =
      place == Place::body
          ? fmt::format("If it stands for {}, call it {}; if not, send {} as well", meant.name,
                        quote(meant.name), quote(meant.name))
          : fmt::format(
                "To set {}, use the path {}, as in {{\"op\": \"replace\", \"path\": "
                "\"{}\", \"value\": false}}",
                meant.name, meant.name, meant.name);
  return {place == Place::body ? Code::invalid_value : Code::invalid_path,
          fmt::format("{} is no attribute of {}, so nothing was changed. {}.{}", quote(name),
                      type_.name, how, advice("correct or remove that mapping", type_, rules_))};
}

Result<void> Shaper::check_misnamed() const {
  if (misnamed_ && !takes_access_away_) {
    return *misnamed_;
  }
  return {};
}

bool Shaper::is_read_only_beyond_profile(std::string_view name) const {
  const Attribute* attribute =
      type_.beyond_profile == nullptr ? nullptr : type_.beyond_profile->find(name);
  return attribute != nullptr && attribute->mutability == schema::Mutability::read_only;
}

void Shaper::note_dropped(std::string name) {
  const auto is_same = [&](const std::string& known) { return iequals(known, name); };
  // By now the admin has the message; the bound keeps the cost of a hostile body linear.
  constexpr std::size_t names_max = 100;
  if (report_.dropped.size() < names_max && std::ranges::none_of(report_.dropped, is_same)) {
    report_.dropped.push_back(std::move(name));
  }
}

void Shaper::note_assignment(const Attribute& attribute, const json::Value& value) {
  if (attribute.lifecycle) {
    takes_access_away_ = value.is_bool() && !value.get_bool();
  }
  const bool decides = attribute.lifecycle || attribute.storage == schema::Storage::relation;
  says_who_has_access_ = says_who_has_access_ || (decides && !value.is_null());
}

Result<void> Shaper::check_dropped() const {
  const bool refuses = rules_.reject_extra || !rules_.drops_unknown_attributes();
  if (!refuses || takes_access_away_ || report_.dropped.empty()) {
    return {};
  }
  const bool is_minimal = type_.beyond_profile != nullptr;
  return Error(
      rules_.drops_unknown_attributes() ? Code::invalid_value : Code::invalid_syntax,
      fmt::format(
          "This organisation takes no {}.{}", fmt::join(report_.dropped, ", "),
          advice(fmt::format(
                     "remove {}{}", report_.dropped.size() == 1 ? "that mapping" : "those mappings",
                     is_minimal ? ", or change the attribute profile in Settings > Identity Access"
                                : ""),
                 type_, rules_)));
}

}  // namespace provost::scim::resource

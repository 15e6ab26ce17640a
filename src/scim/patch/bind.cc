#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/patch/named_members.h"
#include "scim/patch/patch.h"
#include "scim/patch/target.h"
#include "scim/resource/advice.h"
#include "scim/resource/document.h"
#include "scim/resource/shape.h"

namespace provost::scim::patch {
namespace {

using path::BoundPath;
using resource::Assignment;
using resource::quote;
using schema::Attribute;
using schema::Mutability;
using schema::ResourceType;
using schema::Schema;
using schema::Storage;

// Where an operation comes from: its own path, or a member of a path-less object. Members are
// treated more leniently, since clients send back whole objects (standards.md PAT-12).
enum class Origin : std::uint8_t { path, member };

// An operation with a known target, whose value is not shaped yet.
struct Aimed {
  Op op = Op::add;
  Target target;
  const json::Value* raw = nullptr;  // null for remove
  Origin origin = Origin::path;
  std::string_view text;        // the path or member, for messages
  bool with_extension = false;  // removed together with all of an optional extension
};

bool is_empty_text(const json::Value& value) {
  return value.is_string() && value.get_string().empty();
}

bool is_unset(const json::Value* raw) {
  return raw == nullptr || json::is_unassigned(*raw);
}

Error read_only_error(std::string_view text) {
  return Error(Code::mutability, fmt::format("{} is readOnly: the server sets it. Remove it from "
                                             "the attribute mappings.",
                                             text));
}

Error required_error(const Attribute& attribute, const ResourceType& type, const Rules& rules) {
  return Error(Code::mutability,
               fmt::format("{} is required and cannot be removed.{}", attribute.name,
                           resource::mapping_advice(attribute, type, rules)));
}

bool lists(const json::Value& value, std::string_view urn) {
  if (value.is_array()) {
    return std::ranges::any_of(value.get_array(),
                               [&](const json::Value& item) { return lists(item, urn); });
  }
  return value.is_string() && iequals(value.get_string(), urn);
}

// Whether a removal from `schemas` concerns this URN: by a value path, or by a list in its value.
bool means_schema(const Aimed& aimed, const std::string& urn) {
  return aimed.target.filter != nullptr
             ? filter::evaluate_element(*aimed.target.filter, json::Value(urn))
             : lists(*aimed.raw, urn);
}

class Binder {
 public:
  Binder(const ResourceType& type, const Rules& rules)
      : type_(type), rules_(rules), shaper_(type, rules, plan_.report) {}
  Binder(const Binder&) = delete;
  Binder& operator=(const Binder&) = delete;

  Result<void> bind(const Operation& operation);
  Result<PatchPlan> finish() &&;

 private:
  Result<void> bind_path(const Operation& operation);
  Result<void> bind_members(Op op, const std::vector<Assignment>& members);
  Result<void> bind_member(Op op, const Assignment& member);
  Result<void> refuse_unknown(std::string_view text, const json::Value* raw);
  Error unknown(std::string_view text) const;
  bool is_read_only_beyond_profile(std::string_view text) const;
  Result<void> aim(Aimed aimed);
  Result<void> aim_at_extension(const Aimed& aimed);
  Result<void> aim_at_schemas(const Aimed& aimed);
  Result<void> aim_at_relation(Aimed aimed);
  Result<void> aim_at_relation_element(Aimed aimed);
  Result<void> check_same_member(const Aimed& aimed);
  Result<void> aim_at_document(Aimed aimed);
  json::Value without_empty_texts(json::Value value, const path::BoundPath& target) const;
  Error refuse_value(const Attribute& attribute, const json::Value& value) const;
  Result<void> remove(Aimed aimed);
  Result<json::Value> shape(const Aimed& aimed);
  void plan(Aimed aimed, std::optional<json::Value> value);

  const ResourceType& type_;
  const Rules& rules_;
  PatchPlan plan_;
  resource::Shaper shaper_;
};

Result<void> Binder::bind(const Operation& operation) {
  if (operation.path) {
    return bind_path(operation);
  }
  if (operation.op == Op::remove) {
    return Error(Code::no_target, "a remove operation needs a path");
  }
  if (!operation.value || !operation.value->is_object()) {
    return Error(Code::invalid_value,
                 "an operation without a path needs an object of attributes as its value");
  }
  TRY_ASSIGN(const std::vector<Assignment> members, shaper_.split(operation.value->get_object()));
  return bind_members(operation.op, members);
}

Result<void> Binder::bind_path(const Operation& operation) {
  const std::string& text = *operation.path;
  const json::Value* raw = operation.value ? &*operation.value : nullptr;
  TRY_ASSIGN(Target target, resolve(text, type_, rules_));
  if (!target.path) {
    return refuse_unknown(text, raw);
  }
  if (operation.op != Op::remove && raw == nullptr) {
    return Error(Code::invalid_value, "an add or replace operation needs a value");
  }
  return aim({operation.op, std::move(target), raw, Origin::path, text});
}

Result<void> Binder::bind_members(Op op, const std::vector<Assignment>& members) {
  for (const Assignment& member : members) {
    TRY(bind_member(op, member));
  }
  return {};
}

Result<void> Binder::bind_member(Op op, const Assignment& member) {
  Target target{member.target, nullptr};
  // Value paths may also be names (idp-clients.md §3.6).
  if (!target.path && rules_.takes_paths_as_names() && member.name.find('[') != std::string::npos) {
    TRY_ASSIGN(target, resolve(member.name, type_, rules_));
  }
  if (!target.path) {
    // Groups have all their attributes in every profile, so the name is a mistake, and the client
    // may have meant to change who is in (design §2.17).
    if (resource::writable_relation(type_) != nullptr) {
      return unknown(member.name);
    }
    shaper_.drop_unknown(member.name, *member.raw, resource::Shaper::Place::patch);
    return {};
  }
  return aim({op, std::move(target), member.raw, Origin::member, member.name});
}

// design §2.4, §2.16: a minimal profile drops what it leaves out; a full one has every attribute. A
// client that removes somebody from a group through the user must be told that this has no effect
// (design §2.17).
Result<void> Binder::refuse_unknown(std::string_view text, const json::Value* raw) {
  if (is_read_only_beyond_profile(text)) {
    return read_only_error(text);
  }
  if (type_.unknown_path == schema::UnknownPath::dropped) {
    if (rules_.drops_unknown_attributes()) {
      shaper_.drop_unknown(text, raw == nullptr ? json::Value() : *raw,
                           resource::Shaper::Place::patch);
    } else {
      shaper_.note_dropped(std::string(text));
    }
    return {};
  }
  return unknown(text);
}

// A group has few enough paths to list them.
Error Binder::unknown(std::string_view text) const {
  const Attribute* relation = resource::writable_relation(type_);
  const std::string paths = relation == nullptr
                                ? std::string()
                                : fmt::format(" Its paths are {}, externalId and {}.",
                                              type_.naming->name, relation->name);
  return Error(rules_.drops_unknown_attributes() ? Code::invalid_path : Code::invalid_syntax,
               fmt::format("{} has no attribute {}.{}{}", type_.name, quote(text), paths,
                           resource::advice("correct or remove that mapping", type_, rules_)));
}

bool Binder::is_read_only_beyond_profile(std::string_view text) const {
  const Result<PathText> parts = split_path(text);
  if (type_.beyond_profile == nullptr || parts.has_error()) {
    return false;
  }
  const Result<path::AttributePath> parsed = path::parse(parts->attribute, type_, rules_);
  const Attribute* attribute =
      parsed.has_error() ? nullptr : type_.beyond_profile->find(parsed->attribute);
  return attribute != nullptr && attribute->mutability == Mutability::read_only;
}

Result<void> Binder::aim(Aimed aimed) {
  const auto [extension, attribute, sub] = *aimed.target.path;
  if (attribute == nullptr) {
    return aim_at_extension(aimed);
  }
  if (attribute->name == resource::schemas_name && type_.common->find(attribute->name) != nullptr) {
    return aim_at_schemas(aimed);
  }
  if (attribute->mutability == Mutability::read_only ||
      (sub != nullptr && sub->mutability == Mutability::read_only)) {
    const bool refused = aimed.origin == Origin::path || !rules_.skips_read_only_members();
    return refused ? Result<void>(read_only_error(aimed.text)) : Result<void>();
  }
  if (attribute->storage == Storage::discarded || attribute->storage == Storage::computed) {
    return {};
  }
  return attribute->storage == Storage::relation ? aim_at_relation(std::move(aimed))
                                                 : aim_at_document(std::move(aimed));
}

// standards.md PAT-10: an object is merged into the extension; no value removes it.
Result<void> Binder::aim_at_extension(const Aimed& aimed) {
  const Schema& extension = *aimed.target.path->extension;
  if (aimed.op != Op::remove && !is_unset(aimed.raw)) {
    TRY_ASSIGN(const std::vector<Assignment> members,
               shaper_.split_extension(extension, *aimed.raw));
    return bind_members(aimed.op, members);
  }
  if (aimed.op == Op::add) {
    return {};
  }
  const schema::Extension* listed = type_.find_extension(extension.id);
  const bool is_optional = listed != nullptr && !listed->required;
  for (const Attribute& attribute : extension.attributes) {
    if (attribute.mutability == Mutability::read_only) {
      continue;
    }
    Target target{BoundPath{.extension = &extension, .attribute = &attribute}, nullptr};
    TRY(aim({Op::remove, std::move(target), nullptr, aimed.origin, attribute.name, is_optional}));
  }
  return {};
}

// standards.md PAT-9: `schemas` follows from the content of the resource, so adding to it has no
// effect; removing an extension's URN removes the extension.
Result<void> Binder::aim_at_schemas(const Aimed& aimed) {
  if (aimed.op != Op::remove || aimed.origin == Origin::member) {
    return {};
  }
  const bool is_all = is_unset(aimed.raw) && aimed.target.filter == nullptr;
  if (is_all || means_schema(aimed, type_.schema->id)) {
    return Error(Code::mutability, fmt::format("{} cannot leave schemas", type_.schema->id));
  }
  for (const schema::Extension& extension : type_.extensions) {
    if (means_schema(aimed, extension.schema->id)) {
      Target target{BoundPath{.extension = extension.schema.get()}, nullptr};
      TRY(aim_at_extension({Op::remove, std::move(target), nullptr, aimed.origin, aimed.text}));
    }
  }
  return {};
}

// Whether a filter asks for one member by its value alone.
bool is_by_value(const filter::Bound& filter, const Attribute& relation) {
  if (!filter::is_conjunction_of_eq(filter)) {
    return false;
  }
  const std::vector<filter::Equality> terms = filter::equalities(filter);
  return terms.size() == 1 && terms.front().attribute == relation.find(resource::value_name);
}

// Whether a filter asks for members by their values alone: `value eq "a" or value eq "b"`.
bool takes_values(const filter::Bound& filter, const Attribute& relation) {
  const Attribute* value = relation.find(resource::value_name);
  return value != nullptr && !filter::alternatives(filter, *value).empty();
}

// `members[value eq "x"].value` set to "x": an immutable value may be set to itself (standards.md
// ADD-5).
bool says_what_it_asks(const Aimed& aimed) {
  const auto [extension, relation, sub] = *aimed.target.path;
  const bool is_by_its_value = sub != nullptr && sub->name == resource::value_name &&
                               aimed.op != Op::remove && aimed.target.filter != nullptr &&
                               is_by_value(*aimed.target.filter, *relation);
  return is_by_its_value && filter::equalities(*aimed.target.filter).front().value == *aimed.raw;
}

Result<void> Binder::aim_at_relation(Aimed aimed) {
  const Attribute& relation = *aimed.target.path->attribute;
  if (says_what_it_asks(aimed)) {
    aimed.target.path->sub_attribute = nullptr;
    aimed.raw = nullptr;
  }
  if (aimed.target.path->sub_attribute != nullptr) {
    return Error(Code::mutability,
                 fmt::format("{} cannot be changed: add or remove whole {} by their value",
                             aimed.text, relation.name));
  }
  if (aimed.target.filter != nullptr) {
    return aim_at_relation_element(std::move(aimed));
  }
  if (aimed.op == Op::remove) {
    return remove(std::move(aimed));
  }
  TRY_ASSIGN(json::Value value, shaper_.value(relation, *aimed.raw));
  plan(std::move(aimed), value.is_null() ? json::Value(json::Array()) : std::move(value));
  return {};
}

Result<void> Binder::aim_at_relation_element(Aimed aimed) {
  const Attribute& relation = *aimed.target.path->attribute;
  const bool says_nothing = aimed.raw != nullptr && json::is_unassigned(*aimed.raw);
  if (says_nothing && aimed.op == Op::replace) {
    aimed.op = Op::remove;  // standards.md REP-6
    aimed.raw = nullptr;
  }
  TRY(check_named_by_id(*aimed.target.filter, relation, aimed.op));
  const bool by_value = is_by_value(*aimed.target.filter, relation);
  if (aimed.op == Op::remove) {
    // Only by values alone can an operation be understood without reading the members.
    const bool by_values = by_value || takes_values(*aimed.target.filter, relation);
    plan_.needs_members = plan_.needs_members || !by_values;
    return remove(std::move(aimed));
  }
  if (!by_value) {
    return Error(Code::mutability,
                 fmt::format("{} cannot be changed: add or remove {} by their value", aimed.text,
                             relation.name));
  }
  if (says_nothing) {
    return {};  // adds nothing
  }
  TRY(check_same_member(aimed));
  // It may matter whether the member exists (standards.md REP-5).
  plan_.needs_members = plan_.needs_members || !rules_.creates_elements();
  plan(std::move(aimed), json::Value());
  return {};
}

// A member cannot become another one (standards.md CHR-3, GRP-2): adding or replacing one on a path
// that names it repeats the same member, or gives irrelevant details.
Result<void> Binder::check_same_member(const Aimed& aimed) {
  const Attribute& relation = *aimed.target.path->attribute;
  if (aimed.raw == nullptr || says_only_details(*aimed.raw, relation)) {
    return {};
  }
  TRY_ASSIGN(const json::Value element, shaper_.element(relation, *aimed.raw));
  const json::Value asked = filter::equalities(*aimed.target.filter).front().value;
  if (is_same_member(element, asked)) {
    return {};
  }
  return Error(Code::mutability,
               fmt::format("{} names one of {} already, and a member cannot become another. Remove "
                           "that path, and add the other one to the path {}.",
                           aimed.text, relation.name, relation.name));
}

// In a singular attribute, or a part of one, "" means that there is no value (design §2.20), with
// or without a path. A required attribute keeps its "", so that the error can name it.
json::Value Binder::without_empty_texts(json::Value value, const path::BoundPath& target) const {
  const Attribute& attribute =
      target.sub_attribute != nullptr ? *target.sub_attribute : *target.attribute;
  if (!rules_.empty_text_unassigns()) {
    return value;
  }
  if (is_empty_text(value)) {
    return attribute.required ? std::move(value) : json::Value();
  }
  if (json::Object* object = value.if_object(); object != nullptr && !attribute.multi_valued) {
    for (auto& part : *object) {
      const Attribute* sub = attribute.find(part.key());
      if (is_empty_text(part.value()) && sub != nullptr && !sub->required) {
        part.value() = nullptr;
      }
    }
  }
  return value;
}

Result<void> Binder::aim_at_document(Aimed aimed) {
  if (aimed.op == Op::remove) {
    return remove(std::move(aimed));
  }
  TRY_ASSIGN(json::Value value, shape(aimed));
  value = without_empty_texts(std::move(value), *aimed.target.path);
  shaper_.note_assignment(*aimed.target.path->attribute, value);
  if (!json::is_unassigned(value)) {
    plan(std::move(aimed), std::move(value));
    return {};
  }
  const auto [extension, attribute, sub] = *aimed.target.path;
  const bool adds_nothing = aimed.op == Op::add && sub == nullptr && attribute->multi_valued;
  // A name without any values, such as {}, merges nothing.
  const bool merges_nothing = aimed.raw->is_object() && aimed.raw->get_object().empty();
  if (adds_nothing || merges_nothing) {
    return {};
  }
  aimed.op = Op::remove;  // standards.md REP-6
  aimed.raw = nullptr;
  return remove(std::move(aimed));
}

Error Binder::refuse_value(const Attribute& attribute, const json::Value& value) const {
  if (!rules_.takes_dialects()) {
    return Error(Code::invalid_syntax,
                 fmt::format("remove takes no value: name what to remove in the path, as in "
                             "{}[value eq \"…\"]",
                             attribute.name));
  }
  return Error(Code::invalid_value,
               fmt::format("the value of this remove operation names none of {}, so nothing was "
                           "removed: it must be a list of objects with a value, got {}",
                           attribute.name, quote(value)));
}

Result<void> Binder::remove(Aimed aimed) {
  const auto [extension, attribute, sub] = *aimed.target.path;
  // According to the RFC the value is ignored, which has emptied groups. scim/dialect turns lists
  // that clients really send into value paths; the rest is refused (standards.md REM-4), an empty
  // list too: it never stands for everybody.
  if (aimed.raw != nullptr && !aimed.raw->is_null()) {
    return refuse_value(*attribute, *aimed.raw);
  }
  const bool whole = sub == nullptr && aimed.target.filter == nullptr;
  // An optional extension's requirements apply only while it is present (DIS-10).
  if (whole && attribute->required && !aimed.with_extension) {
    return required_error(*attribute, type_, rules_);
  }
  if (whole) {
    shaper_.note_assignment(*attribute, json::Value());
  }
  plan(std::move(aimed), std::nullopt);
  return {};
}

Result<json::Value> Binder::shape(const Aimed& aimed) {
  const auto [extension, attribute, sub] = *aimed.target.path;
  if (sub != nullptr) {
    return shaper_.sub_value(*attribute, *sub, *aimed.raw);
  }
  return aimed.target.filter != nullptr ? shaper_.element(*attribute, *aimed.raw)
                                        : shaper_.value(*attribute, *aimed.raw);
}

void Binder::plan(Aimed aimed, std::optional<json::Value> value) {
  plan_.operations.push_back(
      {aimed.op, *aimed.target.path, std::move(aimed.target.filter), std::move(value)});
}

Result<PatchPlan> Binder::finish() && {
  TRY(shaper_.check_dropped());
  TRY(shaper_.check_misnamed());
  return std::move(plan_);
}

}  // namespace

Result<PatchPlan> bind(const PatchRequest& request, const ResourceType& type, const Rules& rules) {
  Binder binder(type, rules);
  for (const Operation& operation : request.operations) {
    TRY(binder.bind(operation));
  }
  return std::move(binder).finish();
}

}  // namespace provost::scim::patch

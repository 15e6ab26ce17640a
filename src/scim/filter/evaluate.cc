#include <algorithm>
#include <map>

#include "base/rfc3339.h"
#include "scim/filter/bound.h"
#include "scim/resource/document.h"
#include "scim/resource/render.h"

namespace provost::scim::filter {
namespace {

using schema::Attribute;

const json::Value* part_of(const json::Value& value, const Attribute* sub) {
  if (sub == nullptr) {
    return &value;
  }
  return value.is_object() ? value.get_object().if_contains(sub->name) : nullptr;
}

// A list value passes if any of its elements does (standards.md FLT-10).
bool any_passes(const Test& test, const json::Value* value, const Attribute* sub, Folds& folds) {
  if (value == nullptr || !value->is_array() || value->get_array().empty()) {
    return passes(test, value == nullptr ? nullptr : part_of(*value, sub), folds);
  }
  return std::ranges::any_of(value->get_array(), [&](const json::Value& element) {
    return passes(test, part_of(element, sub), folds);
  });
}

bool any_present(const json::Value* value, const Attribute* sub) {
  if (value == nullptr || !value->is_array()) {
    return value != nullptr && is_present(part_of(*value, sub));
  }
  return std::ranges::any_of(value->get_array(), [&](const json::Value& element) {
    return is_present(part_of(element, sub));
  });
}

bool holds(const Test& test, const json::Value* value, const Attribute* sub, Folds& folds) {
  return test.asks_for_presence() ? test.verdict_on_presence(any_present(value, sub))
                                  : any_passes(test, value, sub, folds);
}

const json::Value& inactive() {
  static const json::Value value(false);
  return value;
}

json::Value meta_value(const View& view, const Attribute& sub) {
  if (sub.name == "resourceType") {
    return json::Value(view.type.name);
  }
  if (sub.name == "version") {
    return json::Value(resource::etag(view.stored));
  }
  const bool is_created = sub.name == "created";
  return json::Value(to_rfc3339(is_created ? view.stored.created : view.stored.last_modified));
}

// The names of resource types do not depend on an organisation's profile.
std::string_view type_name(schema::TypeNumber number) {
  static const auto registry = schema::registry_of(schema::Profile::minimal);
  return registry->type(number).name;
}

json::Value element_of(const Member& member, const Attribute& relation) {
  const bool is_upward = relation.mutability == schema::Mutability::read_only;
  const std::string_view type =
      is_upward ? std::string_view(member.direct ? "direct" : "indirect") : type_name(member.type);
  return json::Object{
      {"value", member.id.to_string()}, {"type", type}, {"display", member.display}};
}

json::Value elements_of(const View& view, const Attribute& relation) {
  json::Array elements;
  for (const Member& member : view.relations.elements(relation)) {
    elements.push_back(element_of(member, relation));
  }
  return elements;
}

// Whether a test is `value eq` on a relation, which needs no list of its elements.
bool asks_for_one(const Attribute* sub, const Test& test) {
  return sub != nullptr && sub->name == "value" && test.op == Op::eq && !test.literal.is_null();
}

bool has_one(const View& view, const Attribute& relation, const Test& test) {
  return exact_id(test.key).has_value() && view.relations.contains(relation, test.key);
}

bool evaluate_within(const Bound& filter, const json::Value& element, Folds& folds);

class Evaluator {
 public:
  explicit Evaluator(const View& view) : view_(view) {}

  bool evaluate(const Bound& bound) const { return std::visit(*this, bound.is); }
  std::size_t text_bytes() const { return folds_.text_bytes(); }

  bool operator()(const AttributeTerm& term) const {
    const Attribute& attribute = *term.path.attribute;
    const Attribute* sub = term.path.sub_attribute;
    switch (term.source) {
      case Source::document: {
        const json::Value* value = resource::get(view_.document, term.path.extension, attribute);
        // A user without `active` has no access, and counts as inactive (design §2.4).
        const bool is_inactive = value == nullptr && attribute.lifecycle;
        return holds(term.test, is_inactive && !term.test.asks_for_presence() ? &inactive() : value,
                     sub, folds_);
      }
      case Source::id: {
        const json::Value id(view_.stored.id.to_string());
        Folds own;  // a separate cache: this value dies before those of the document
        return holds(term.test, &id, nullptr, own);
      }
      case Source::meta:
        return holds_in_meta(term);
      case Source::relation:
        break;
    }
    return holds_in_relation(term);
  }

  // Occurs only within brackets, which evaluate_element() handles.
  bool operator()(const ElementTerm&) const { return false; }

  bool operator()(const AnyElement& any) const {
    if (any.source == Source::relation) {
      return any_in_relation(any);
    }
    const json::Value* value =
        resource::get(view_.document, any.path.extension, *any.path.attribute);
    return value != nullptr && any_element(*any.inner, *value);
  }

  bool operator()(const Constant& constant) const { return constant.value; }
  bool operator()(const BoundNot& negation) const { return !evaluate(*negation.operand); }
  bool operator()(const BoundAnd& conjunction) const {
    return std::ranges::all_of(conjunction.operands,
                               [this](const BoundPtr& operand) { return evaluate(*operand); });
  }
  bool operator()(const BoundOr& disjunction) const {
    return std::ranges::any_of(disjunction.operands,
                               [this](const BoundPtr& operand) { return evaluate(*operand); });
  }

 private:
  bool holds_in_meta(const AttributeTerm& term) const {
    if (term.path.sub_attribute == nullptr) {
      return term.test.verdict_on_presence(true);
    }
    const json::Value value = meta_value(view_, *term.path.sub_attribute);
    Folds own;
    return holds(term.test, &value, nullptr, own);
  }

  bool holds_in_relation(const AttributeTerm& term) const {
    const Attribute& relation = *term.path.attribute;
    const Attribute* sub = term.path.sub_attribute;
    if (asks_for_one(sub, term.test)) {
      return has_one(view_, relation, term.test);
    }
    if (term.test.asks_for_presence() && (sub == nullptr || sub->name != "display")) {
      return term.test.verdict_on_presence(!view_.relations.is_empty(relation));
    }
    return holds(term.test, &elements(relation), sub, folds_);
  }

  bool any_in_relation(const AnyElement& any) const {
    const Attribute& relation = *any.path.attribute;
    const auto* term = std::get_if<ElementTerm>(&any.inner->is);
    if (term != nullptr && asks_for_one(term->sub_attribute, term->test)) {
      return has_one(view_, relation, term->test);
    }
    return any_element(*any.inner, elements(relation));
  }

  // A single value counts as a list of one.
  bool any_element(const Bound& inner, const json::Value& value) const {
    if (!value.is_array()) {
      return evaluate_within(inner, value, folds_);
    }
    return std::ranges::any_of(value.get_array(), [&](const json::Value& element) {
      return evaluate_within(inner, element, folds_);
    });
  }

  // Made for the first condition that asks, and kept for the others.
  const json::Value& elements(const Attribute& relation) const {
    const auto [place, is_new] = elements_.try_emplace(&relation);
    if (is_new) {
      place->second = elements_of(view_, relation);
    }
    return place->second;
  }

  const View& view_;
  mutable Folds folds_;
  mutable std::map<const Attribute*, json::Value> elements_;
};

class ElementEvaluator {
 public:
  ElementEvaluator(const json::Value& element, Folds& folds) : element_(element), folds_(folds) {}

  bool evaluate(const Bound& bound) const { return std::visit(*this, bound.is); }

  bool operator()(const ElementTerm& term) const {
    return holds(term.test, part_of(element_, term.sub_attribute), nullptr, folds_);
  }
  bool operator()(const BoundNot& negation) const { return !evaluate(*negation.operand); }
  bool operator()(const BoundAnd& conjunction) const {
    return std::ranges::all_of(conjunction.operands,
                               [this](const BoundPtr& operand) { return evaluate(*operand); });
  }
  bool operator()(const BoundOr& disjunction) const {
    return std::ranges::any_of(disjunction.operands,
                               [this](const BoundPtr& operand) { return evaluate(*operand); });
  }
  // bind_element() never makes these.
  bool operator()(const AttributeTerm&) const { return false; }
  bool operator()(const AnyElement&) const { return false; }
  bool operator()(const Constant&) const { return false; }

 private:
  const json::Value& element_;
  Folds& folds_;
};

bool evaluate_within(const Bound& filter, const json::Value& element, Folds& folds) {
  return ElementEvaluator(element, folds).evaluate(filter);
}

}  // namespace

std::optional<ResourceId> exact_id(std::string_view text) {
  const auto id = Uuid::parse(text);
  return id && id->to_string() == text ? id : std::nullopt;
}

bool evaluate(const Bound& filter, const View& view) {
  std::size_t text_bytes = 0;
  return evaluate(filter, view, text_bytes);
}

bool evaluate(const Bound& filter, const View& view, std::size_t& text_bytes) {
  const Evaluator evaluator(view);
  const bool matches = evaluator.evaluate(filter);
  text_bytes += evaluator.text_bytes();
  return matches;
}

bool evaluate_element(const Bound& filter, const json::Value& element) {
  Folds folds;
  return evaluate_within(filter, element, folds);
}

}  // namespace provost::scim::filter

#include <algorithm>
#include <utility>

#include "scim/filter/bound.h"

namespace provost::scim::filter {
namespace {

using Terms = std::vector<const ElementTerm*>;

bool is_equality(const ElementTerm& term) {
  return term.test.op == Op::eq && !term.test.literal.is_null();
}

// Adds the terms of a conjunction; false when it is not one, or has a term other than `eq`.
bool collect(const Bound& bound, Terms& terms) {
  if (const auto* term = std::get_if<ElementTerm>(&bound.is)) {
    terms.push_back(term);
    return is_equality(*term);
  }
  const auto* conjunction = std::get_if<BoundAnd>(&bound.is);
  return conjunction != nullptr &&
         std::ranges::all_of(conjunction->operands,
                             [&](const BoundPtr& operand) { return collect(*operand, terms); });
}

// Adds the values of a disjunction of `attribute eq`; false when it is not one.
bool collect_any(const Bound& bound, const schema::Attribute& attribute,
                 std::vector<json::Value>& values) {
  if (const auto* term = std::get_if<ElementTerm>(&bound.is)) {
    values.push_back(term->test.literal);
    return term->sub_attribute == &attribute && is_equality(*term);
  }
  const auto* disjunction = std::get_if<BoundOr>(&bound.is);
  return disjunction != nullptr &&
         std::ranges::all_of(disjunction->operands, [&](const BoundPtr& operand) {
           return collect_any(*operand, attribute, values);
         });
}

// The first term about each sub-attribute, or nothing when another term contradicts it: `type eq
// "work" and type eq "home"` matches no element, so none can be made from it.
Terms first_terms(const Terms& terms) {
  Terms firsts;
  for (const ElementTerm* term : terms) {
    const auto first = std::ranges::find(firsts, term->sub_attribute, &ElementTerm::sub_attribute);
    if (first == firsts.end()) {
      firsts.push_back(term);
    } else if (!passes_alone((*first)->test, term->test.literal)) {
      return {};
    }
  }
  return firsts;
}

using Attributes = std::vector<const schema::Attribute*>;

void collect_found(const Bound& bound, const json::Value& element, Attributes& found) {
  if (const auto* term = std::get_if<ElementTerm>(&bound.is)) {
    const bool is_known = std::ranges::find(found, term->sub_attribute) != found.end();
    if (term->sub_attribute != nullptr && is_equality(*term) && !is_known &&
        evaluate_element(bound, element)) {
      found.push_back(term->sub_attribute);
    }
  } else if (const auto* conjunction = std::get_if<BoundAnd>(&bound.is)) {
    for (const BoundPtr& operand : conjunction->operands) {
      collect_found(*operand, element, found);
    }
  } else if (const auto* disjunction = std::get_if<BoundOr>(&bound.is)) {
    for (const BoundPtr& operand : disjunction->operands) {
      collect_found(*operand, element, found);
    }
  }
}

// Adds the values compared with an attribute by `eq` or `ne`.
class ComparedValues {
 public:
  explicit ComparedValues(const schema::Attribute& attribute) : attribute_(attribute) {}

  void operator()(const BoundNot& negation) { of(*negation.operand); }
  void operator()(const BoundAnd& conjunction) { of(conjunction.operands); }
  void operator()(const BoundOr& disjunction) { of(disjunction.operands); }
  void operator()(const AnyElement& any) { of(*any.inner); }
  void operator()(const ElementTerm& term) {
    if (term.sub_attribute == &attribute_ && (term.test.op == Op::eq || term.test.op == Op::ne)) {
      values_.push_back(&term.test.literal);
    }
  }
  void operator()(const AttributeTerm&) {}
  void operator()(const Constant&) {}

  void of(const Bound& bound) { std::visit(*this, bound.is); }
  std::vector<const json::Value*> take() && { return std::move(values_); }

 private:
  void of(const std::vector<BoundPtr>& operands) {
    for (const BoundPtr& operand : operands) {
      of(*operand);
    }
  }

  const schema::Attribute& attribute_;
  std::vector<const json::Value*> values_;
};

// The leaves of the tree.
class Counter {
 public:
  std::size_t operator()(const BoundNot& negation) const { return of(*negation.operand); }
  std::size_t operator()(const BoundAnd& conjunction) const { return of(conjunction.operands); }
  std::size_t operator()(const BoundOr& disjunction) const { return of(disjunction.operands); }
  std::size_t operator()(const AnyElement& any) const { return of(*any.inner); }
  template <class Leaf>
  std::size_t operator()(const Leaf&) const {
    return 1;
  }
  std::size_t of(const Bound& bound) const { return std::visit(*this, bound.is); }

 private:
  std::size_t of(const std::vector<BoundPtr>& operands) const {
    std::size_t sum = 0;
    for (const BoundPtr& operand : operands) {
      sum += of(*operand);
    }
    return sum;
  }
};

}  // namespace

Attributes found_by(const Bound& filter, const json::Value& element) {
  Attributes found;
  collect_found(filter, element, found);
  return found;
}

std::vector<Equality> equalities(const Bound& filter) {
  Terms terms;
  if (!collect(filter, terms)) {
    return {};
  }
  std::vector<Equality> found;
  for (const ElementTerm* term : first_terms(terms)) {
    found.push_back({term->sub_attribute, term->test.literal});
  }
  return found;
}

bool is_conjunction_of_eq(const Bound& filter) {
  return !equalities(filter).empty();
}

std::vector<json::Value> alternatives(const Bound& filter, const schema::Attribute& attribute) {
  std::vector<json::Value> values;
  return collect_any(filter, attribute, values) ? values : std::vector<json::Value>();
}

std::vector<const json::Value*> compared_values(const Bound& filter,
                                                const schema::Attribute& attribute) {
  ComparedValues compared(attribute);
  compared.of(filter);
  return std::move(compared).take();
}

std::size_t comparisons(const Bound& filter) {
  return Counter().of(filter);
}

}  // namespace provost::scim::filter

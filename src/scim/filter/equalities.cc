#include <algorithm>

#include "scim/filter/bound.h"

namespace provost::scim::filter {
namespace {

using Terms = std::vector<const ElementTerm*>;

bool is_equality(const ElementTerm& term) {
  return term.test.op == Op::eq && !term.test.literal.is_null();
}

// Adds the terms of a conjunction; false when it is none, or has a term other than `eq`.
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

// `type eq "work" and type eq "home"` matches no element, so none can be made from it.
bool contradicts(const ElementTerm& one, const ElementTerm& other) {
  return one.sub_attribute == other.sub_attribute && !passes(one.test, &other.test.literal);
}

bool is_consistent(const Terms& terms) {
  return std::ranges::none_of(terms, [&](const ElementTerm* one) {
    return std::ranges::any_of(terms,
                               [&](const ElementTerm* other) { return contradicts(*one, *other); });
  });
}

}  // namespace

std::vector<Equality> equalities(const Bound& filter) {
  Terms terms;
  if (!collect(filter, terms) || !is_consistent(terms)) {
    return {};
  }
  std::vector<Equality> found;
  for (const ElementTerm* term : terms) {
    const auto same = [&](const Equality& e) { return e.attribute == term->sub_attribute; };
    if (std::ranges::none_of(found, same)) {
      found.push_back({term->sub_attribute, term->test.literal});
    }
  }
  return found;
}

bool is_conjunction_of_eq(const Bound& filter) {
  return !equalities(filter).empty();
}

}  // namespace provost::scim::filter

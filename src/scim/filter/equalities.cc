#include <algorithm>
#include <unordered_map>

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

// Adds the values of a disjunction of `attribute eq`; false when it is none.
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

// `type eq "work" and type eq "home"` matches no element, so none can be made from it.
bool contradicts(const ElementTerm& one, const ElementTerm& other) {
  return one.sub_attribute == other.sub_attribute && !passes(one.test, &other.test.literal);
}

// Equality is transitive: each term is compared with the first about the same sub-attribute.
bool is_consistent(const Terms& terms) {
  std::unordered_map<const schema::Attribute*, const ElementTerm*> firsts;
  return std::ranges::none_of(terms, [&](const ElementTerm* term) {
    return contradicts(*firsts.try_emplace(term->sub_attribute, term).first->second, *term);
  });
}

// Leaves of the tree.
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

std::vector<json::Value> alternatives(const Bound& filter, const schema::Attribute& attribute) {
  std::vector<json::Value> values;
  return collect_any(filter, attribute, values) ? values : std::vector<json::Value>();
}

std::size_t comparisons(const Bound& filter) {
  return Counter().of(filter);
}

}  // namespace provost::scim::filter

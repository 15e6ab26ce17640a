#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "scim/filter/filter.h"
#include "scim/filter/test.h"

namespace provost::scim::filter {

// Where the value of an attribute comes from when a resource is looked at.
enum class Source : std::uint8_t { document, id, meta, relation };

using BoundPtr = std::unique_ptr<Bound>;

// The id that a text names. Ids compare exactly, and ours are written in lower case: another
// spelling is nobody's id.
std::optional<ResourceId> exact_id(std::string_view text);

// attribute[.sub] op literal on a resource. A complex attribute that is compared alone stands for
// its `value` (standards.md FLT-12), so `sub_attribute` is set then.
struct AttributeTerm {
  path::BoundPath path;
  Source source = Source::document;
  Test test;
};
// sub op literal on one element of the attribute whose brackets it stands in.
struct ElementTerm {
  const schema::Attribute* sub_attribute = nullptr;  // null: the element itself, a simple value
  Test test;
};
// attribute[inner]: one and the same element satisfies `inner` (standards.md FLT-11).
struct AnyElement {
  path::BoundPath path;
  Source source = Source::document;
  BoundPtr inner;
};
struct BoundNot {
  BoundPtr operand;
};
struct BoundAnd {
  std::vector<BoundPtr> operands;
};
struct BoundOr {
  std::vector<BoundPtr> operands;
};

// A term about an attribute of other types in the query: its result for no value.
struct Constant {
  bool value = false;
};

class Bound {
 public:
  using Kind =
      std::variant<AttributeTerm, ElementTerm, AnyElement, Constant, BoundNot, BoundAnd, BoundOr>;
  explicit Bound(Kind kind) : is(std::move(kind)) {}
  Kind is;
};

}  // namespace provost::scim::filter

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "json/json.h"
#include "scim/path/path.h"
#include "scim/resource/resource.h"
#include "scim/rules.h"

namespace provost::scim::filter {

// The language of RFC 7644 §3.4.2.2, errata applied (standards.md §1.7):
//
//   filter  := or ;  or := and { SP "or" SP and } ;  and := unary { SP "and" SP unary }
//   unary   := "not" [SP] "(" filter ")" | "(" filter ")" | expr
//   expr    := path SP "pr" | path SP op SP literal | path "[" filter "]"
//            | path "[" filter "]" "." sub SP (op SP literal | "pr")     (sent by Entra)
//   op      := eq ne co sw ew gt ge lt le
//   literal := JSON string, number, true, false or null
//
// Any other word in the place of a literal is text (idp-clients.md §1.3, unquoted values).
enum class Op : std::uint8_t { eq, ne, co, sw, ew, gt, ge, lt, le, pr };

struct Node;
using NodePtr = std::unique_ptr<Node>;

struct Comparison {
  path::AttributePath path;
  Op op = Op::pr;
  json::Value literal;  // null for pr
};
// path[inner], or path[inner].sub op literal when `sub_attribute` is not empty.
struct ValuePath {
  path::AttributePath path;
  NodePtr inner;
  std::string sub_attribute;
  Op op = Op::pr;
  json::Value literal;
};
struct Not {
  NodePtr operand;
};
struct And {
  std::vector<NodePtr> operands;
};
struct Or {
  std::vector<NodePtr> operands;
};
struct Node {
  std::variant<Comparison, ValuePath, Not, And, Or> is;
};

struct Limits {
  std::size_t bytes_max = 8192;
  std::size_t depth_max = 64;
  std::size_t terms_max = 256;
  // Words without quotes are refused where text belongs (standards.md FLT-18).
  bool strict = false;
};

// Code::invalid_filter with the offset and the expected text.
Result<NodePtr> parse(std::string_view text, const schema::ResourceType& type,
                      const Limits& limits = {});
// Text that parses to an equal tree.
std::string print(const Node& node);

// The tree resolved against a resource type: attributes found, literals of the right type
// ("True" is true for a boolean unless `rules` are strict), operators allowed (standards.md FLT-5).
// An attribute the type does not have is Code::invalid_filter; the text names the profile where
// that is the reason.
class Bound;
struct BoundDeleter {
  void operator()(const Bound*) const;
};
using BoundFilter = std::unique_ptr<const Bound, BoundDeleter>;
Result<BoundFilter> bind(const Node& node, const schema::ResourceType& type,
                         const Rules& rules = {});
// The same for a query over several resource types, one filter for each. An attribute that one of
// them has counts as having no value in the others (RFC 7644 §3.4.2.1, standards.md FLT-13); one
// that none of them has is Code::invalid_filter.
Result<std::vector<BoundFilter>> bind_all(const Node& node,
                                          const std::vector<const schema::ResourceType*>& types,
                                          const Rules& rules = {});
// For the inside of a PATCH value path: names are the sub-attributes of `attribute`. Unless `rules`
// are strict, members may be named by their $ref and by a path or URL that ends in their id (design
// §2.17).
Result<BoundFilter> bind_element(const Node& node, const schema::Attribute& attribute,
                                 const Rules& rules = {});

bool evaluate(const Bound& filter, const View& view);
// The same; adds to `text_bytes` how much long text beyond ASCII had to be folded for it.
bool evaluate(const Bound& filter, const View& view, std::size_t& text_bytes);
// Whether one element of a multi-valued complex attribute matches a bind_element() filter.
bool evaluate_element(const Bound& filter, const json::Value& element);

// If the filter is a conjunction of `eq` terms: their sub-attributes and values, from which PATCH
// creates an element that was not there (design §2.16, idp-clients.md P5). Else nothing.
struct Equality {
  const schema::Attribute* attribute = nullptr;
  json::Value value;
};
std::vector<Equality> equalities(const Bound& filter);
bool is_conjunction_of_eq(const Bound& filter);
// If the filter is `attribute eq` or several of these joined by `or`: the values. Else nothing.
std::vector<json::Value> alternatives(const Bound& filter, const schema::Attribute& attribute);
// What a bind_element() filter compares a sub-attribute with by `eq` and `ne`, anywhere in it.
// Points into the filter.
std::vector<const json::Value*> compared_values(const Bound& filter,
                                                const schema::Attribute& attribute);
// The sub-attributes by whose `eq` terms, outside of any `not`, a bind_element() filter matches an
// element. Each once, and none when the element is a simple value.
std::vector<const schema::Attribute*> found_by(const Bound& filter, const json::Value& element);
// How many comparisons an evaluation makes at most.
std::size_t comparisons(const Bound& filter);

// How to find some of the resources that can match, without looking at all of them.
struct Probe {
  enum class Kind : std::uint8_t {
    id,        // the resource with this id
    index,     // resources under `key` in `index`
    keys,      // resources under a key of `index` from `key` on, and before `end` when there is one
    created,   // resources created in [from, to)
    modified,  // resources last modified in [from, to)
    member_of,   // Group.members eq: groups that hold the member `id`
    members_of,  // User.groups eq: users that the group `id` holds, itself or by way of others
    nothing      // no resource can match: an id that is not a UUID
  };
  Kind kind = Kind::nothing;
  schema::IndexNumber index = 0;
  std::string key;
  std::optional<std::string> end;
  Timestamp from;
  Timestamp to;
  ResourceId id;
};
// The resources that every one of the probes finds.
using Way = std::vector<Probe>;
// Either every resource must be looked at, or only those that one of the ways finds. Candidates are
// evaluated with the whole filter, so a plan may promise too much but never too little.
struct Plan {
  bool scan = true;
  std::vector<Way> ways;
  // Everything found matches: no further evaluation is needed. Together with `scan`: every resource
  // matches.
  bool exact = false;
};
Plan plan(const Bound& filter, const schema::ResourceType& type);
// For the operator's log: `index(userName)`, `id`, `scan`, `range(userName) and relation(groups)`,
// `index(userName) or id`.
std::string describe(const Plan& plan, const schema::ResourceType& type);

}  // namespace provost::scim::filter

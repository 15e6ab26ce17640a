#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.h"
#include "json/json.h"
#include "scim/schema/schema.h"

namespace provost::scim::resource {

// Elements that one multi-valued attribute of a document may hold.
inline constexpr std::size_t elements_max = 1000;

// The elements of one multi-valued attribute while a request edits them: found by identity and by
// `value` without looking at the others, so that an operation costs only its changes. Places are
// stable; a removed element leaves a gap until take().
class ElementList {
 public:
  using Places = std::vector<std::size_t>;

  // Elements that are the same stay apart until the list is changed.
  ElementList(const schema::Attribute& attribute, json::Array elements);

  std::size_t size() const { return size_; }
  // Of the elements as text, about; text beyond ASCII counts as fold_cost() has it.
  std::size_t bytes() const { return bytes_; }
  // Of those at these places.
  std::size_t bytes(const Places& places) const;
  const json::Value& at(std::size_t place) const { return elements_[place]; }
  // In order.
  Places places() const;
  // Those whose `value` compares equal to this one, in order.
  Places with_value(const json::Value& value) const;

  // Adds elements to those that are there (standards.md ADD-2, ADD-3): one that is there already,
  // by (type, value) or else by all its sub-attributes, only gains sub-attributes. If one of
  // `added` is primary, no other stays it (PRI-1). Code::invalid_value when two of `added` are
  // primary (MV-1), or beyond elements_max.
  Result<void> add(const json::Array& added);
  // Has `edit` change the elements at these places, in order. At most one of them may be primary
  // (Code::invalid_value), and then no other stays primary; an element that became equal to another
  // is dropped (MV-2). `sub` is the sub-attribute that `edit` changes, or null.
  Result<void> change(const Places& changed, const schema::Attribute* sub,
                      const std::function<void(json::Value&)>& edit);
  // Takes a sub-attribute out of these elements, or with null the elements. One that has nothing
  // left disappears (REM-1).
  void remove(const Places& removed, const schema::Attribute* sub);

  json::Array take() &&;

 private:
  struct Keys {
    std::string identity;
    std::string value;
    bool has_value = false;
    std::size_t bytes = 0;
  };
  using Index = std::unordered_map<std::string, std::set<std::size_t>>;

  bool is_gone(std::size_t place) const { return elements_[place].is_null(); }
  // The place of the element, and whether it is new.
  std::pair<std::size_t, bool> add_one(const json::Value& element);
  void enter(std::size_t place);
  void leave(std::size_t place);
  void note_primary(std::size_t place);
  bool identifies(const schema::Attribute* sub, std::size_t place) const;
  Result<void> settle_primary(const Places& changed);
  void merge_equal();

  const schema::Attribute& attribute_;
  json::Array elements_;
  std::vector<Keys> keys_;
  Index by_identity_;
  Index by_value_;
  std::set<std::size_t> primaries_;
  std::unordered_set<std::string> equal_;  // identities that several elements may have
  std::size_t size_ = 0;
  std::size_t bytes_ = 0;
};

// ElementList::add() for a list that is needed once.
Result<void> add_elements(const schema::Attribute& attribute, json::Array& elements,
                          const json::Array& added);

bool is_primary(const json::Value& element);

}  // namespace provost::scim::resource

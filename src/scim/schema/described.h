#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/json.h"
#include "scim/schema/words.h"

namespace provost::scim::schema {

// One object of a schema definition that comes from outside. Members are found by their names
// without regard to case; every refusal is Code::invalid_value and says where in the definition the
// fault is. Refers to the value that it was made of.
class Described {
 public:
  static Result<Described> of(const json::Value& value, std::string where);

  // The same object, called otherwise in messages.
  Described named(std::string where) const { return {*object_, std::move(where)}; }

  // Refuses members with other names, so that a misspelt one is not overlooked.
  Result<void> check_names(std::initializer_list<std::string_view> known) const;

  // Null when there is no such member or it is null.
  const json::Value* find(std::string_view name) const;
  Result<std::string> required_text(std::string_view name, std::size_t bytes_max) const;
  // Empty when absent.
  Result<std::string> text(std::string_view name, std::size_t bytes_max) const;
  Result<std::vector<std::string>> texts(std::string_view name, std::size_t count_max,
                                         std::size_t bytes_max) const;
  Result<std::optional<bool>> boolean(std::string_view name) const;
  // Nothing when absent.
  Result<const json::Array*> array(std::string_view name, std::size_t count_max) const;

  template <class Words, class Enum>
  Result<Enum> word(std::string_view name, const Words& words, Enum absent) const;

  Error refused(std::string_view why) const;
  Error refused(std::string_view name, std::string_view why) const;

 private:
  Described(const json::Object& object, std::string where)
      : object_(&object), where_(std::move(where)) {}

  const json::Object* object_;
  std::string where_;
};

template <class Words, class Enum>
Result<Enum> Described::word(std::string_view name, const Words& words, Enum absent) const {
  const json::Value* value = find(name);
  if (value == nullptr) {
    return absent;
  }
  if (value->is_string()) {
    if (const std::optional<Enum> meaning = meaning_of(words, value->get_string())) {
      return *meaning;
    }
  }
  return refused(name, json::write(*value) + " is none of " + list_of(words));
}

}  // namespace provost::scim::schema

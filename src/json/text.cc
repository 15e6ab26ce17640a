#include "json/text.h"

namespace provost::json {

std::string text_at(const Object& object, std::string_view name) {
  const Value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Value text_or_null(std::string_view text) {
  return text.empty() ? Value(nullptr) : Value(text);
}

Value text_or_null(const Object& object, std::string_view name) {
  const Value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? *value : Value();
}

}  // namespace provost::json

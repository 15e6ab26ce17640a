#include "admin/entry_json.h"

#include <utility>

namespace provost::admin {

json::Object object_in(std::string_view text) {
  Result<json::Value> value = json::parse(text);
  return value.has_value() && value->is_object() ? std::move(value->get_object()) : json::Object();
}

std::string text_in(const json::Object& object, std::string_view name) {
  const json::Value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace provost::admin

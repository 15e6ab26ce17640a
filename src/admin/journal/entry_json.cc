#include "admin/journal/entry_json.h"

#include <utility>

namespace provost::admin {

json::Object object_in(std::string_view text) {
  Result<json::Value> value = json::parse(text);
  return value.has_value() && value->is_object() ? std::move(value->get_object()) : json::Object();
}

}  // namespace provost::admin

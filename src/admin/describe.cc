#include "admin/describe.h"

#include "base/rfc3339.h"

namespace provost::admin {

json::Value text_or_null(std::string_view text) {
  return text.empty() ? json::Value(nullptr) : json::Value(text);
}

json::Value to_json(const std::optional<Timestamp>& at) {
  return at ? json::Value(to_rfc3339(*at)) : json::Value();
}

json::Value to_json(const store::Use& use) {
  if (!use.at) {
    return nullptr;
  }
  return json::Object{{"at", to_rfc3339(*use.at)}, {"address", use.address}, {"agent", use.agent}};
}

}  // namespace provost::admin

#include "identity/to_json.h"

#include "base/rfc3339.h"

namespace provost::identity {

json::Value to_json(const std::optional<Timestamp>& at) {
  return at ? json::Value(to_rfc3339(*at)) : json::Value();
}

json::Value to_json(const store::Use& use) {
  if (!use.at) {
    return nullptr;
  }
  return json::Object{{"at", to_rfc3339(*use.at)}, {"address", use.address}, {"agent", use.agent}};
}

}  // namespace provost::identity

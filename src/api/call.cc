#include "api/call.h"

#include "api/origin.h"

namespace provost::api {

scim::Rules Call::rules() const {
  const store::OrgSettings& settings = org->org.settings;
  return {.strict = settings.strict, .reject_extra = settings.reject_extra};
}

provision::Context Call::context() {
  if (!origin) {
    origin = origin_of(request);
  }
  return {.registry = org->registry,
          .schemas_revision = org->org.schemas_revision,
          .rules = rules(),
          .now = now,
          .actor = "token:" + token_id,
          .cause = request.id,
          .origin = origin};
}

}  // namespace provost::api

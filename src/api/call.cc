#include "api/call.h"

namespace provost::api {

provision::Context Call::context() const {
  const store::OrgSettings& settings = org->org.settings;
  return {.registry = registry(),
          .rules = {.strict = settings.strict, .reject_extra = settings.reject_extra},
          .now = loop.clock.now(),
          .actor = "token:" + token_id,
          .cause = request.id};
}

}  // namespace provost::api

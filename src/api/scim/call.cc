#include "api/scim/call.h"

#include "api/loop/origin.h"
#include "base/text.h"

namespace provost::api::scim_api {

namespace {

// Entra sends no User-Agent, or one that names Microsoft; a client that names another product is
// not Entra and has no use for advice about its mappings.
bool may_be_entra(std::string_view agent) {
  const std::string lower = ascii_lower(agent);
  const auto names = [&](std::string_view word) { return lower.find(word) != std::string::npos; };
  return agent.empty() || names("microsoft") || names("azure") || names("entra");
}

}  // namespace

scim::Rules Call::rules() const {
  const store::OrgSettings& settings = org->org.settings;
  return {.strict = settings.strict,
          .reject_extra = settings.reject_extra,
          .may_be_entra = may_be_entra(request.header("User-Agent"))};
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

}  // namespace provost::api::scim_api

#include "api/admin/standing.h"

#include "api/loop/presented.h"

namespace provost::api::admin_api {

Standing::Standing(const AdminCall& call, identity::Permission permission)
    : directory_(call.loop.directory),
      permission_(permission),
      org_(call.org),
      caller_(call.caller),
      credential_(presented_by(call.request).text) {}

bool Standing::holds() const {
  const std::optional<identity::Caller> caller = caller_now(directory_, credential_);
  if (!caller || caller->actor() != caller_.actor() || !identity::may(caller->kind, permission_)) {
    return false;
  }
  const auto org = org_ ? directory_.find(org_->org.id.str()) : nullptr;
  return !org_ || (org && org->org.key == org_->org.key);
}

}  // namespace provost::api::admin_api

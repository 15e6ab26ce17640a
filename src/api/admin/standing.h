#pragma once

#include <memory>
#include <string>

#include "api/admin/call.h"

namespace provost::api::admin_api {

// The right of a caller to an answer that takes longer than its request: a stream or an export asks
// before each part whether it still holds, and ends when it does not (design rule 22).
class Standing {
 public:
  Standing(const AdminCall& call, identity::Permission permission);

  // Whether the credential lives, its caller, who may have become another kind of member, may still
  // do this, and the organisation is still there. On the thread of the call's loop.
  bool holds() const;
  // Of the organisation that the answer is about, or of the installation.
  store::OrgKey org_key() const { return org_ ? org_->org.key : store::installation; }

 private:
  Directory& directory_;
  identity::Permission permission_;
  std::shared_ptr<const OrgSnapshot> org_;  // null for the installation
  identity::Caller caller_;
  std::string credential_;
};

}  // namespace provost::api::admin_api

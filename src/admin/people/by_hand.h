#pragma once

#include <string>
#include <string_view>

#include "access/target.h"
#include "base/result.h"
#include "provision/context.h"
#include "scim/resource/validate.h"
#include "store/transaction.h"

// Collaborators who are invited and removed by hand, and what of access is taken by hand
// (design §2.10, §2.11, §2.15).
namespace provost::admin {

// Common to every change by hand.
struct ByHand {
  // Why the guard of the last Admin (Human) shall let it pass; empty when it shall not.
  std::string override_reason = {};
};

// Nothing of the store is needed to know whether the name may be one. Code::invalid_value.
Result<scim::resource::ValidResource> read_invitation(std::string_view user_name,
                                                      const scim::schema::ResourceType& type,
                                                      const scim::Rules& rules);

// Adds an active person with that direct access. Code::conflict while SCIM is enabled: then the
// identity provider says who is here. Code::uniqueness when the name is taken.
Result<void> invite(store::Writer& writer, const scim::resource::ValidResource& person,
                    const ResourceId& id, access::Target target, const ByHand& by_hand,
                    const provision::Context& context);

// Code::not_found; conflict while SCIM is enabled, and by the guard.
Result<void> remove_member(store::Writer& writer, const ResourceId& user, const ByHand& by_hand,
                           const provision::Context& context);

// Whether SCIM is enabled does not matter. Code::not_found when there is no such person or they
// have none; conflict by the guard.
Result<void> end_direct_access(store::Writer& writer, const ResourceId& user, const ByHand& by_hand,
                               const provision::Context& context);
Result<void> dismiss_retained_access(store::Writer& writer, const ResourceId& user,
                                     const ByHand& by_hand, const provision::Context& context);

}  // namespace provost::admin

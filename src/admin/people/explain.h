#pragma once

#include <optional>

#include "admin/people/find.h"
#include "base/result.h"
#include "scim/schema/schema.h"
#include "store/transaction.h"

namespace provost::admin {

// At most that many groups of one person are shown.
inline constexpr std::size_t groups_shown_max = 1000;

// A member as in the list, and also:
//   groups       those that hold them, directly or by nesting:
//   {"id","displayName","direct","mapping"} permissions  names of what they may do (design §2.11)
//   explanation  where their access comes from (design §2.9): `grantedBy` the group, who mapped it
//                and what they would have without that group; `others` the other mapped groups, the
//                highest first; `conflict` when mapped groups disagree on the identity type;
//                `lastChange` the entry of the journal that last said what it is;
//                `default`, `direct` and `retained` the access from other sources; `without` what
//                remains if the group named were gone
//   signIn       where the caller may know (admin/journal/member_sign_in.h)
// Index lookups only. Code::not_found for the member, and for `without` when it is not one of their
// groups.
Result<json::Object> explain_member(store::Reader& reader, const scim::schema::Registry& registry,
                                    const ResourceId& user,
                                    const std::optional<ResourceId>& without,
                                    bool with_sign_in = true);

}  // namespace provost::admin

#pragma once

#include "admin/author.h"
#include "admin/organisations.h"

namespace provost::admin {

// After an organisation went from full to minimal: rewrites its stored users in slices, so that
// only the attributes of the minimal profile (design §2.4) and of the organisation's own schemas
// are kept. A userName that was fine in full and is no e-mail address stays until the identity
// provider changes it; a user without `active` counted as inactive and becomes so. May be repeated.
Result<void> purge_to_minimal(const Admin& admin, const store::Org& org);
// One slice of it: the users beyond `after`. The last of them, or nothing when there are no more.
Result<std::optional<ResourceId>> purge_slice(store::Writer& writer, const ResourceId& after,
                                              Timestamp now, const Author& author);

}  // namespace provost::admin

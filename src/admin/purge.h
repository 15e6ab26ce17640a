#pragma once

#include <optional>
#include <utility>

#include "admin/author.h"
#include "admin/organisations.h"

namespace provost::admin {

// After an organisation went from full to minimal: rewrites its stored users in slices, so that
// only the attributes of the minimal profile (design §2.4) and of the organisation's own schemas
// are kept. A userName that was fine in full and is no e-mail address stays until the identity
// provider changes it; a user without `active` counted as inactive and becomes so. May be repeated.
// Ends when there are no more users, when another process was faster, or when the profile is full
// again.
Result<void> purge_to_minimal(const Admin& admin, const store::Org& org);
// One slice of it: the users beyond `after`. The last of them, or nothing when that was the end.
Result<std::optional<ResourceId>> purge_slice(store::Writer& writer, const ResourceId& after,
                                              Timestamp now, const Author& author);

// Carries on what a process that ended has left, slice by slice, from the first user on.
class Purges {
 public:
  explicit Purges(Admin admin) : admin_(std::move(admin)) {}

  // Does one slice; false when nothing is to be purged.
  Result<bool> step();

 private:
  Admin admin_;
  OrgId org_;
  ResourceId after_;
};

}  // namespace provost::admin

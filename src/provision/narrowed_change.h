#pragma once

#include "scim/resource/resource.h"
#include "store/transaction.h"

namespace provost::provision {

// A change of members compared with a snapshot of the group: only additions and removals, so that
// the writer touches no row of members who stay. Valid while the group has the same version, since
// every change of its members changes the version.
struct NarrowedChange {
  scim::RelationChange change;  // never clears; additions may still contain unknown ids
  bool keeps_somebody = false;  // of a list that replaces the members
};

NarrowedChange narrow(store::Reader& reader, const ResourceId& group,
                      const scim::RelationChange& change);

}  // namespace provost::provision

#pragma once

#include "scim/resource/resource.h"
#include "store/transaction.h"

namespace provost::provision {

// What a change of members comes to for a group as a snapshot shows it: only those who come or go.
// The writer then touches no row for the many who stay. Holds as long as the group has the version
// that it had there, since every change of its members touches the group.
struct NarrowedChange {
  scim::RelationChange change;  // never clears; whom nobody knows is still among those to add
  bool keeps_somebody = false;  // of a list that replaces the members
};

NarrowedChange narrow(store::Reader& reader, const ResourceId& group,
                      const scim::RelationChange& change);

}  // namespace provost::provision

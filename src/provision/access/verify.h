#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "store/transaction.h"

namespace provost::provision {

// What became of comparing rows of access with what the facts say.
struct AccessCheck {
  std::size_t people = 0;     // that were compared
  std::size_t different = 0;  // whose row is not what it should be
  std::string first;          // who is the first of these, and how it differs
  // Where the next part begins; nothing when all are done.
  std::optional<ResourceId> next;
};

// Recomputes the access of the users beyond `after`, at most `limit`, from documents, memberships,
// mappings, direct and retained access: the invariant that every write keeps. Goes on where the
// last part ended; parts are snapshots of their own.
AccessCheck verify_access(store::Reader& reader, const scim::schema::Registry& registry,
                          const ResourceId& after, std::size_t limit);

}  // namespace provost::provision

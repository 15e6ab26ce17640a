#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "store/transaction.h"

namespace provost::provision {

// The result of comparing access rows with the facts.
struct AccessCheck {
  std::size_t people = 0;     // that were compared
  std::size_t different = 0;  // people with a wrong row
  std::string first;          // who is the first of these, and how it differs
  // Where the next part begins; nothing when all are done.
  std::optional<ResourceId> next;
};

// Recomputes the access of the users beyond `after`, at most `limit`, from documents, memberships,
// mappings, direct and retained access: the invariant that every write keeps. Continues where the
// last part ended; each part is its own snapshot.
AccessCheck verify_access(store::Reader& reader, const scim::schema::Registry& registry,
                          const ResourceId& after, std::size_t limit);

}  // namespace provost::provision

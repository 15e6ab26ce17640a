#pragma once

#include <string>
#include <string_view>

#include "admin/journal/names.h"
#include "json/json.h"
#include "store/records.h"

// Journal entries as others read them.
namespace provost::admin {

// For people: the fields of an audit event, with a summary of what happened. `id` is made of the
// entry's mac, so it is the same whenever the entry is shown and that of no other entry.
json::Object audit_event(const store::SealedEntry& sealed, Names& names);

// The text without the actor: "Added ada@acme.example to the group Admins".
std::string doing_of(const store::SealedEntry& sealed, Names& names);

// Distance of an entry from the intended action: 0 for the action, more for its effects.
int distance_of(std::string_view type);

// For programs that follow what happens to users, groups, members, mappings and access. Of other
// entries there is only that they are there: {seq, time, type}.
json::Object change(const store::SealedEntry& sealed);

}  // namespace provost::admin

#pragma once

#include "admin/names.h"
#include "json/json.h"
#include "store/records.h"

// Journal entries as others read them.
namespace provost::admin {

// For people: the fields of an audit event, with a summary of what happened. `id` is made of the
// entry's mac, so it is the same whenever the entry is shown and that of no other entry.
json::Object audit_event(const store::SealedEntry& sealed, Names& names);

// For programs that follow what happens to users, groups, members, mappings and access. Of other
// entries there is only that they are there: {seq, time, type}.
json::Object change(const store::SealedEntry& sealed);

}  // namespace provost::admin

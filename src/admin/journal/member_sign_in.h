#pragma once

#include "base/uuid.h"
#include "json/json.h"
#include "store/transaction.h"

namespace provost::admin {

// How many of the newest entries about a member are looked at.
inline constexpr std::size_t sign_in_entries_looked_at = 1000;

// How a member's last attempts to sign in went:
//   lastSuccess    {"at","seq"}, or null
//   lastRefusal    {"at","seq","reason","token","mismatch"}, or null. `token` is what the identity
//                  provider said: {"issuer","subject","objectId","userName"}, null when erased;
//                  `mismatch` the two values that kept it from meaning the member, as they were at
//                  that moment: {"attribute","claim","token","member"}, null when that was not it
//   searchedSince  when there are more entries about the member than are looked at: the time of the
//                  oldest of those; otherwise null
// Lookups by the journal's index of subjects.
json::Object describe_sign_in(store::Reader& reader, const ResourceId& user);

// The mismatch by the values of a refusal; null when there is none, or when they were erased.
json::Value mismatch_of(const json::Object& values);

}  // namespace provost::admin

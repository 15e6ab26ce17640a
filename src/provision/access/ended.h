#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "access/target.h"
#include "json/json.h"
#include "store/transaction.h"

// Sessions and API keys end for good in the transaction that removes their access (design rule 23).
namespace provost::provision {

// How many ended that had not expired.
struct Ended {
  std::size_t sessions = 0;
  std::size_t api_keys = 0;
  bool is_empty() const { return sessions == 0 && api_keys == 0; }
};

// Whether the kind of access changes: humans use sessions, service accounts use API keys, people
// without access neither. If so, every earlier credential ends, so that none revives with a later
// access.
bool is_other_way_in(std::optional<access::Target> before, std::optional<access::Target> after);

Ended end_credentials(store::Writer& writer, const ResourceId& user, Timestamp now);
// Of everybody whose access is the organisation's default, in one statement each.
Ended end_credentials_by_default(store::Writer& writer, Timestamp now);

// {"sessions":2,"apiKeys":0}: the member "ended" of an entry's data.
std::string text_of(const Ended& ended);
// Adds it to the JSON text of an object, unless nothing ended.
void add_ended(std::string& data, const Ended& ended);
// Reads it back from an entry's data; none where there is none.
Ended ended_in(const json::Object& data);

}  // namespace provost::provision

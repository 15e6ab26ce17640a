#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <string>

#include "base/result.h"
#include "identity/admin.h"
#include "log/shelf.h"
#include "store/transaction.h"

namespace provost::admin {

// How far the erasure of a person has come. It goes in slices, each a unit of work of its own.
struct Erasure {
  // First every name is gathered that they have or had, as long as the journal still has it. Then
  // go refused sign-ins from before they were a member, then the entries about them, then what they
  // did themselves, then what requests were answered.
  enum class Part : std::uint8_t { names, as_strangers, about_them, by_them, answers };
  Part part = Part::names;
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  std::string after;            // of the answers
  std::size_t entries = 0;      // that lost something so far
  std::set<std::string> names;  // userName and externalId, earlier ones too
  bool is_done = false;
};

// Erases a person's data from the journal: the values in the entries about them, and the origins of
// the requests behind these entries or made by them. Also erases refused sign-ins of strangers
// (identity/sign_in.h) with a name of the person's in the token, and kept answers (Idempotency-Key)
// that mention them. What happened, when and to which id stays, and the chain stays valid; the
// erasure is an entry itself, and starts the emptying of the store's log
// (store::WorkKind::forgetting). Only for a person who is deleted or inactive: Code::conflict;
// Code::not_found for an unknown id.
//
// The slices of Part::names change nothing. The caller erases the provisioning log right after them
// (person_in_log): once the journal has lost a deleted person's names, nobody could find them
// there, even after a failure in between.
Result<Erasure> erase_person(store::Writer& writer, const ResourceId& id, const Erasure& place,
                             const identity::Author& author);

// By what entries of the provisioning log may speak of a person, once their names are gathered.
log::Person person_in_log(const ResourceId& id, const Erasure& place);

}  // namespace provost::admin

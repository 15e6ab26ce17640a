#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "admin/author.h"
#include "base/result.h"
#include "log/shelf.h"
#include "store/transaction.h"

namespace provost::admin {

// How far the erasure of a person has come. It goes in slices, each a unit of work of its own.
struct Erasure {
  // First refused sign-ins from before they were a member, which the entries about them help to
  // find; then those entries, then what they did themselves, then what requests were answered.
  enum class Part : std::uint8_t { as_strangers, about_them, by_them, answers };
  Part part = Part::as_strangers;
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  std::string after;        // of the answers
  std::size_t entries = 0;  // that lost something so far
  bool is_done = false;
};

// Erases what the journal holds of a person: the values in the entries about them, and where the
// requests came from that brought about these entries or were their own. So do refused sign-ins of
// somebody unknown (admin/sign_in.h) whom the token calls by the person's userName or externalId.
// Answers that are kept for
// requests that come again (Idempotency-Key) go where they speak of them. What happened, when and
// to which id stays, and the chain with it; the erasure is an entry itself, and with it begins the
// emptying of the store's log (store::WorkKind::forgetting). Only for a person who is deleted or
// inactive: Code::conflict; Code::not_found when nothing is known of that id.
Result<Erasure> erase_person(store::Writer& writer, const ResourceId& id, const Erasure& place,
                             const Author& author);

// By what entries of the provisioning log may speak of a person: their id, userName and externalId,
// as far as they are known. The log is erased apart, after the journal.
log::Person person_in_log(store::Reader& reader, const ResourceId& id);

}  // namespace provost::admin

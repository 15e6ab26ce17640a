#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/strong.h"
#include "base/uuid.h"
#include "store/records.h"

// Work on an organisation that takes longer than one write may: it goes in slices, each a
// transaction of its own. Where it stands is a row that each slice reads and moves on in that same
// transaction, so that any number of workers, one after the other or at once, do it once.
namespace provost::store {

// The numbers are stored.
enum class WorkKind : std::uint8_t {
  purge = 1,
  schema_change = 2,
  removal = 3,
  forgetting = 4,  // emptying the store's own log of erased data (Session::empty_log)
  leftovers = 5,   // rows of the members of a large group that is not there
};

struct LongWork {
  WorkKind kind{};
  // The URN of a schema, in lower case, or the id of the group; empty for the other kinds.
  std::string subject;
  ResourceId after;  // the last resource that is done
  std::size_t done = 0;
  std::size_t total = 0;  // as counted when it began
  // Who started it and with which request, as in the journal: the entries of every slice have both.
  std::string actor;
  std::string cause;
  // How often it has failed since the last slice that did not, why, and when to try again.
  std::size_t failures = 0;
  Timestamp not_before{};
  std::string fault;
};

struct DueWork {
  OrgKey org_key{};
  OrgId org;
  LongWork work;
};

class LongWorkReader {
 public:
  virtual ~LongWorkReader() = default;
  virtual std::optional<LongWork> find(WorkKind kind, std::string_view subject) = 0;
};

class LongWorkWriter {
 public:
  virtual ~LongWorkWriter() = default;
  // Adds the work, or replaces that of the same kind and subject.
  virtual void save(const LongWork& work) = 0;
  virtual void remove(WorkKind kind, std::string_view subject) = 0;
  // Member rows of a missing group are invisible: leftovers of a deleted one, and those that
  // Writer::change_members() has written for a future one. Deletes at most this many, and returns
  // the number.
  virtual std::size_t remove_leftovers(const ResourceId& group, std::size_t rows) = 0;
  // Counts them as members of the group, which is there now, and gives them in their order.
  virtual std::vector<ResourceId> adopt_leftovers(const ResourceId& group) = 0;
};

}  // namespace provost::store

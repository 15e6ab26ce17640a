#include "store/sqlite/batch_runner.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "store/sqlite/catalogue.h"
#include "store/sqlite/writer.h"

namespace provost::store::sqlite {
namespace {

Error busy_error(const Failure& failure) {
  Error error(Code::overloaded, "another process is writing to the store; try again",
              failure.what());
  error.retry_after_s = 2;
  return error;
}

Error internal_error(const char* cause) {
  return Error(Code::internal, "the store could not carry this out; the change was not made",
               cause);
}

Error no_such_org() {
  return Error(Code::not_found, "the organisation was removed");
}

}  // namespace

void BatchRunner::run(std::span<WriteUnit> units) {
  outcomes_.assign(units.size(), Result<void>{});
  try {
    run_transaction(units);
  } catch (const Failure& failure) {
    roll_back();
    fail_batch(failure.is_busy() ? busy_error(failure) : internal_error(failure.what()));
  } catch (const std::exception& fault) {
    roll_back();
    fail_batch(internal_error(fault.what()));
  }
  for (std::size_t i = 0; i < units.size(); ++i) {
    units[i].done(std::move(outcomes_[i]));
  }
}

Result<void> BatchRunner::health() const {
  const std::lock_guard lock(mutex_);
  return fault_ ? Result<void>(*fault_) : Result<void>();
}

void BatchRunner::run_transaction(std::span<WriteUnit> units) {
  batch_.clear();
  live_.clear();
  database_.execute(Query::begin_write);
  bool is_changed = false;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool is_kept = units.size() == 1 ? run_alone(units[i], outcomes_[i])
                                           : run_under_savepoint(units[i], outcomes_[i]);
    is_changed = is_changed || is_kept;
  }
  if (!is_changed) {
    roll_back();
    return;
  }
  const bool leaves_waiting = batch_.finish();
  const std::int64_t generation = settings_generation();
  commit();
  // Before anybody is answered, so that what was answered is in force for the next request.
  generation_.store(generation, std::memory_order_release);
  leaves_waiting_ = leaves_waiting_ || leaves_waiting;
}

void BatchRunner::commit() {
  database_.execute(Query::commit);
  commits_.fetch_add(1, std::memory_order_release);
  set_fault(std::nullopt);
}

std::int64_t BatchRunner::settings_generation() {
  Run run(database_, Query::settings_generation);
  return run.next() ? run.integer(0) : 0;
}

Waiting BatchRunner::look_for_waiting() {
  try {
    return next_to_seal() ? Waiting::some : Waiting::none;
  } catch (const std::exception&) {
    return Waiting::failed;
  }
}

// What fails stays where it is, and nobody waits for it: whoever looks next tries again.
Waiting BatchRunner::seal_slice(std::chrono::milliseconds slice) {
  const auto end = std::chrono::steady_clock::now() + slice;
  leaves_waiting_ = false;
  try {
    database_.execute(Query::begin_write);
    leaves_waiting_ = seal_until(end);
    commit();
    return leaves_waiting_ ? Waiting::some : Waiting::none;
  } catch (const Failure& failure) {
    roll_back();
    if (!failure.is_busy()) {
      set_fault(internal_error(failure.what()));
    }
  } catch (const std::exception& fault) {
    roll_back();
    set_fault(internal_error(fault.what()));
  }
  return Waiting::failed;
}

// Organisations take turns. False when none is left that could be sealed.
bool BatchRunner::seal_until(std::chrono::steady_clock::time_point end) {
  std::optional<OrgKey> org = next_to_seal();
  while (org) {
    seal_turn_ = *org;
    seal_one(*org);
    org = next_to_seal();
    if (std::chrono::steady_clock::now() >= end) {
      break;
    }
  }
  return org.has_value();
}

// The first one beyond the last that may be tried now, and then from the beginning.
std::optional<OrgKey> BatchRunner::next_to_seal() {
  const auto first_beyond = [&](OrgKey after) {
    std::optional<OrgKey> org = sealer_.waiting_after(after);
    while (org && rests(*org)) {
      org = sealer_.waiting_after(*org);
    }
    return org;
  };
  const std::optional<OrgKey> org = first_beyond(seal_turn_);
  return org || seal_turn_ == OrgKey{} ? org : first_beyond(OrgKey{});
}

bool BatchRunner::rests(OrgKey org) const {
  const auto found = set_back_.find(org);
  return found != set_back_.end() && std::chrono::steady_clock::now() < found->second.until;
}

// A row that cannot be sealed holds up its own organisation, whose chain has no place for what
// comes after it, and no other.
void BatchRunner::seal_one(OrgKey org) {
  database_.execute(Query::savepoint);
  try {
    sealer_.seal_next(org);
    set_back_.erase(org);
  } catch (const Failure& failure) {
    if (failure.is_storage_fault() || !database_.in_transaction()) {
      throw;
    }
    set_back(org, failure.what());
  } catch (const std::exception& fault) {
    set_back(org, fault.what());
  }
  database_.execute(Query::release_savepoint);
}

// For a second, and twice as long after each further failure, up to a minute.
void BatchRunner::set_back(OrgKey org, const char* why) {
  constexpr int doublings_max = 6;
  database_.execute(Query::rollback_to_savepoint);
  SetBack& back = set_back_[org];
  back.until = std::chrono::steady_clock::now() +
               std::chrono::seconds(1 << std::min(back.failures, doublings_max));
  ++back.failures;
  const std::lock_guard lock(mutex_);
  troubles_.push_back(fmt::format(
      "the journal entries of the organisation with the key {} that wait to be sealed cannot be: "
      "{}; nothing newer shows in its audit trail until then",
      static_cast<std::int64_t>(org), why));
}

std::vector<std::string> BatchRunner::take_troubles() {
  const std::lock_guard lock(mutex_);
  return std::exchange(troubles_, {});
}

// The transaction itself serves as the savepoint.
bool BatchRunner::run_alone(WriteUnit& unit, Result<void>& outcome) {
  outcome = run_guarded(unit);
  return outcome.has_value();
}

bool BatchRunner::run_under_savepoint(WriteUnit& unit, Result<void>& outcome) {
  batch_.begin_unit();
  database_.execute(Query::savepoint);
  outcome = run_guarded(unit);
  if (outcome.has_error()) {
    database_.execute(Query::rollback_to_savepoint);
    batch_.undo_unit();
    live_.clear();
  }
  database_.execute(Query::release_savepoint);
  return outcome.has_value();
}

// An exception of the work is the unit's own fault, unless the storage is at fault or SQLite has
// ended the transaction: then it is the batch's.
Result<void> BatchRunner::run_guarded(WriteUnit& unit) {
  try {
    return run_work(unit);
  } catch (const Failure& failure) {
    if (failure.is_storage_fault() || !database_.in_transaction()) {
      throw;
    }
    return internal_error(failure.what());
  } catch (const std::exception& fault) {
    return internal_error(fault.what());
  } catch (...) {
    return internal_error("an exception of unknown type");
  }
}

Result<void> BatchRunner::run_work(WriteUnit& unit) {
  if (const auto* work = std::get_if<WriteWork>(&unit.work)) {
    if (!is_live(unit.org)) {
      return no_such_org();
    }
    SqliteWriter writer(database_, unit.org, batch_);
    return (*work)(writer);
  }
  // It may remove an organisation.
  live_.clear();
  SqliteCatalogueWriter catalogue(database_, batch_);
  return std::get<CatalogueWriteWork>(unit.work)(catalogue);
}

// Whoever holds the key of a removed organisation must not leave rows that no purge would find.
bool BatchRunner::is_live(OrgKey org) {
  if (org == installation || std::ranges::find(live_, org) != live_.end()) {
    return true;
  }
  Run run(database_, Query::org_is_live, org);
  if (!run.next()) {
    return false;
  }
  live_.push_back(org);
  return true;
}

void BatchRunner::roll_back() noexcept {
  if (database_.in_transaction()) {
    // Without a prepared statement, so that running out of memory cannot prevent it.
    sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

// Units that failed by themselves keep their own reason.
void BatchRunner::fail_batch(const Error& error) {
  for (Result<void>& outcome : outcomes_) {
    if (outcome.has_value()) {
      outcome = error;
    }
  }
  if (error.code == Code::internal) {
    set_fault(error);
  }
}

void BatchRunner::set_fault(std::optional<Error> fault) {
  const std::lock_guard lock(mutex_);
  fault_ = std::move(fault);
}

}  // namespace provost::store::sqlite

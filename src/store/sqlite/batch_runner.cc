#include "store/sqlite/batch_runner.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
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
  return Error(Code::internal, "the change could not be saved; nothing was changed", cause);
}

Error full_error(const char* cause) {
  Error error(Code::overloaded, "the server's disk is full; nothing was changed, try again later",
              cause);
  error.retry_after_s = 30;
  return error;
}

Error damage_error(const char* cause) {
  return Error(Code::internal,
               "the server's store is damaged; nothing was changed, and trying again will not help "
               "until the "
               "operator has restored a backup",
               cause);
}

// Says how much room there is; only the operator is told where. Free space on the disk does not
// help a server that may not use more of it.
Error describe_full(sqlite3* handle, const Failure& failure) {
  if (failure.system_error() == EFBIG || failure.system_error() == EDQUOT) {
    return Error(Code::overloaded,
                 fmt::format("no changes are possible, the server may not use more of its disk: {}",
                             failure.system_error() == EFBIG
                                 ? "its files have reached their size limit (RLIMIT_FSIZE)"
                                 : "its quota is used up"),
                 failure.what());
  }
  const char* file = sqlite3_db_filename(handle, "main");
  const std::filesystem::path folder =
      std::filesystem::path(file == nullptr ? "" : file).parent_path();
  std::error_code fault;
  const std::filesystem::space_info space = std::filesystem::space(folder, fault);
  return Error(Code::overloaded,
               fmt::format("no changes are possible, the disk of the database is full: {} bytes "
                           "are free",
                           fault ? 0 : space.available),
               fmt::format("{}: {}", folder.string(), failure.what()));
}

Error no_such_org() {
  return Error(Code::not_found, "the organisation was removed");
}

}  // namespace

std::size_t BatchRunner::run(std::span<WriteUnit> units) {
  outcomes_.assign(units.size(), Result<void>{});
  begun_ = units.size();
  try {
    if (const Result<void> may = condition_.may_write(); may.has_error()) {
      fail_batch(may.error());
    } else {
      run_transaction(units);
      if (!check_files()) {
        fail_batch(condition_.may_write().error());
      }
    }
  } catch (const Failure& failure) {
    roll_back();
    fail_batch(note(failure));
  } catch (const std::exception& fault) {
    roll_back();
    fail_batch(note_fault(fault.what()));
  }
  for (std::size_t i = 0; i < begun_; ++i) {
    units[i].done(std::move(outcomes_[i]));
  }
  return begun_;
}

bool BatchRunner::check_files() {
  const std::optional<OpenFiles::Lost> lost =
      files_ == nullptr ? std::nullopt : files_->find_lost();
  if (!lost) {
    condition_.clear(Trouble::files_gone);
    return true;
  }
  condition_.set(
      Trouble::files_gone,
      Error(Code::overloaded,
            fmt::format("the {} was deleted, replaced or moved, so the server accepts no changes; "
                        "put the files back as they were, or stop the server",
                        lost->kind),
            lost->fate));
  return false;
}

// Rewrites what the first page already says: the least that has to reach the disk.
void BatchRunner::probe() noexcept {
  try {
    database_.execute(Query::begin_write);
    const std::int64_t layout = database_.pragma("PRAGMA user_version");
    database_.script(fmt::format("PRAGMA user_version={}", layout).c_str());
    commit();
  } catch (const Failure& failure) {
    roll_back();
    note(failure);
  } catch (const std::exception& fault) {
    roll_back();
    note_fault(fault.what());
  }
}

void BatchRunner::run_transaction(std::span<WriteUnit> units) {
  batch_.clear();
  live_.clear();
  database_.execute(Query::begin_write);
  if (!run_units(units)) {
    roll_back();
    return;
  }
  const bool leaves_waiting = batch_.finish();
  const std::int64_t generation = settings_generation();
  commit();
  // Before any answer, so that whatever was answered applies to the next request.
  generation_.store(generation, std::memory_order_release);
  leaves_waiting_ = leaves_waiting_ || leaves_waiting;
}

// Returns whether any unit changed something.
bool BatchRunner::run_units(std::span<WriteUnit> units) {
  auto now = std::chrono::steady_clock::now();
  const auto end = now + time_max_;
  bool is_changed = false;
  for (std::size_t i = 0; i < units.size(); ++i) {
    rehearse(units[i]);
    const bool is_kept = units.size() == 1 ? run_alone(units[i], outcomes_[i])
                                           : run_under_savepoint(units[i], outcomes_[i]);
    is_changed = is_changed || is_kept;
    units[i].took = std::chrono::steady_clock::now() - now;
    now += units[i].took;
    if (i + 1 < units.size() && now >= end) {
      begun_ = i + 1;
      break;
    }
  }
  return is_changed;
}

void BatchRunner::commit() {
  database_.execute(Query::commit);
  commits_.fetch_add(1, std::memory_order_release);
  condition_.clear(Trouble::disk_full);
  condition_.clear(Trouble::failing);
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

// A failed slice stays where it is, and nobody waits for it: the next look tries again.
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
    note(failure);
  } catch (const std::exception& fault) {
    roll_back();
    note_fault(fault.what());
  }
  return Waiting::failed;
}

// Organisations take turns. Returns false when none is left that can be sealed.
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

// The next organisation after the last one that may be tried now, wrapping around.
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

// A row that cannot be sealed delays only its own organisation, whose chain cannot continue without
// it.
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

// For a second, doubled after each further failure, up to a minute.
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

// Whatever comes of it is rolled back.
void BatchRunner::rehearse(WriteUnit& unit) {
  for (int i = 0; i < rehearsals_; ++i) {
    batch_.begin_unit();
    database_.execute(Query::savepoint);
    (void)run_guarded(unit);
    take_back();
    database_.execute(Query::release_savepoint);
  }
}

// All that the unit did since its savepoint.
void BatchRunner::take_back() {
  database_.execute(Query::rollback_to_savepoint);
  batch_.undo_unit();
  live_.clear();
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
    take_back();
  }
  database_.execute(Query::release_savepoint);
  return outcome.has_value();
}

// An exception in the work is the unit's own fault, unless storage failed or SQLite has ended the
// transaction: then the whole batch fails.
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
  // The work may remove an organisation.
  live_.clear();
  SqliteCatalogueWriter catalogue(database_, batch_);
  return std::get<CatalogueWriteWork>(unit.work)(catalogue);
}

// A writer with the key of a removed organisation must not leave rows that no purge would find.
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
    // Without a prepared statement, so that lack of memory cannot prevent it.
    sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

// The text for callers; /readyz says more.
Error BatchRunner::note(const Failure& failure) {
  if (failure.is_busy()) {
    return busy_error(failure);
  }
  if (failure.is_full()) {
    // The free space keeps changing; the fault is still the same.
    if (!condition_.has(Trouble::disk_full)) {
      condition_.set(Trouble::disk_full, describe_full(database_.handle(), failure));
    }
    return full_error(failure.what());
  }
  if (failure.is_damage()) {
    note_damage(condition_, failure);
    return damage_error(failure.what());
  }
  return note_fault(failure.what());
}

Error BatchRunner::note_fault(const char* cause) {
  Error error = internal_error(cause);
  condition_.set(Trouble::failing,
                 Error(Code::internal,
                       "the last change to the database failed; the server's log says why", cause));
  return error;
}

// Units that failed on their own keep their reason.
void BatchRunner::fail_batch(const Error& error) {
  for (Result<void>& outcome : outcomes_) {
    if (outcome.has_value()) {
      outcome = error;
    }
  }
}

}  // namespace provost::store::sqlite

#include "store/sqlite/condition.h"

#include <algorithm>
#include <utility>

namespace provost::store::sqlite {
namespace {

constexpr int retry_after_s = 30;

std::size_t index_of(Trouble trouble) {
  return static_cast<std::size_t>(trouble);
}

Error refusal(const char* detail, const Error& fault) {
  Error error(Code::overloaded, detail, fault.cause.empty() ? fault.detail : fault.cause);
  error.retry_after_s = retry_after_s;
  return error;
}

}  // namespace

void Condition::set(Trouble trouble, Error error) {
  const std::lock_guard lock(mutex_);
  faults_[index_of(trouble)] = std::move(error);
  found_[index_of(trouble)] = std::chrono::steady_clock::now();
}

void Condition::clear(Trouble trouble) {
  const std::lock_guard lock(mutex_);
  faults_[index_of(trouble)].reset();
}

void Condition::clear_older(Trouble trouble, std::chrono::steady_clock::time_point then) {
  const std::lock_guard lock(mutex_);
  if (found_[index_of(trouble)] < then) {
    faults_[index_of(trouble)].reset();
  }
}

bool Condition::has(Trouble trouble) const {
  const std::lock_guard lock(mutex_);
  return faults_[index_of(trouble)].has_value();
}

Result<void> Condition::health() const {
  const std::lock_guard lock(mutex_);
  const auto worst =
      std::ranges::find_if(faults_, [](const auto& fault) { return fault.has_value(); });
  return worst == faults_.end() ? Result<void>() : Result<void>(**worst);
}

Result<void> Condition::may_write() const {
  const std::lock_guard lock(mutex_);
  if (const auto& fault = faults_[index_of(Trouble::files_gone)]) {
    return refusal(
        "the server has lost its data files and cannot keep changes; nothing was changed", *fault);
  }
  if (const auto& fault = faults_[index_of(Trouble::log_too_long)]) {
    return refusal(
        "the server's write-ahead log is full because another process has been reading the store "
        "for a long time; nothing was changed, try again later",
        *fault);
  }
  return {};
}

void note_damage(Condition& condition, const Failure& failure) {
  if (failure.is_damage()) {
    condition.set(Trouble::damaged,
                  Error(Code::internal,
                        "the database is damaged; run `provost verify --deep` to see where, and "
                        "restore a backup",
                        failure.what()));
  }
}

Error read_error(Condition& condition, const Failure& failure) {
  note_damage(condition, failure);
  if (failure.is_damage()) {
    return Error(Code::internal,
                 "the server's store is damaged and this cannot be read; trying again will not "
                 "help until the operator has restored a backup",
                 failure.what());
  }
  if (failure.is_busy() || failure.is_full()) {
    return refusal(failure.is_full() ? "the server's disk is full; try again later"
                                     : "the store is busy; try again later",
                   Error(Code::overloaded, failure.what()));
  }
  if (failure.is_storage_fault()) {
    condition.set(Trouble::unreadable,
                  Error(Code::internal,
                        "the database could not be read within the last minute; the server's log "
                        "says why",
                        failure.what()));
  }
  return Error(Code::internal, "the store could not read this", failure.what());
}

}  // namespace provost::store::sqlite

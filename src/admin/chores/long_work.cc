#include "admin/chores/long_work.h"

#include <algorithm>

#include <fmt/format.h>

#include "admin/chores/purge.h"
#include "admin/chores/schema_changes.h"
#include "base/rfc3339.h"

namespace provost::admin {
namespace {

using store::DueWork;
using store::LongWork;
using store::WorkKind;

// Rows of a removal or of a deleted group. The other kinds have their own limits.
constexpr std::size_t rows_per_slice = 2000;

// The work left after a slice; nothing when it is done, by this worker or another.
using Left = std::optional<LongWork>;

Result<Left> removal_slice(const identity::Admin& admin, const DueWork& due) {
  bool more = false;
  TRY(store::catalogue_write_and_wait(admin.session,
                                      [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                        more = catalogue.purge(due.org_key, rows_per_slice);
                                        return {};
                                      }));
  return more ? Left(due.work) : Left();
}

Result<bool> leftovers_slice(store::Writer& writer, LongWork& work) {
  const std::optional<Uuid> group = Uuid::parse(work.subject);
  const bool is_absent = group && !writer.load(scim::schema::group_type, *group);
  const std::size_t removed =
      is_absent ? writer.change_long_work().remove_leftovers(*group, rows_per_slice) : 0;
  work.done += removed;
  return removed < rows_per_slice;
}

// Returns true when that was the last one.
Result<bool> work_on(store::Writer& writer, LongWork& work, Timestamp now) {
  if (work.kind == WorkKind::leftovers) {
    return leftovers_slice(writer, work);
  }
  return work.kind == WorkKind::purge ? purge_slice(writer, work, now)
                                      : schema_slice(writer, work, now);
}

Result<Left> slice_within(const identity::Admin& admin, const DueWork& due) {
  Left left;
  const auto unit = [&](store::Writer& writer) -> Result<void> {
    left = writer.long_work().find(due.work.kind, due.work.subject);
    if (!left) {
      return {};
    }
    TRY_ASSIGN(const bool is_done, work_on(writer, *left, admin.clock.now()));
    if (is_done) {
      writer.change_long_work().remove(due.work.kind, due.work.subject);
      left.reset();
      return {};
    }
    left->failures = 0;
    left->not_before = {};
    left->fault.clear();
    writer.change_long_work().save(*left);
    return {};
  };
  TRY(store::write_and_wait(admin.session, due.org_key, unit));
  return left;
}

// The delay before the server retries something that did not fail.
constexpr std::int64_t pause_s = 1;

// Who runs a slice. A command waits for the work and decides itself when to retry; that must not
// delay the server's next attempt.
enum class Driver : std::uint8_t { server, command };

// On success, nothing is left to write. When somebody still reads the data that is to be deleted,
// the slice waits a moment, which is not a failure.
Result<Left> forgetting_slice(const identity::Admin& admin, const DueWork& due, Driver driver) {
  Left left;
  const bool is_empty = admin.session.empty_log();
  const auto unit = [&](store::Writer& writer) -> Result<void> {
    left = writer.long_work().find(due.work.kind, due.work.subject);
    if (left && is_empty) {
      writer.change_long_work().remove(due.work.kind, due.work.subject);
      left.reset();
    } else if (left && driver == Driver::server) {
      left->not_before = admin.clock.now().plus_s(pause_s);
      writer.change_long_work().save(*left);
    }
    return {};
  };
  TRY(store::write_and_wait(admin.session, due.org_key, unit));
  return left;
}

Result<Left> do_slice(const identity::Admin& admin, const DueWork& due, Driver driver) {
  Result<Left> left = due.work.kind == WorkKind::removal      ? removal_slice(admin, due)
                      : due.work.kind == WorkKind::forgetting ? forgetting_slice(admin, due, driver)
                                                              : slice_within(admin, due);
  // The organisation was removed together with its work.
  if (left.has_error() && left.error().code == Code::not_found) {
    return Left();
  }
  return left;
}

std::string text_of(const Error& error) {
  return error.cause.empty() ? error.detail : error.detail + ": " + error.cause;
}

void set_back(LongWork& work, const Error& error, Timestamp now) {
  const std::int64_t rest_s =
      work.failures < 9 ? std::min(std::int64_t{1} << work.failures, LongWorks::rest_s_max)
                        : LongWorks::rest_s_max;
  ++work.failures;
  work.not_before = now.plus_s(rest_s);
  work.fault = text_of(error);
}

// Notes in the row that a slice failed and when to try again. Returns what it noted.
Result<LongWork> note_failure(const identity::Admin& admin, const DueWork& due,
                              const Error& error) {
  const Timestamp now = admin.clock.now();
  LongWork noted = due.work;
  if (due.work.kind == WorkKind::removal) {
    set_back(noted, error, now);
    TRY(store::catalogue_write_and_wait(admin.session,
                                        [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                          catalogue.save_removal(due.org_key, noted);
                                          return {};
                                        }));
    return noted;
  }
  TRY(store::write_and_wait(admin.session, due.org_key, [&](store::Writer& writer) -> Result<void> {
    Left work = writer.long_work().find(due.work.kind, due.work.subject);
    if (work) {
      set_back(*work, error, now);
      writer.change_long_work().save(*work);
      noted = *work;
    }
    return {};
  }));
  return noted;
}

std::string name_of(const LongWork& work) {
  switch (work.kind) {
    case WorkKind::purge:
      return "purging values beyond the minimal profile";
    case WorkKind::schema_change:
      return fmt::format("changing the schema {}", work.subject);
    case WorkKind::forgetting:
      return "emptying the store's log after an erasure";
    case WorkKind::leftovers:
      return fmt::format("removing the members of the deleted group {}", work.subject);
    case WorkKind::removal:
      break;
  }
  return "deleting what is left of it";
}

}  // namespace

Result<void> finish_work(const identity::Admin& admin, store::OrgKey org, WorkKind kind,
                         std::string_view subject, const Progress& progress) {
  const DueWork due{
      .org_key = org, .org = {}, .work = {.kind = kind, .subject = std::string(subject)}};
  while (true) {
    TRY_ASSIGN(const Left left, do_slice(admin, due, Driver::command));
    if (!left) {
      return {};
    }
    if (progress) {
      progress(*left);
    }
  }
}

std::optional<DueWork> LongWorks::next() const {
  std::optional<DueWork> due;
  const Timestamp now = admin_.clock.now();
  admin_.session.catalogue([&](store::Catalogue& catalogue) {
    due = catalogue.due_work(turn_, now, rest_s_max);
    if (!due && turn_ != store::OrgKey{}) {
      due = catalogue.due_work({}, now, rest_s_max);
    }
  });
  return due;
}

Result<bool> LongWorks::step() {
  const std::optional<DueWork> due = next();
  if (!due) {
    return false;
  }
  turn_ = due->org_key;
  const Result<Left> left = do_slice(admin_, *due, Driver::server);
  if (left.has_value()) {
    return true;
  }
  // A busy store is not a failure of this work.
  if (left.error().code == Code::overloaded) {
    return left.error();
  }
  TRY_ASSIGN(const LongWork noted, note_failure(admin_, *due, left.error()));
  say_(fmt::format("organisation {}: {} failed, and is tried again at {}: {}", due->org.str(),
                   name_of(noted), to_rfc3339(noted.not_before), noted.fault));
  return true;
}

}  // namespace provost::admin

#include "admin/chores/retention.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "json/json.h"
#include "store/journal.h"

namespace provost::admin {
namespace {

constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t retry_s = 3600;
constexpr std::size_t rows_per_slice = 2000;

// The last entry before the cutoff, or one before the first entry when none is that old.
std::int64_t last_before(store::JournalReader& journal, Timestamp cutoff) {
  return std::min(journal.first_since(cutoff), journal.bounds().last) - 1;
}

}  // namespace

Result<bool> trim_journal(store::Writer& writer, Timestamp cutoff, std::size_t rows) {
  writer.change_journal().seal();  // the entry about the trimming must not wait
  store::JournalReader& journal = writer.journal();
  const std::int64_t first = journal.bounds().first;
  const std::int64_t end = last_before(journal, cutoff);
  const std::int64_t through = std::min(end, first - 1 + static_cast<std::int64_t>(rows));
  if (first == 0 || through < first) {
    return false;
  }
  const std::string mac = to_hex(journal.after(through - 1, 1).front().mac);
  writer.change_journal().trim(through);
  writer.append({.type = "journal.trimmed",
                 .subject_type = "journal",
                 .subject_id = "journal",
                 .actor = "server",
                 .cause = {},
                 .data = json::write({{"through", through}, {"mac", mac}}),
                 .values = {}});
  return through < end;
}

Result<bool> JournalRetention::step() {
  const Timestamp now = admin_.clock.now();
  if (days_ == 0) {
    return false;
  }
  if (to_do_.empty() && now >= next_round_) {
    next_round_ = now.plus_s(day_s);
    begin_round();
  }
  if (to_do_.empty()) {
    return false;
  }
  const store::OrgKey org = to_do_.back();
  to_do_.pop_back();  // whatever happens to it, even an exception, the others get their turn
  const Result<bool> more = trim(org, now.plus_s(-day_s * days_));
  // A busy store is not a failure of this organisation.
  const bool is_busy = more.has_error() && more.error().code == Code::overloaded;
  if (is_busy || (more.has_value() && *more)) {
    to_do_.push_back(org);
  }
  if (is_busy) {
    return more.error();
  }
  if (more.has_error()) {
    failed_ = more.error();
  }
  if (to_do_.empty() && failed_) {
    next_round_ = now.plus_s(retry_s);
    return *std::exchange(failed_, std::nullopt);
  }
  return true;
}

// The beginning of the journal itself records the progress. Returns true when more can be removed.
Result<bool> JournalRetention::trim(store::OrgKey org, Timestamp cutoff) {
  bool more = false;
  if (!is_due(org, cutoff)) {
    return more;
  }
  const Result<void> trimmed =
      store::write_and_wait(admin_.session, org, [&](store::Writer& writer) -> Result<void> {
        TRY_ASSIGN(more, trim_journal(writer, cutoff, rows_per_slice));
        return {};
      });
  // Code::not_found: the organisation has been removed in the meantime.
  if (trimmed.has_error() && trimmed.error().code != Code::not_found) {
    return trimmed.error();
  }
  return more;
}

void JournalRetention::begin_round() {
  to_do_.push_back(store::installation);
  for (const store::Org& org : identity::list_organisations(admin_)) {
    to_do_.push_back(org.key);
  }
}

bool JournalRetention::is_due(store::OrgKey org, Timestamp cutoff) {
  bool due = false;
  (void)admin_.session.read_now(org, [&](store::Reader& reader) {
    store::JournalReader& journal = reader.journal();
    due = last_before(journal, cutoff) >= std::max<std::int64_t>(journal.bounds().first, 1);
  });
  return due;
}

}  // namespace provost::admin

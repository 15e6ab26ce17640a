#include "store/sqlite/history.h"

namespace provost::store::sqlite {

std::vector<ActiveSample> HistoryReads::active_samples(Timestamp since) {
  std::vector<ActiveSample> samples;
  Run run(database_, Query::active_samples, org_, since);
  while (run.next()) {
    budget_.spend();
    samples.push_back({run.time(0), static_cast<std::size_t>(run.integer(1))});
  }
  return samples;
}

std::vector<Notice> HistoryReads::notices() {
  std::vector<Notice> notices;
  Run run(database_, Query::notices, org_);
  while (run.next()) {
    budget_.spend();
    notices.push_back({static_cast<std::uint8_t>(run.integer(0)), run.string(1), run.string(2),
                       static_cast<NoticeState>(run.integer(3)), run.time(4)});
  }
  return notices;
}

std::vector<Dismissal> HistoryReads::dismissals() {
  std::vector<Dismissal> all;
  Run run(database_, Query::dismissals, org_);
  while (run.next()) {
    budget_.spend();
    all.push_back({.finding = run.string(0),
                   .at = run.time(1),
                   .until = run.time(2),
                   .by = run.string(3),
                   .name = run.string(4),
                   .count = static_cast<std::size_t>(run.integer(5)),
                   .severity = run.integer(6)});
  }
  return all;
}

void SqliteHistoryWriter::save_active_sample(const ActiveSample& sample) {
  database_.execute(Query::save_active_sample, org_, sample.hour,
                    static_cast<std::int64_t>(sample.active));
}

void SqliteHistoryWriter::remove_active_samples(Timestamp before) {
  database_.execute(Query::delete_active_samples, org_, before);
}

void SqliteHistoryWriter::save_notice(const Notice& notice) {
  database_.execute(Query::save_notice, org_, notice.kind, notice.occurrence, notice.recipient,
                    notice.state, notice.at);
}

void SqliteHistoryWriter::remove_notice(const Notice& notice) {
  database_.execute(Query::delete_notice, org_, notice.kind, notice.occurrence, notice.recipient);
}

void SqliteHistoryWriter::save_dismissal(const Dismissal& dismissal) {
  const Dismissal& d = dismissal;
  database_.execute(Query::save_dismissal, org_, d.finding, d.at, d.until, d.by, d.name,
                    static_cast<std::int64_t>(d.count), d.severity);
}

bool SqliteHistoryWriter::remove_dismissal(std::string_view finding) {
  return database_.execute(Query::delete_dismissal, org_, finding) == 1;
}

}  // namespace provost::store::sqlite

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

}  // namespace provost::store::sqlite

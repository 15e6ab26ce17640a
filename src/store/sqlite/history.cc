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

void SqliteHistoryWriter::save_active_sample(const ActiveSample& sample) {
  database_.execute(Query::save_active_sample, org_, sample.hour,
                    static_cast<std::int64_t>(sample.active));
}

void SqliteHistoryWriter::remove_active_samples(Timestamp before) {
  database_.execute(Query::delete_active_samples, org_, before);
}

}  // namespace provost::store::sqlite

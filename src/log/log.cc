#include "log/log.h"

#include <utility>

namespace provost::log {

Log::Log(std::unique_ptr<Shelf> shelf, const Options& options, const Clock& clock, Random& random)
    : shelf_(std::move(shelf)),
      collector_(options.collector),
      recorder_(collector_, *shelf_, options.retention_s, options.say, clock, random),
      reading_(shelf_->open_reader(), options.reads_waiting_max,
               [this] { recorder_.note_damage(); }) {}

void Log::note(OrgKey org, Entry entry) {
  if (collector_.note(org, std::move(entry))) {
    recorder_.wake();
  }
}

void Log::note_read(OrgKey org, const Read& read) {
  if (collector_.note_read(org, read)) {
    recorder_.wake();
  }
}

void Log::note_refusal(OrgKey org, Entry entry) {
  if (collector_.note_refusal(org, std::move(entry))) {
    recorder_.wake();
  }
}

void Log::read_later(ReadWork work, Done done) {
  reading_.submit(std::move(work), std::move(done));
}

}  // namespace provost::log

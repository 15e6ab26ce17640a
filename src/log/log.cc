#include "log/log.h"

#include <utility>

namespace provost::log {
namespace {

std::vector<std::unique_ptr<Reader>> open_readers(Shelf& shelf, std::size_t count) {
  std::vector<std::unique_ptr<Reader>> readers;
  for (std::size_t i = 0; i < count; ++i) {
    readers.push_back(shelf.open_reader());
  }
  return readers;
}

}  // namespace

Log::Log(std::unique_ptr<Shelf> shelf, const Options& options, const Clock& clock, Random& random)
    : shelf_(std::move(shelf)),
      collector_(options.collector),
      recorder_(collector_, *shelf_, options.retention_s, options.say, clock, random),
      reading_(open_readers(*shelf_, options.read_threads), options.reads,
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

void Log::read_later(OrgKey org, ReadWork work, const Done& done) {
  reading_.submit(org, std::move(work), done);
}

}  // namespace provost::log

#pragma once

#include <memory>

#include "base/testing/fakes.h"
#include "store/sqlite/sqlite_store.h"

// A private store for tests of the layers above: the real SQLite one, never a mock.
namespace provost::testing {

class MemoryStore {
 public:
  MemoryStore() : store_(open(clock_, random_)), session_(store_->open_session()) {}
  store::Store& store() { return *store_; }
  store::Session& session() { return *session_; }
  ManualClock& clock() { return clock_; }
  SeededRandom& random() { return random_; }

 private:
  static std::unique_ptr<store::Store> open(const Clock& clock, Random& random) {
    store::sqlite::Options options;
    options.path = ":memory:";
    return store::sqlite::open(options, clock, random);
  }
  ManualClock clock_;
  SeededRandom random_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<store::Session> session_;
};

}  // namespace provost::testing

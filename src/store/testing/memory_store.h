#pragma once

#include <memory>
#include <optional>

#include "base/testing/fakes.h"
#include "store/sqlite/sqlite_store.h"
#include "store/testing/trials.h"

// A private store for tests of the layers above: the real SQLite one, never a mock.
namespace provost::testing {

class MemoryStore {
 public:
  MemoryStore() : store_(open(clock_, random_)), session_(store_->open_session()) {}
  store::Store& store() { return *store_; }
  store::Session& session() { return *session_; }
  // A new organisation, without an entry in any journal.
  store::OrgKey add(const OrgId& id, const store::OrgSettings& settings = {}) {
    std::optional<store::OrgKey> key;
    const Result<void> done = store::catalogue_write_and_wait(
        *session_, [&](store::CatalogueWriter& catalogue) -> Result<void> {
          TRY_ASSIGN(key, catalogue.create(id, settings, clock_.now()));
          return {};
        });
    return key.value();
  }
  ManualClock& clock() { return clock_; }
  SeededRandom& random() { return random_; }

 private:
  static std::unique_ptr<store::Store> open(const Clock& clock, Random& random) {
    store::sqlite::Options options;
    options.path = ":memory:";
    options.rehearsals = rehearsals_wanted();
    return store::sqlite::open(options, clock, random);
  }
  ManualClock clock_;
  SeededRandom random_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<store::Session> session_;
};

}  // namespace provost::testing

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "admin/insight/health.h"
#include "store/transaction.h"

// What the process knows of the health of every organisation, so that a list of thousands reads
// memory alone (docs/decisions/0033). Safe from many threads.
namespace provost::admin {

// Which organisations there are, as lists sort and search them.
struct KnownOrganisations {
  struct One {
    store::OrgKey key{};
    OrgId id;
    std::string name;
    std::string folded;  // its id and name as searches compare them
    bool suspended = false;
  };
  std::int64_t generation = -1;  // of the settings when they were read
  std::vector<One> all;          // in the order of their ids
};
// Reads them: some thousand rows for some thousand organisations.
std::shared_ptr<const KnownOrganisations> read_organisations(store::Catalogue& catalogue);

class HealthBoard {
 public:
  using Row = std::shared_ptr<const Health>;
  // Organisations beyond these have no row: one takes about 400 bytes.
  static constexpr std::size_t rows_max = 50'000;
  // How many may be asked for at one time.
  static constexpr std::size_t asked_max = 2'000;

  // Null when that organisation has not been looked at yet.
  Row find(store::OrgKey org) const;
  // A row for each of them, or null, as they are now.
  std::vector<Row> rows_of(const KnownOrganisations& organisations) const;
  void set(store::OrgKey org, Health health);

  // Asks for a look soon, unless there was one within `fresh_ms`.
  void ask(const std::vector<store::OrgKey>& orgs, Timestamp now, std::int64_t fresh_ms);
  // One of those that were asked for.
  std::optional<store::OrgKey> take_asked();

  // As they were last read; null before they were.
  std::shared_ptr<const KnownOrganisations> organisations() const;
  // Keeps those if they are newer, and the rows of these organisations alone.
  void keep(std::shared_ptr<const KnownOrganisations> organisations);

 private:
  mutable std::mutex mutex_;
  std::map<store::OrgKey, Row> rows_;
  std::set<store::OrgKey> asked_;
  std::shared_ptr<const KnownOrganisations> organisations_;
};

}  // namespace provost::admin

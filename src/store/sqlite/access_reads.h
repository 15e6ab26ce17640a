#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "store/access.h"
#include "store/records.h"
#include "store/sqlite/database.h"
#include "store/sqlite/row_budget.h"

namespace provost::store::sqlite {

// An absent target as it is stored.
inline std::int64_t number_of(std::optional<access::Target> target) {
  return target ? static_cast<std::int64_t>(*target) : 0;
}
inline std::optional<access::Target> target_of(std::int64_t number) {
  return number == 0 ? std::nullopt : std::optional(static_cast<access::Target>(number));
}
// Kept counts of people by their access share the table of those of resources, under numbers that
// no resource type has.
inline scim::schema::TypeNumber count_number(access::Source source,
                                             std::optional<access::Target> target) {
  return static_cast<scim::schema::TypeNumber>(100 + 10 * static_cast<int>(source) +
                                               static_cast<int>(number_of(target)));
}

class AccessReads final : public AccessReader {
 public:
  AccessReads(Database& database, OrgKey org, RowBudget& budget)
      : database_(database), org_(org), budget_(budget) {}

  std::vector<ResourceId> parents_of(const ResourceId& member) override;
  std::vector<ResourceId> groups_in(const ResourceId& group) override;
  std::optional<access::Target> mapped_to(const ResourceId& group) override;

  std::optional<Mapping> mapping(const ResourceId& group) override;
  std::vector<Mapping> mappings(const ResourceId& after, std::size_t limit) override;

  std::optional<AccessRow> access(const ResourceId& user) override;
  std::vector<Person> people_in(const ResourceId& group, const ResourceId& after,
                                std::size_t limit) override;
  std::vector<ResourceId> people_with(access::Source source, std::optional<access::Target> target,
                                      const ResourceId& after, std::size_t limit) override;
  std::size_t count_with(access::Source source, std::optional<access::Target> target) override;

  std::optional<access::Target> default_access() override;
  std::optional<Timestamp> no_admin_since() override;

  std::optional<DirectAccess> direct_access(const ResourceId& user) override;
  std::vector<DirectAccess> direct_accesses(const ResourceId& after, std::size_t limit) override;
  std::optional<RetainedAccess> retained_access(const ResourceId& user) override;
  std::vector<RetainedAccess> retained_accesses(std::size_t limit) override;

 private:
  bool step(Run& run);
  // What `take` makes of the next row, or of every row that is left.
  template <class Take>
  auto one(Run& run, const Take& take) -> std::optional<decltype(take(run))>;
  template <class Take>
  auto all(Run& run, const Take& take) -> std::vector<decltype(take(run))>;

  Database& database_;
  OrgKey org_;
  RowBudget& budget_;
};

}  // namespace provost::store::sqlite

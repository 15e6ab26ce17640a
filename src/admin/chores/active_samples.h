#pragma once

#include <utility>

#include "admin/chores/org_round.h"
#include "identity/admin.h"
#include "store/transaction.h"

namespace provost::admin {

inline constexpr std::int64_t active_samples_kept_days = 400;

// How many active users the organisation has, from kept counts.
std::size_t count_active(store::Reader& reader);

// Samples, once an hour, how many active users each organisation has: one organisation at a step.
// Only a count that differs from the sample before is written (docs/decisions/0018).
class ActiveSamples {
 public:
  explicit ActiveSamples(identity::Admin admin) : admin_(std::move(admin)) {}

  // False when every organisation has its sample of this hour.
  Result<bool> step();

 private:
  Result<void> sample(const store::Org& org);

  identity::Admin admin_;
  Timestamp hour_;  // of the current or last round
  OrgRound round_;
};

}  // namespace provost::admin

#pragma once

#include <utility>

#include "admin/organisations.h"

namespace provost::admin {

// Takes the rows of removed organisations away, slice by slice, so that no write waits for long. A
// running server works on it; what the command line removed is gone when the command ends.
class RemovedOrganisations {
 public:
  explicit RemovedOrganisations(Admin admin) : admin_(std::move(admin)) {}

  // Does one slice; false when there was nothing to do, which costs one read.
  Result<bool> step();

 private:
  Admin admin_;
  // Nothing was left of removed organisations when the settings had that generation.
  std::int64_t clean_generation_ = -1;
};

}  // namespace provost::admin

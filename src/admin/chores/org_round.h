#pragma once

#include <optional>

#include "store/store.h"

namespace provost::admin {

// Visits the organisations by name, one at a time, while others are created and deleted.
class OrgRound {
 public:
  // Before the first begin() too.
  bool is_over() const { return is_over_; }
  void begin();
  // The next organisation; nothing when the round is over.
  std::optional<store::Org> next(store::Session& session);

 private:
  OrgId last_;
  bool is_over_ = true;
};

}  // namespace provost::admin

#pragma once

#include <optional>

#include "access/target.h"

namespace provost::access {

// What a change of access means for a person (design §2.10). Two things are compared, the role and
// whether the person can sign in: a Human can, a Service account and nobody without access cannot.
struct Difference {
  bool loses_access = false;
  bool loses_admin = false;
  bool loses_sign_in = false;
  bool gains_access = false;
  bool gains_admin = false;
  bool gains_sign_in = false;

  // Worse in either.
  bool is_loss() const { return loses_access || loses_admin || loses_sign_in; }
  // Better in either, and worse in none.
  bool is_gain() const { return !is_loss() && (gains_access || gains_admin || gains_sign_in); }
};

Difference difference(std::optional<Target> before, std::optional<Target> after);

}  // namespace provost::access

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "access/target.h"
#include "base/uuid.h"

namespace provost::access {

// What gives a person their access. The numbers are stored.
enum class Source : std::uint8_t {
  none,        // inactive: no access at all
  by_default,  // no mapped group: what the organisation's default says, which may be nothing
  direct,      // given by hand while SCIM was off (design §2.15)
  group,       // a mapped group
  retained  // an Admin (Human) that SCIM would have left the organisation without (design §2.10)
};
// "default", "direct", "group", "retained", as the API says it.
std::string_view to_text(Source source);

// What one mapped group gives.
struct Grant {
  Target target{};
  ResourceId group;
  friend bool operator==(const Grant&, const Grant&) = default;
};

// The higher one on the ladder; of the same height that of the lower group id, so that everybody
// who computes it finds the same group (design §2.9: access comes from exactly one).
bool outranks(const Grant& a, const Grant& b);
std::optional<Grant> higher(const std::optional<Grant>& a, const std::optional<Grant>& b);

// The effective access of one person. Which role the default gives is not part of it, so that a
// change of the default changes nobody's row.
struct Access {
  Source source = Source::none;
  std::optional<Target> target;  // of direct, group and retained
  ResourceId group;              // of group: the mapped one; nil otherwise
  friend bool operator==(const Access&, const Access&) = default;
};

// The facts that decide a person's access.
struct Facts {
  bool active = false;
  std::optional<Grant> grant;  // the highest of the groups that hold them, directly or by nesting
  std::optional<Target> direct;
  bool retained = false;
};

// Design §2.9, §2.10, §2.15: nothing when inactive; a retained Admin (Human) goes before any group
// that gives less; direct access counts only while no mapped group gives one.
Access decide(const Facts& facts);

// What an access amounts to in an organisation with that default; nothing when it gives none.
std::optional<Target> target_of(const Access& access, std::optional<Target> default_access);

}  // namespace provost::access

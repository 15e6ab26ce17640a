#include "provision/anchors.h"

namespace provost::provision {
namespace {

// About a megabyte and a half in all.
constexpr std::size_t known_max = 1024;

}  // namespace

std::optional<Anchors::Anchor> Anchors::find(store::OrgKey org, scim::schema::TypeNumber type,
                                             std::int64_t shifts, std::size_t count) {
  const std::lock_guard lock(mutex_);
  const auto known = known_.find({org, type});
  if (known == known_.end() || known->second.shifts != shifts) {
    return std::nullopt;
  }
  Anchor best;
  for (const Anchor& anchor : known->second.anchors) {
    if (anchor.count > best.count && anchor.count <= count) {
      best = anchor;
    }
  }
  return best.count == 0 ? std::nullopt : std::optional(best);
}

void Anchors::note(store::OrgKey org, scim::schema::TypeNumber type, std::int64_t shifts,
                   const Anchor& anchor) {
  const std::lock_guard lock(mutex_);
  if (known_.size() >= known_max && !known_.contains({org, type})) {
    known_.clear();
  }
  Known& known = known_[{org, type}];
  if (known.shifts != shifts) {
    known = {};
    known.shifts = shifts;
  }
  known.anchors[known.next] = anchor;
  known.next = (known.next + 1) % known.anchors.size();
}

}  // namespace provost::provision

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/difference.h"
#include "provision/access/recompute.h"

namespace provost::provision {

// How many people lose each of these, or how many gain it; somebody may count for several.
struct AccessCounts {
  std::size_t access = 0;
  std::size_t admin = 0;
  std::size_t sign_in = 0;

  void add_losses(const access::Difference& change, std::size_t people = 1);
  void add_gains(const access::Difference& change, std::size_t people = 1);
};

// The effect of a change of mappings on people (design §2.10): before it is applied, and for
// comparison during that.
struct MappingPreview {
  // Those who lose something, then those who gain and lose nothing (access::Difference); within
  // each in the order of ids. People whose access is the same from another source are in neither.
  std::vector<AccessDelta> losses;
  std::vector<AccessDelta> gains;
  std::size_t same = 0;
  // People of the groups who are inactive: no mapping gives them anything. Of preview() alone.
  std::size_t inactive = 0;
  AccessCounts lost;           // by the losses
  AccessCounts gained;         // by the gains
  std::size_t new_admins = 0;  // also those who lose something by it
  // The organisation would be left without an active Admin (Human).
  bool last_admin = false;
  // Of everything above and the mappings asked for: equal previews have equal tags, so that apply
  // refuses a preview only when its outcome would be another one.
  std::string etag;
};

// The data of a preview: the people whose access would change, in the order of ids.
std::vector<AccessDelta> deltas_of(store::AccessReader& reader, const access::Overlay& changes);

// Whether an entry of the journal of that type may say something that deltas_of() depends on. False
// only of types that are known not to.
bool may_concern_access(std::string_view type);

// The same of deltas that were computed already, as those of AccessChanges are.
MappingPreview summary_of(store::AccessReader& reader, const access::Overlay& changes,
                          const std::vector<AccessDelta>& deltas);

// `changes` names each group and what it would be mapped to. Costs a lookup for each person in the
// groups, so groups of thousands belong on the read pool.
MappingPreview preview(store::AccessReader& reader, const access::Overlay& changes);

}  // namespace provost::provision

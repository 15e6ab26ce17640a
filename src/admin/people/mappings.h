#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/target.h"
#include "admin/people/find.h"
#include "base/result.h"
#include "json/json.h"
#include "provision/access/recompute.h"
#include "provision/context.h"
#include "store/transaction.h"

// Mapping groups to targets: first shown, then applied in one step (design §2.8 to §2.10).
namespace provost::admin {

struct MappingChange {
  std::vector<ResourceId> groups;        // each once
  std::optional<access::Target> target;  // nothing: they are no longer mapped
};

inline constexpr std::size_t groups_mapped_at_once_max = 1000;

// Of {"groupIds": […], "mapping": {"role","identityType"} or null}, whatever else the object has.
// Code::invalid_value; not_found for what can be no group's id.
Result<MappingChange> read_mapping_change(const json::Object& body);

// Who would lose and who would gain: describe_preview().
struct MappingPreview {
  json::Object shown;
  std::optional<std::string> next;
};
// Costs a lookup for each person in the groups: work for the read pool. Code::not_found names a
// group that is none; conflict when the page before was of another outcome. With a search the page
// shows those of the people alone who have it in their userName, and the counts stay those of all.
Result<MappingPreview> preview_mapping(store::Reader& reader,
                                       const scim::schema::ResourceType& user_type,
                                       const MappingChange& change, const PageWish& page,
                                       std::string_view search = {});

struct MappingOrder {
  MappingChange change;
  // Of the preview that somebody has seen; empty when there was none.
  std::string etag = {};
  // Why the guard of the last Admin (Human) shall let it pass; empty when it shall not.
  std::string override_reason = {};
  // Whether the caller may map groups to and from Admin (design §2.11).
  bool may_map_to_admin = true;
};

// The effect of a change of mappings, computed on the read pool to spare the writer
// (docs/decisions/0019).
struct MappingPlan {
  std::int64_t numbered = 0;  // store::JournalBounds, of the snapshot used
  std::vector<provision::AccessDelta> deltas;
  std::size_t gain_count = 0;
  std::size_t loss_count = 0;
};
// Costs a lookup for each person in the groups. Errors like those of apply_mapping(), except the
// guard.
Result<MappingPlan> plan_mapping(store::Reader& reader, const MappingOrder& order);
// Whether working it out again would give the same: whatever has happened in the organisation since
// concerns nobody's access.
bool still_holds(store::Writer& writer, const MappingPlan& plan);

struct MappingOutcome {
  std::size_t gain_count = 0;
  std::size_t loss_count = 0;
};
// Code::conflict while SCIM is off, when the preview is out of date, and by the guard; not_found;
// forbidden. Computes the effect now unless there is a plan that is still valid; checks for the
// last Admin (Human) in any case.
Result<MappingOutcome> apply_mapping(store::Writer& writer, const MappingOrder& order,
                                     const provision::Context& context,
                                     const MappingPlan* plan = nullptr);

}  // namespace provost::admin

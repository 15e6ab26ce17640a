#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "admin/people/find.h"
#include "base/result.h"
#include "scim/schema/schema.h"
#include "store/transaction.h"

// The groups of an organisation and what they are mapped to (Collaborators → SCIM Groups).
namespace provost::admin {

struct GroupQuery {
  std::string search;
  std::optional<bool> mapped;  // nothing: mapped or not
  bool by_name = false;        // in the order of their names
};

// A page of {"id","displayName","externalId","memberCount","mapping"}, in the order of `find`. The
// mapping is {"role","identityType"} or null; direct members count.
Result<ItemPage> list_groups(store::Reader& reader, const scim::schema::Registry& registry,
                             const GroupQuery& query, const PageWish& page);

// At most that many groups around one are shown, each way.
inline constexpr std::size_t groups_around_max = 200;

// One group as in the list, and also: `mappedBy`, `mappedAt` and `cause`, which are null while it
// is not mapped; `created` and `lastModified` of the group itself; `within` the groups that it
// holds, directly or by nesting, and `holders` those that hold it, nearest first, each
// {"id","displayName","direct","memberCount","mapping"}; `withinMore` and `holdersMore`, whether
// there are more than groups_around_max. Index lookups only. Code::not_found.
Result<json::Object> show_group(store::Reader& reader, const scim::schema::Registry& registry,
                                const ResourceId& group);

// Code::not_found, for what a caller says is the id of a group.
Error no_such_group(std::string_view id);

}  // namespace provost::admin

#pragma once

#include <optional>
#include <string>

#include "admin/find.h"
#include "base/result.h"
#include "scim/schema/schema.h"
#include "store/transaction.h"

// The groups of an organisation and what they are mapped to (Collaborators → SCIM Groups).
namespace provost::admin {

struct GroupQuery {
  std::string search;
  std::optional<bool> mapped;  // nothing: mapped or not
};

// A page of {"id","displayName","externalId","memberCount","mapping"}, in the order of `find`. The
// mapping is {"role","identityType"} or null; direct members count.
Result<ItemPage> list_groups(store::Reader& reader, const scim::schema::Registry& registry,
                             const GroupQuery& query, const PageWish& page);

}  // namespace provost::admin

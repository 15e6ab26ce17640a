#pragma once

#include <optional>
#include <vector>

#include "provision/list.h"

namespace provost::provision {

// The orders in which a store can hand out resources without looking at all of them.
enum class KeptOrder : std::uint8_t { ids, names, modified };

// The one that an unfiltered query asks for; nothing when it is filtered, or sorted otherwise.
std::optional<KeptOrder> kept_order_of(const Query& query);

// Resources of one type in that order, or against it when `span.descending`: those beyond a place
// of it, or all.
std::vector<scim::Stored> walk_in(store::Reader& reader, KeptOrder order,
                                  const scim::schema::ResourceType& type,
                                  const std::optional<scim::sort::Place>& beyond,
                                  const store::Span& span);

}  // namespace provost::provision

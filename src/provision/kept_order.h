#pragma once

#include <functional>
#include <optional>

#include "provision/list.h"

namespace provost::provision {

// The orders in which a store can hand out resources without looking at all of them.
enum class KeptOrder : std::uint8_t { ids, names, modified };

// The one that an unfiltered query asks for; nothing when it is filtered, or sorted otherwise.
std::optional<KeptOrder> kept_order_of(const Query& query);

// Gives resources of one type in that order, or against it when `span.descending`: those beyond a
// place of it, or all. Few are in memory at one time. False when `take` wanted no more.
bool walk_in(store::Reader& reader, KeptOrder order, const scim::schema::ResourceType& type,
             const std::optional<scim::sort::Place>& beyond, const store::Span& span,
             const std::function<bool(scim::Stored)>& take);

}  // namespace provost::provision

#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/json.h"
#include "scim/resource/resource.h"
#include "scim/schema/schema.h"
#include "store/transaction.h"

// Pages of the people and the groups of an organisation, as an admin looks for them.
namespace provost::admin {

struct Wanted {
  const scim::schema::ResourceType& type;
  // The search text: an id, an externalId, or part of a name. Empty: everything.
  std::string search;
  // Whether one belongs to the list. Null: all do.
  std::function<bool(const ResourceId&)> belongs;
  // Those that belong, where that is known without looking at others: in the order of their ids,
  // beyond one. Null: every resource of the type has to be looked at.
  std::function<std::vector<ResourceId>(const ResourceId& after, std::size_t limit)> candidates;
  // Whether some of the candidates may not belong.
  bool checks_candidates = false;
  // Without a search: in the order of names, not of ids.
  bool by_name = false;
};

// Which page of a list is asked for, and the page.
struct PageWish {
  std::size_t limit = 100;
  // What the page before gave as `next`; nothing for the first page.
  std::optional<std::string> after;
  // The maximum of non-matching resources to read. The page ends there, however short, so that no
  // search delays others.
  std::size_t looked_at_max = 5000;
  // Bytes of the resources that are on it, beyond which it ends as well.
  std::size_t bytes_max = 8 * 1024 * 1024;
};
struct ItemPage {
  json::Array items;
  std::optional<std::string> next;
};

struct Hit {
  ResourceId id;
  json::Object document;
};

struct Found {
  std::vector<Hit> hits;
  // Where the next page begins; nothing when there is no more.
  std::optional<std::string> next;
};

// One page. Items whose id or externalId equals the text come first; then, in the order of names,
// those that begin with it; then, in the order of ids, those that contain it elsewhere in the name.
// Without a search everything comes in the order of ids, or of names. Code::invalid_cursor for an
// `after` outside this order.
Result<Found> find(store::Reader& reader, const Wanted& wanted, const PageWish& page);

// The one resource that a person means by its id or its whole name. Code::not_found.
Result<ResourceId> find_one(store::Reader& reader, const scim::schema::ResourceType& type,
                            std::string_view text);

}  // namespace provost::admin

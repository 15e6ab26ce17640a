#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/byte_budget.h"
#include "base/result.h"
#include "provision/anchors.h"
#include "provision/relations.h"
#include "scim/filter/filter.h"
#include "scim/resource/render.h"
#include "scim/sort/sort.h"
#include "store/transaction.h"

namespace provost::provision {

// Where a page begins that continues another one (RFC 9865): beyond the place where that one ended
// or, for `backward`, began.
struct Continuation {
  scim::sort::Place beyond;
  bool backward = false;
  // The total as the first page counted it. With a filter that means looking at every candidate, so
  // the pages after it do not count again.
  std::optional<std::size_t> total;
};

struct Page {
  std::int64_t start_index = 1;       // as sent; below 1 means 1
  std::optional<std::int64_t> count;  // as sent; below 0 means 0
  std::optional<Continuation> continues;
};

// A query, resolved for one resource type.
struct Selection {
  const scim::schema::ResourceType* type = nullptr;
  scim::filter::BoundFilter filter;  // null: every resource
  scim::filter::Plan plan;           // of the filter
  scim::sort::Key key;
  scim::resource::Projection projection;

  // Whether every resource of the type matches, which the filter alone may tell.
  bool matches_all() const { return filter == nullptr || (plan.scan && plan.exact); }
};

// A query over one resource type, or over several in the order of their numbers. Without `sorted`
// resources come in the order of types and ids, which is the order of creation.
struct Query {
  std::vector<Selection> selections;
  bool sorted = false;
  bool descending = false;
  Page page;
};

struct ListLimits {
  std::size_t page_size_default = 100;
  std::size_t page_size_max = 1000;
  // Candidates of one type that a request may look at; beyond it the filter or the sorting needs an
  // index (design §3).
  std::size_t scanned_rows_max = 200'000;
  // Bytes of long texts beyond ASCII that a filter may compare without regard to case, which is
  // slow.
  std::size_t compared_text_max = 16 * 1024 * 1024;
  // Elements of relation attributes in one page: it ends early rather than growing without bound
  // (RFC 7644 §3.4.2.4 allows fewer resources than asked for).
  std::size_t related_max = 200'000;
  // Bytes of one page, after which it ends just as early; its first resource is on it whatever its
  // size.
  std::size_t page_bytes_max = 8 * 1024 * 1024;
};

struct Listing {
  struct Item {
    const Selection* selection = nullptr;
    scim::Stored stored;
    LoadedRelations relations;
  };
  std::size_t total_results = 0;
  std::size_t start_index = 1;  // of a page that continues no other
  std::vector<Item> items;
  std::size_t bytes = 0;  // of them, about
  ByteBudget::Hold held;
  bool has_previous = false;
  bool has_next = false;

  // Where an item stands in the order of the query.
  static scim::sort::Place place_of(const Item& item);
};

// One page of a query. Costs what its plan finds; without a filter, and sorted by nothing or by an
// order that the store keeps (the naming attribute, meta.created, meta.lastModified, id), only the
// page's rows. Code::too_many when a filter or sorting without an index would read more than
// scanned_rows_max. The page's bytes are held during reading and move to the result; the errors of
// base/room.h when there is no room. The query must outlive the listing.
Result<Listing> list(store::Reader& reader, const Query& query, const ListLimits& limits,
                     const OrgAnchors& anchors, ByteBudget::Hold held = {});

}  // namespace provost::provision

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "provision/relations.h"
#include "scim/filter/filter.h"
#include "scim/resource/render.h"
#include "store/transaction.h"

namespace provost::provision {

struct Page {
  std::int64_t start_index = 1;       // as sent; below 1 means 1
  std::optional<std::int64_t> count;  // as sent; below 0 means 0
};

struct ListLimits {
  std::size_t page_size_default = 100;
  std::size_t page_size_max = 1000;
  // Candidates that one request may look at; beyond it the filter needs an index (design §3).
  std::size_t scanned_rows_max = 200'000;
  // Elements of relation attributes in one page: it ends early rather than growing without bound
  // (RFC 7644 §3.4.2.4 allows fewer resources than asked for).
  std::size_t related_max = 200'000;
};

struct Listing {
  struct Item {
    scim::Stored stored;
    LoadedRelations relations;
  };
  std::size_t total_results = 0;
  std::size_t start_index = 1;
  std::vector<Item> items;
};

// One page of the resources of a type that match a filter (null: all of them), in the order of
// their ids, which is that of their creation. `plan` says how to find them. Code::too_many when a
// filter without an index would look at more than scanned_rows_max.
Result<Listing> list(store::Reader& reader, const scim::schema::ResourceType& type,
                     const scim::filter::Bound* filter, const scim::filter::Plan& plan,
                     const Page& page, const scim::resource::Projection& projection,
                     const ListLimits& limits);

}  // namespace provost::provision

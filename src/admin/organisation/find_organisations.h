#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/transaction.h"

namespace provost::admin {

// How many organisations one page of a search may look at: it runs on an event loop.
inline constexpr std::size_t organisations_looked_at = 5000;

struct OrganisationPage {
  struct Item {
    store::Org org;
    store::OrgCounts counts;
  };
  std::vector<Item> items;
  // Where the next page begins: behind that id. A page of a search may hold fewer items than asked
  // for, even none.
  std::optional<std::string> next;
};

// Organisations in the order of their ids, those beyond `after`, whose id or name has `search` in
// it, in any letter case; empty: all.
OrganisationPage find_organisations(store::Catalogue& catalogue, std::string_view search,
                                    std::string_view after, std::size_t limit);

}  // namespace provost::admin

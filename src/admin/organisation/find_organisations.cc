#include "admin/organisation/find_organisations.h"

#include <utility>

#include "base/text.h"

namespace provost::admin {
namespace {

constexpr std::size_t organisations_per_read = 500;

bool holds(const store::Org& org, const std::string& part) {
  return part.empty() || org.id.str().find(part) != std::string::npos ||
         fold(org.settings.name).find(part) != std::string::npos;
}

// Adds those that match; false when the page is full.
bool add_matches(OrganisationPage& page, std::vector<store::Org> orgs, const std::string& part,
                 std::size_t limit) {
  for (store::Org& org : orgs) {
    if (!holds(org, part)) {
      continue;
    }
    if (page.items.size() == limit) {
      page.next = page.items.back().org.id.str();
      return false;
    }
    page.items.push_back({std::move(org), {}});
  }
  return true;
}

}  // namespace

OrganisationPage find_organisations(store::Catalogue& catalogue, std::string_view search,
                                    std::string_view after, std::size_t limit) {
  const std::string part = fold(search);
  OrganisationPage page;
  std::string place(after);
  std::size_t looked_at = 0;
  for (bool has_more = true; has_more;) {
    std::vector<store::Org> orgs = catalogue.list(OrgId(place), organisations_per_read);
    const bool is_last = orgs.size() < organisations_per_read;
    looked_at += orgs.size();
    place = orgs.empty() ? place : orgs.back().id.str();
    has_more = add_matches(page, std::move(orgs), part, limit) && !is_last;
    if (has_more && looked_at >= organisations_looked_at) {
      page.next = place;
      has_more = false;
    }
  }
  for (OrganisationPage::Item& item : page.items) {
    item.counts = catalogue.counts(item.org.key);
  }
  return page;
}

}  // namespace provost::admin

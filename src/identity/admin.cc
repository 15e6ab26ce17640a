#include "identity/admin.h"

#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace provost::identity {

Result<store::Org> find_organisation(const Admin& admin, const OrgId& id) {
  std::optional<store::Org> found;
  admin.session.catalogue([&](store::Catalogue& catalogue) { found = catalogue.find(id); });
  if (!found) {
    return Error(Code::not_found, fmt::format("there is no organisation \"{}\"", id.str()));
  }
  return std::move(*found);
}

std::vector<store::Org> list_organisations(const Admin& admin) {
  std::vector<store::Org> all;
  admin.session.catalogue([&](store::Catalogue& catalogue) {
    all = catalogue.list(OrgId(), std::numeric_limits<std::size_t>::max());
  });
  return all;
}

}  // namespace provost::identity

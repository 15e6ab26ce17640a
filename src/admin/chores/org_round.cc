#include "admin/chores/org_round.h"

#include <utility>
#include <vector>

namespace provost::admin {

void OrgRound::begin() {
  last_ = OrgId();
  is_over_ = false;
}

std::optional<store::Org> OrgRound::next(store::Session& session) {
  std::vector<store::Org> some;
  session.catalogue([&](store::Catalogue& catalogue) { some = catalogue.list(last_, 1); });
  is_over_ = some.empty();
  if (is_over_) {
    return std::nullopt;
  }
  last_ = some.front().id;
  return std::move(some.front());
}

}  // namespace provost::admin

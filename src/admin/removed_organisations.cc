#include "admin/removed_organisations.h"

namespace provost::admin {
namespace {

constexpr std::size_t rows_per_slice = 2000;

}  // namespace

Result<bool> RemovedOrganisations::step() {
  std::int64_t generation = 0;
  admin_.session.catalogue(
      [&](store::Catalogue& catalogue) { generation = catalogue.settings_generation(); });
  if (generation == clean_generation_) {
    return false;
  }
  bool more = false;
  TRY(store::catalogue_write_and_wait(admin_.session,
                                      [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                        more = catalogue.purge(rows_per_slice);
                                        return {};
                                      }));
  if (!more) {
    clean_generation_ = generation;
  }
  return true;
}

}  // namespace provost::admin

#include "admin/chores/kept_answers.h"

namespace provost::admin {
namespace {

constexpr std::size_t rows_per_slice = 1000;

}  // namespace

Result<void> remove_old_answers(const identity::Admin& admin) {
  // Includes answers of exactly that age.
  const Timestamp end{admin.clock.now().plus_s(-answers_kept_s).ms + 1};
  bool has_some = false;
  admin.session.catalogue(
      [&](store::Catalogue& catalogue) { has_some = catalogue.has_answers_before(end); });
  if (!has_some) {
    return {};
  }
  return store::catalogue_write_and_wait(admin.session,
                                         [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                           catalogue.remove_answers_before(end, rows_per_slice);
                                           return {};
                                         });
}

}  // namespace provost::admin

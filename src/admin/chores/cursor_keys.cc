#include "admin/chores/cursor_keys.h"

#include <array>
#include <string>

namespace provost::admin {
namespace {

constexpr std::int64_t key_lifetime_s = 12 * 60 * 60;
constexpr std::size_t key_bytes = 32;

bool is_due(store::Catalogue& catalogue, Timestamp now) {
  const std::vector<store::CursorKey> keys = catalogue.cursor_keys();
  return keys.empty() || now >= keys.front().created.plus_s(key_lifetime_s);
}

std::string random_key(Random& random) {
  std::array<std::uint8_t, key_bytes> bytes{};
  random.fill(bytes);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

Result<void> renew_cursor_keys(const identity::Admin& admin) {
  const Timestamp now = admin.clock.now();
  bool due = false;
  admin.session.catalogue([&](store::Catalogue& catalogue) { due = is_due(catalogue, now); });
  if (!due) {
    return {};
  }
  return store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        if (is_due(catalogue, now)) {  // another node may have been faster
          catalogue.add_cursor_key(random_key(admin.random), now);
        }
        return {};
      });
}

}  // namespace provost::admin

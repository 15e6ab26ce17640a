#include "identity/operator_keys.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "identity/installation_journal.h"
#include "identity/token_text.h"

namespace provost::identity {
namespace {

constexpr std::size_t name_bytes_max = 100;

void note_key(store::CatalogueWriter& catalogue, std::string_view what,
              const store::OperatorKey& key, const Author& author) {
  note(catalogue,
       {.type = fmt::format("operator_key.{}", what),
        .subject_type = "operator_key",
        .subject_id = key.id,
        .name = key.name},
       author);
}

}  // namespace

Result<NewOperatorKey> create_operator_key(const Admin& admin, std::string_view name) {
  if (name.empty() || name.size() > name_bytes_max) {
    return Error(Code::invalid_value,
                 fmt::format("the name of a key has 1 to {} bytes", name_bytes_max));
  }
  TokenText made = make_token_text(admin.random, operator_key_prefix);
  NewOperatorKey result{{.id = new_id(admin.clock.now(), admin.random).to_string(),
                         .name = std::string(name),
                         .lookup = std::move(made.lookup),
                         .hash = hash_of(made.text),
                         .created = admin.clock.now()},
                        std::move(made.text)};
  TRY(store::catalogue_write_and_wait(admin.session,
                                      [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                        catalogue.insert_operator_key(result.key);
                                        note_key(catalogue, "created", result.key, admin.author());
                                        return {};
                                      }));
  return result;
}

std::vector<store::OperatorKey> list_operator_keys(const Admin& admin) {
  std::vector<store::OperatorKey> keys;
  admin.session.catalogue([&](store::Catalogue& catalogue) { keys = catalogue.operator_keys(); });
  std::ranges::sort(keys, std::ranges::greater{},
                    [](const store::OperatorKey& key) { return std::pair(key.created, key.id); });
  return keys;
}

Result<void> revoke_operator_key(const Admin& admin, const std::string& id) {
  return store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        const std::vector<store::OperatorKey> keys = catalogue.operator_keys();
        const auto key = std::ranges::find(keys, id, &store::OperatorKey::id);
        if (key == keys.end() || !catalogue.remove_operator_key(id)) {
          return Error(Code::not_found, fmt::format("there is no operator key with the id {}", id));
        }
        note_key(catalogue, "revoked", *key, admin.author());
        return {};
      });
}

}  // namespace provost::identity

#include "identity/operator_keys.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "base/rfc3339.h"
#include "identity/installation_journal.h"
#include "identity/shown_name.h"
#include "identity/to_json.h"
#include "identity/token_text.h"

namespace provost::identity {
namespace {

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

Result<NewOperatorKey> make_operator_key(std::string_view name, Timestamp now, Random& random) {
  if (name.empty()) {
    return Error(Code::invalid_value, "name is missing: say what the key is for");
  }
  TRY(check_shown_name(name));
  TokenText made = make_token_text(random, operator_key_prefix);
  return NewOperatorKey{{.id = new_id(now, random).to_string(),
                         .name = std::string(name),
                         .lookup = std::move(made.lookup),
                         .hash = hash_of(made.text),
                         .created = now},
                        std::move(made.text)};
}

void insert_operator_key(store::CatalogueWriter& catalogue, const store::OperatorKey& key,
                         const Author& author) {
  catalogue.insert_operator_key(key);
  note_key(catalogue, "created", key, author);
}

Result<void> revoke_operator_key(store::CatalogueWriter& catalogue, const std::string& id,
                                 const Author& author) {
  const std::vector<store::OperatorKey> keys = catalogue.operator_keys();
  const auto key = std::ranges::find(keys, id, &store::OperatorKey::id);
  if (key == keys.end() || !catalogue.remove_operator_key(id)) {
    return Error(Code::not_found, fmt::format("there is no operator key with the id {}", id));
  }
  note_key(catalogue, "revoked", *key, author);
  return {};
}

std::vector<store::OperatorKey> operator_keys_of(store::Catalogue& catalogue) {
  std::vector<store::OperatorKey> keys = catalogue.operator_keys();
  std::ranges::sort(keys, std::ranges::greater{},
                    [](const store::OperatorKey& key) { return std::pair(key.created, key.id); });
  return keys;
}

json::Object describe(const store::OperatorKey& key) {
  return {{"id", key.id},
          {"name", key.name},
          {"created", to_rfc3339(key.created)},
          {"lastUsed", to_json(key.last_use)}};
}

Result<NewOperatorKey> create_operator_key(const Admin& admin, std::string_view name) {
  TRY_ASSIGN(NewOperatorKey made, make_operator_key(name, admin.clock.now(), admin.random));
  TRY(store::catalogue_write_and_wait(admin.session,
                                      [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                        insert_operator_key(catalogue, made.key, admin.author());
                                        return {};
                                      }));
  return made;
}

std::vector<store::OperatorKey> list_operator_keys(const Admin& admin) {
  std::vector<store::OperatorKey> keys;
  admin.session.catalogue([&](store::Catalogue& catalogue) { keys = operator_keys_of(catalogue); });
  return keys;
}

Result<void> revoke_operator_key(const Admin& admin, const std::string& id) {
  return store::catalogue_write_and_wait(
      admin.session, [&](store::CatalogueWriter& catalogue) -> Result<void> {
        return revoke_operator_key(catalogue, id, admin.author());
      });
}

}  // namespace provost::identity

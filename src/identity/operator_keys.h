#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "identity/admin.h"

namespace provost::identity {

// Keys of the operator for the administration interface, above all organisations. The first one
// needs only access to the store.

struct NewOperatorKey {
  store::OperatorKey key;
  std::string text;  // shown once, never stored
};

// A key that is not kept yet. Code::invalid_value for a name that is empty, or that
// check_shown_name refuses.
Result<NewOperatorKey> make_operator_key(std::string_view name, Timestamp now, Random& random);

// Units of work on one transaction, with their entry in the installation's journal.

void insert_operator_key(store::CatalogueWriter& catalogue, const store::OperatorKey& key,
                         const Author& author);
// The key no longer works. Code::not_found.
Result<void> revoke_operator_key(store::CatalogueWriter& catalogue, const std::string& id,
                                 const Author& author);
// Newest first.
std::vector<store::OperatorKey> operator_keys_of(store::Catalogue& catalogue);

json::Object describe(const store::OperatorKey& key);

// The same for callers that wait: the command line and tests.
Result<NewOperatorKey> create_operator_key(const Admin& admin, std::string_view name);
std::vector<store::OperatorKey> list_operator_keys(const Admin& admin);
Result<void> revoke_operator_key(const Admin& admin, const std::string& id);

}  // namespace provost::identity

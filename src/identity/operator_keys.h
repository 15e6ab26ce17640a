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

// Code::invalid_value when the name is empty or longer than 100 bytes.
Result<NewOperatorKey> create_operator_key(const Admin& admin, std::string_view name);
// Newest first.
std::vector<store::OperatorKey> list_operator_keys(const Admin& admin);
// The key no longer works. Code::not_found.
Result<void> revoke_operator_key(const Admin& admin, const std::string& id);

}  // namespace provost::identity

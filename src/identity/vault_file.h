#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "identity/vault.h"
#include "store/store.h"

namespace provost::identity {

// The vault with the key in `file`, for the secrets of that store. If nothing is sealed yet, a
// missing key is created. Otherwise none is created silently: without the file the vault's key
// counts as lost, and a new key is created only when a secret is entered again.
//
// `say` gets a line for the operator, with the file and what to enter again, when the file is
// missing or holds a different key than that of a stored secret, and later when a new key is
// created, on any thread. Throws std::runtime_error when the file is there and cannot be read.
Vault open_vault(const std::filesystem::path& file, store::Session& session, Random& random,
                 std::function<void(const std::string&)> say);

}  // namespace provost::identity

#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "admin/vault.h"
#include "store/store.h"

namespace provost::admin {

// The vault whose key lies in `file`, for the secrets of that store. Where nothing is sealed yet, a
// key is made if there is none. Where something is, nobody makes one silently: without the file the
// vault is one whose key is lost, and a new key is made only when a secret is entered again.
//
// `say` is told, in a line for the operator that names the file and what to enter again, when the
// file is missing or holds another key than that of a stored secret, and later when a new key is
// made, on whatever thread. Throws std::runtime_error when the file is there and cannot be read.
Vault open_vault(const std::filesystem::path& file, store::Session& session, Random& random,
                 std::function<void(const std::string&)> say);

}  // namespace provost::admin

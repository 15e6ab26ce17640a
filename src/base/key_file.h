#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/random.h"

namespace provost {

// A secret that is kept in a file of its own, beside the database that it protects.
using SecretKey = std::array<std::uint8_t, 32>;

// Reads the key. `called` is its name in messages. Throws std::runtime_error when the file is not
// there or does not hold a key.
SecretKey read_key_file(const std::filesystem::path& path, std::string_view called);

// Creates the key if there is no file, readable by its owner only and on disk before this returns.
// Safe while another process does the same: both get the same key.
SecretKey read_or_make_key_file(const std::filesystem::path& path, std::string_view called,
                                Random& random);

}  // namespace provost

#pragma once

#include <array>
#include <cstdint>
#include <filesystem>

#include "base/random.h"

namespace provost::store::sqlite {

using JournalKey = std::array<std::uint8_t, 32>;

// Reads the key of the journal's chain. Throws std::runtime_error when the file is not there or
// does not hold a key.
JournalKey read_journal_key(const std::filesystem::path& path);

// Makes the key if there is no file, readable by its owner only and on disk before this returns.
// Safe while another process does the same: both get the same key.
JournalKey read_or_make_journal_key(const std::filesystem::path& path, Random& random);

}  // namespace provost::store::sqlite

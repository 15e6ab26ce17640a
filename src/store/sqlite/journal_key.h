#pragma once

#include <filesystem>

#include "base/key_file.h"

namespace provost::store::sqlite {

// The key of the journal's chain.
using JournalKey = SecretKey;

inline JournalKey read_journal_key(const std::filesystem::path& path) {
  return read_key_file(path, "journal key");
}

inline JournalKey read_or_make_journal_key(const std::filesystem::path& path, Random& random) {
  return read_or_make_key_file(path, "journal key", random);
}

}  // namespace provost::store::sqlite

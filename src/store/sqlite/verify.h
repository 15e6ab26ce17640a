#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "store/records.h"

namespace provost::store::sqlite {

// What became of checking the chain of an organisation's journal (journal.h).
struct JournalCheck {
  std::int64_t entries = 0;         // that hold
  std::int64_t without_values = 0;  // of these: values erased, their link still held
  // The first entry that does not fit, and why; the ones after it were not looked at.
  std::optional<std::int64_t> broken_at;
  std::string why;
};

// Reads one snapshot beside whatever else uses the store. Throws std::runtime_error when the file
// or the key cannot be read.
JournalCheck verify_journal(const std::filesystem::path& database,
                            const std::filesystem::path& journal_key, OrgKey org);

}  // namespace provost::store::sqlite

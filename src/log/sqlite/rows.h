#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "log/entry.h"
#include "log/sqlite/statements.h"

// Entries as rows and back.
namespace provost::log::sqlite {

void insert(LogDatabase& database, const Noted& noted);
// From a run of a statement that selects entries.
Entry take_entry(const Run& run);

std::string write_intervals(const std::vector<std::int64_t>& intervals_ms);
std::vector<std::int64_t> read_intervals(std::string_view text);

}  // namespace provost::log::sqlite

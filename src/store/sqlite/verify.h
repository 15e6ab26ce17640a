#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"
#include "store/sqlite/database.h"
#include "store/sqlite/journal_key.h"

namespace provost::store::sqlite {

// The last entry of a chain, as somebody noted it.
struct JournalHead {
  std::int64_t seq = 0;
  std::string mac;
};

// The result of checking the chain of an organisation's journal (journal.h). A journal trimmed by
// retention is valid if its last "journal.trimmed" entry, which is part of the chain, says so.
struct JournalCheck {
  std::int64_t entries = 0;         // that hold
  std::int64_t without_values = 0;  // of these: values erased, their link still held
  std::int64_t first = 0;           // the number of the first entry that is there
  JournalHead head;                 // the last entry that holds
  std::int64_t unsealed = 0;        // entries that are committed and wait for their link
  // The first entry that does not fit, and why; the ones after it were not looked at.
  std::optional<std::int64_t> broken_at;
  std::string why;
};

struct JournalWatch {
  // A head that was noted before: the chain must still go through it. Without one, entries that
  // were cut off the end are not missed.
  std::optional<JournalHead> noted;
  std::function<void()> on_entry;  // after each entry that holds; may be empty
};

// The bytes that hexadecimal digits name; none when the text is something else.
std::string bytes_of_hex(std::string_view digits);

// Reads one snapshot beside whatever else uses the store. Throws std::runtime_error when the file
// or the key cannot be read.
JournalCheck verify_journal(const std::filesystem::path& database,
                            const std::filesystem::path& journal_key, OrgKey org,
                            const JournalWatch& watch = {});

// Whether the newest or the oldest entry of some organisation fits the key, of the first few that
// have entries; true for a store without any. Tampering in one of them does not make the key wrong.
// Throws a Failure when entries are damaged and no other can be looked at.
bool fits_some_entry(Database& database, const JournalKey& key);

// What SQLite finds wrong in the file itself, a line each, at most 100; with the table that it is
// about where SQLite gives a number alone. Reads all of it, on one snapshot, beside whatever else
// uses the store.
std::vector<std::string> find_damage(const std::filesystem::path& database);

}  // namespace provost::store::sqlite

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"

namespace provost::store::sqlite {

// Journal entries as one text, for as long as they wait to be sealed. Each is
//
//   entry   := fields · text of each of its fields that is not the same as in the entry before
//   fields  := one byte with a bit for each of those: type, subject_type, subject_id, actor, cause,
//              data, values, origin, from the lowest bit on
//   text    := its length as a LEB128 number · its bytes
//
// since a mapping's entries for thousands of people differ in little but the person.
std::string pack(std::span<const JournalEntry* const> entries);

// Entries that shared an origin share one again. Throws std::runtime_error for what no pack() made.
std::vector<JournalEntry> unpack(std::string_view packed);

}  // namespace provost::store::sqlite

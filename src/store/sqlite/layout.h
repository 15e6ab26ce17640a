#pragma once

#include "store/sqlite/database.h"

namespace provost::store::sqlite {

// Marks a file as a Provost store: "PRVS" in PRAGMA application_id.
inline constexpr std::int64_t application_id = 0x50525653;

// The number of the newest layout that this program knows (PRAGMA user_version).
int newest_layout();

// The layout of an open file; 0 for an empty one. Throws std::runtime_error, in words for people,
// when the file is another program's or its layout is newer than this program.
int layout_of(Database& database);

// Brings the file to the newest layout, one migration per step, all in one transaction; a file
// that has it is only read. Safe while other processes do the same.
void migrate(Database& database);
// The same to an earlier layout, for tests of what brings it further.
void migrate_to(Database& database, int wanted);

}  // namespace provost::store::sqlite

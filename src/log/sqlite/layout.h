#pragma once

#include "store/sqlite/database.h"

namespace provost::log::sqlite {

// Brings an open file to the layout that this program knows. Throws std::runtime_error, in words
// for people, when it is another program's or a newer version's.
void prepare_layout(store::sqlite::Database& database);

}  // namespace provost::log::sqlite

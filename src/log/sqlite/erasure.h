#pragma once

#include <cstddef>

#include "log/shelf.h"
#include "log/sqlite/statements.h"

namespace provost::log::sqlite {

// What Shelf::erase() promises, within a transaction.
bool erase_slice(LogDatabase& database, OrgKey org, Person& person, ErasurePlace& place,
                 std::size_t rows);

}  // namespace provost::log::sqlite

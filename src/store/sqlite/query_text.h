#pragma once

#include <string_view>

#include "store/sqlite/queries.h"

namespace provost::store::sqlite {

struct QueryText {
  Query query;
  std::string_view sql;
};

}  // namespace provost::store::sqlite

#include "api/admin/list.h"

#include <fmt/format.h>

#include "base/text.h"

namespace provost::api::admin_api {

Result<std::string> search_of(const AdminCall& call) {
  constexpr std::size_t bytes_max = 1000;
  const std::string* search = parameter_of(call, "search");
  if (search == nullptr) {
    return std::string();
  }
  if (search->size() > bytes_max) {
    return Error(Code::invalid_value, fmt::format("search is longer than {} bytes", bytes_max));
  }
  return *search;
}

Result<bool> by_name_of(const AdminCall& call) {
  const std::string* sort = parameter_of(call, "sort");
  if (sort == nullptr || iequals(*sort, "id")) {
    return false;
  }
  if (!iequals(*sort, "name")) {
    return Error(Code::invalid_value, fmt::format("sort is name or id, not \"{}\"", *sort));
  }
  return true;
}

}  // namespace provost::api::admin_api

#include "identity/shown_name.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/outside_text.h"
#include "base/text.h"

namespace provost::identity {

bool is_shown_name(std::string_view name, std::size_t bytes_max) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; };
  const bool is_padded = name.starts_with(' ') || name.ends_with(' ');
  return name.size() <= bytes_max && !is_padded && is_valid_utf8(name) &&
         std::ranges::none_of(name, is_control) && with_unseen_named(name) == name;
}

Result<void> check_shown_name(std::string_view name) {
  if (!is_shown_name(name, shown_name_bytes_max)) {
    return Error(Code::invalid_value,
                 fmt::format("name has at most {} bytes, no space at its ends, and no control or "
                             "invisible characters",
                             shown_name_bytes_max));
  }
  return {};
}

}  // namespace provost::identity

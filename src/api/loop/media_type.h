#pragma once

#include <string_view>

namespace provost::api {

// The media type in a Content-Type header, without its parameters (RFC 9110 §8.3.1).
inline std::string_view media_type_of(std::string_view content_type) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) {
    type.remove_suffix(1);
  }
  return type;
}

}  // namespace provost::api

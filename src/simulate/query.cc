#include "simulate/query.h"

#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"

namespace provost::simulate {

std::string quote(std::string_view text) {
  std::string out;
  json::append_string(out, text);
  return out;
}

std::string encode_percent(std::string_view text) {
  return encode_uri_component(text);
}

std::string encode_plus(std::string_view text) {
  std::string out;
  const std::string encoded = encode_uri_component(text);
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    if (encoded.compare(i, 3, "%20") == 0) {
      out += '+';
      i += 2;
    } else {
      out += encoded[i];
    }
  }
  return out;
}

std::string resource_target(std::string_view collection, std::string_view id) {
  return fmt::format("{}/{}", collection, encode_uri_component(id));
}

}  // namespace provost::simulate

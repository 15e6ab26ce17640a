#include "log/entry.h"

#include <algorithm>

#include "base/text.h"

namespace provost::log {
namespace {

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

std::string kept_text(std::string_view text, std::size_t bytes_max) {
  std::size_t end = std::min(text.size(), bytes_max);
  while (end < text.size() && end > 0 && continues_character(text[end])) {
    --end;
  }
  std::string kept(text.substr(0, end));
  if (!is_valid_utf8(kept)) {
    for (char& c : kept) {
      c = static_cast<unsigned char>(c) < 0x80 ? c : '?';
    }
  }
  return kept;
}

}  // namespace provost::log

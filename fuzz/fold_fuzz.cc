#include <string>

#include <utf8proc.h>

#include "base/text.h"
#include "check.h"

namespace {

constexpr std::size_t long_text_bytes = 256 * 1024;
constexpr std::size_t bytes_of_one_max = 18 * 4;  // what one code point folds to

bool has_width_forms(std::string_view text) {
  return text.find("\xEF") != std::string_view::npos ||
         text.find("\xE3\x80\x80") != std::string_view::npos;
}

// The keys in databases.
std::string stored_key(std::string_view text) {
  utf8proc_uint8_t* folded = nullptr;
  const utf8proc_ssize_t length = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), &folded,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
  std::string out = length < 0 ? std::string(text)
                               : std::string(reinterpret_cast<const char*>(folded),
                                             static_cast<std::size_t>(length));
  std::free(folded);
  return out;
}

}  // namespace

// Whatever the text, its key never changes; and folding takes linear time, so the text repeated to
// a quarter of a megabyte finishes within libFuzzer's time limit.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text(data, size);
  const std::string key = provost::fold(text);
  hold(key.size() <= text.size() * bytes_of_one_max);
  if (!has_width_forms(text)) {
    hold(key == stored_key(text));
  }
  std::string repeated;
  while (size > 0 && repeated.size() < long_text_bytes) {
    repeated += text;
  }
  hold(provost::fold(repeated).size() <= repeated.size() * bytes_of_one_max);
  return 0;
}

#include "http/head_scanner.h"

namespace provost::http {
namespace {

// A method consists of token characters, and every registered one starts with a letter.
bool starts_a_line(char c, bool is_first_line) {
  const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return is_first_line ? letter : c != ' ' && c != '\t';
}

}  // namespace

HeadScanner::Outcome HeadScanner::scan(std::string_view bytes) {
  while (line_start_ < bytes.size()) {
    if (!starts_a_line(bytes[line_start_], line_start_ == 0)) {
      return Outcome::malformed;
    }
    const std::size_t line_feed = bytes.find('\n', line_start_);
    if (line_feed == std::string_view::npos) {
      return Outcome::incomplete;
    }
    const std::size_t line_size = line_feed - line_start_;
    if (line_size == 0 || bytes[line_feed - 1] != '\r') {
      return Outcome::malformed;
    }
    line_start_ = line_feed + 1;
    if (line_size == 1) {
      return Outcome::complete;
    }
  }
  return Outcome::incomplete;
}

}  // namespace provost::http

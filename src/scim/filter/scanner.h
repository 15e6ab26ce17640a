#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/json.h"

namespace provost::scim::filter {

// The text of a filter, read from left to right. It knows where it is, so that every error can name
// the byte and the expected text.
class Scanner {
 public:
  // In a strict one there is no text without quotes.
  Scanner(std::string_view text, bool is_strict) : text_(text), is_strict_(is_strict) {}

  std::size_t offset() const { return at_; }
  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }

  void skip_spaces();
  // Goes past `c` if it is next.
  bool take(char c);
  // Goes past a keyword if it is next, whatever its letter case, and ends there.
  bool take_keyword(std::string_view keyword);
  // Everything up to a space, quote, bracket or parenthesis.
  std::string_view take_word();
  // The letters that come next.
  std::string_view take_letters();
  // A JSON string, number, true, false or null; other words are taken as text, since documentation
  // that admins copy from leaves the quotes out (idp-clients.md §1.3, standards.md FLT-18).
  Result<json::Value> take_literal();

  Error expected(std::string_view what) const;
  static Error refused(std::size_t offset, std::string_view why);

 private:
  std::optional<std::string_view> take_quoted();

  std::string_view text_;
  std::size_t at_ = 0;
  bool is_strict_ = false;
};

}  // namespace provost::scim::filter

#include "scim/filter/scanner.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"

namespace provost::scim::filter {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool ends_word(char c) {
  return is_space(c) || c == '"' || c == '(' || c == ')' || c == '[' || c == ']';
}

bool is_keyword(std::string_view word) {
  return iequals(word, "and") || iequals(word, "or") || iequals(word, "not");
}

// Quotation marks that word processors and web pages substitute for the straight ones, and
// lookalikes: primes, modifier letters, those of East Asian and ornamental text.
bool begins_with_other_quote(std::string_view word) {
  constexpr std::array<std::string_view, 43> quotes{
      "“", "”",  "„",  "‟",  "‘",  "’",  "‚",  "‛",  "«", "»", "‹", "›", "＂", "＇", "｀",
      "`", "´",  "′",  "″",  "‴",  "⁗",  "‵",  "‶",  "‷", "ʹ", "ʺ", "ʻ", "ʼ",  "ʽ",  "˝",
      "ˮ", "〝", "〞", "〟", "「", "」", "『", "』", "❛", "❜", "❝", "❞", "⹂"};
  return std::ranges::any_of(quotes,
                             [&](std::string_view quote) { return word.starts_with(quote); });
}

}  // namespace

void Scanner::skip_spaces() {
  while (!at_end() && is_space(text_[at_])) {
    ++at_;
  }
}

bool Scanner::take(char c) {
  if (at_end() || text_[at_] != c) {
    return false;
  }
  ++at_;
  return true;
}

bool Scanner::take_keyword(std::string_view keyword) {
  const std::string_view rest = text_.substr(at_);
  const bool ends = rest.size() <= keyword.size() || ends_word(rest[keyword.size()]);
  if (!istarts_with(rest, keyword) || !ends) {
    return false;
  }
  at_ += keyword.size();
  return true;
}

std::string_view Scanner::take_word() {
  const std::size_t begin = at_;
  while (!at_end() && !ends_word(text_[at_])) {
    ++at_;
  }
  return text_.substr(begin, at_ - begin);
}

std::string_view Scanner::take_letters() {
  const std::size_t begin = at_;
  while (!at_end() && is_letter(text_[at_])) {
    ++at_;
  }
  return text_.substr(begin, at_ - begin);
}

std::optional<std::string_view> Scanner::take_quoted() {
  for (std::size_t end = at_ + 1; end < text_.size(); ++end) {
    if (text_[end] == '\\') {
      ++end;
    } else if (text_[end] == '"') {
      const std::string_view quoted = text_.substr(at_, end + 1 - at_);
      at_ = end + 1;
      return quoted;
    }
  }
  return std::nullopt;
}

Result<json::Value> Scanner::take_literal() {
  const std::size_t begin = at_;
  if (peek() == '"') {
    const auto quoted = take_quoted();
    auto value = quoted ? json::parse(*quoted) : Error();
    return value.has_value() ? value : expected("a text that ends with a double quote");
  }
  const std::string_view word = take_word();
  if (word.empty() || word.front() == '\'' || is_keyword(word)) {
    at_ = begin;
    return expected("a value, with double quotes around text");
  }
  if (begins_with_other_quote(word)) {
    at_ = begin;
    return expected("a value, with straight double quotes (\") around text");
  }
  auto value = json::parse(word);
  if (value.has_value() && !value->is_structured()) {
    return value;
  }
  if (is_strict_) {
    at_ = begin;
    return expected("a value, with double quotes around text");
  }
  return json::Value(word);
}

Error Scanner::expected(std::string_view what) const {
  return refused(at_, fmt::format("expected {}", what));
}

Error Scanner::refused(std::size_t offset, std::string_view why) {
  return Error(Code::invalid_filter,
               fmt::format("The filter is not valid at byte {}: {}.", offset, why));
}

}  // namespace provost::scim::filter

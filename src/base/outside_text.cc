#include "base/outside_text.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include <fmt/format.h>
#include <utf8proc.h>

#include "base/ascii.h"
#include "base/text.h"

namespace provost {
namespace {

// "pv", a letter and an underscore. The rest of a secret is at least 60 characters long; a secret
// cut short while pasting is still treated as one.
constexpr std::size_t prefix_bytes = 4;
constexpr std::size_t secret_bytes_min = 16;
constexpr std::string_view hidden = "***";

bool is_secret_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

bool starts_secret(std::string_view text) {
  return text.size() >= prefix_bytes + secret_bytes_min && text[0] == 'p' && text[1] == 'v' &&
         text[2] >= 'a' && text[2] <= 'z' && text[3] == '_' &&
         std::ranges::all_of(text.substr(prefix_bytes, secret_bytes_min), is_secret_char);
}

struct Character {
  utf8proc_int32_t point = 0;
  std::size_t bytes = 0;  // 0 when there is no character
};

Character first_character(std::string_view text) {
  Character first;
  const utf8proc_ssize_t used =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &first.point);
  first.bytes = used > 0 ? static_cast<std::size_t>(used) : 0;
  return first;
}

bool is_unseen(utf8proc_int32_t point) {
  constexpr utf8proc_int32_t zero_width_non_joiner = 0x200C;
  constexpr utf8proc_int32_t zero_width_joiner = 0x200D;
  const utf8proc_category_t category = utf8proc_category(point);
  return (category == UTF8PROC_CATEGORY_CF && point != zero_width_non_joiner &&
          point != zero_width_joiner) ||
         (category == UTF8PROC_CATEGORY_CC && point != '\n' && point != '\t');
}

std::string name_of(utf8proc_int32_t point) {
  return fmt::format("<U+{:04X}>", point);
}

// Beyond the basic plane JSON writes two surrogates (RFC 8259 §7).
std::string json_escape_of(utf8proc_int32_t point) {
  constexpr utf8proc_int32_t second_plane = 0x10000;
  if (point < second_plane) {
    return fmt::format("\\u{:04x}", point);
  }
  const utf8proc_int32_t rest = point - second_plane;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
}

template <class Instead>
std::string without_unseen(std::string_view text, Instead instead) {
  std::string out;
  while (!text.empty()) {
    const Character first = first_character(text);
    const std::size_t length = std::max<std::size_t>(first.bytes, 1);
    if (first.bytes > 0 && is_unseen(first.point)) {
      out += instead(first.point);
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return out;
}

// Whether a secret of ours or a word for a password may begin in it: "pv", "pa" in any letter case.
bool may_hold_secret(std::string_view text) {
  for (const char first : {'p', 'P'}) {
    for (std::size_t at = text.find(first); at != std::string_view::npos;
         at = text.find(first, at + 1)) {
      const std::string_view next = text.substr(at + 1, 1);
      if (next == "v" || next == "a" || next == "A") {
        return true;
      }
    }
  }
  return false;
}

std::string without_our_secrets(std::string_view text) {
  std::string out;
  for (std::size_t at = text.find("pv"); at != std::string_view::npos; at = text.find("pv", at)) {
    if (!starts_secret(text.substr(at))) {
      ++at;
      continue;
    }
    out += text.substr(0, at + prefix_bytes);
    out += hidden;
    text.remove_prefix(at + prefix_bytes);
    text.remove_prefix(
        static_cast<std::size_t>(std::ranges::find_if_not(text, is_secret_char) - text.begin()));
    at = 0;
  }
  out += text;
  return out;
}

bool is_quote(char c) {
  return c == '"' || c == '\'';
}

// What may stand between the word and its value: `password eq "`, `password[value eq "`,
// `"password":"`, the same escaped once more, or as in a URL.
bool may_lead_to_value(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view(" +\\[(:=.").find(c) != std::string_view::npos;
}

// How many backslashes directly precede that place.
std::size_t escapes_before(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (count < at && text[at - count - 1] == '\\') {
    ++count;
  }
  return count;
}

// A character as it appears in a URL: encoded once (%22), several times (%2522) or not at all.
struct UrlCharacter {
  char c = '\0';
  std::size_t bytes = 1;
};

UrlCharacter url_character(std::string_view text) {
  if (text.front() != '%') {
    return {text.front(), 1};
  }
  std::size_t at = 1;
  while (text.substr(at, 2) == "25") {
    at += 2;
  }
  unsigned value = 0;
  const std::string_view digits = text.substr(at, 2);
  const auto [end, fault] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  const bool is_encoded = digits.size() == 2 && fault == std::errc() &&
                          end == digits.data() + digits.size() && value < 0x80;
  return is_encoded ? UrlCharacter{static_cast<char>(value), at + 2} : UrlCharacter{'%', 1};
}

// A value and its quotes.
struct Quoted {
  std::size_t start = std::string_view::npos;  // after the opening quote
  std::string_view quote;                      // as written
};

// The quoted value belonging to the word that ends at the start of `text`, if there is one.
Quoted value_after_word(std::string_view text) {
  constexpr int distance_max = 40;
  // The closing quote of the word itself, if it is the name of a JSON member.
  std::size_t at = std::min(text.find_first_not_of('\\'), text.size());
  at = at < text.size() && is_quote(text[at]) ? at + 1 : 0;
  for (int distance = 0; at < text.size() && distance < distance_max; ++distance) {
    const UrlCharacter next = url_character(text.substr(at));
    if (is_quote(next.c)) {
      return {at + next.bytes, text.substr(at, next.bytes)};
    }
    if (!may_lead_to_value(next.c)) {
      break;
    }
    at += next.bytes;
  }
  return {};
}

// Whether a backslash, also encoded, directly precedes that place.
bool is_escaped_in_url(std::string_view text, std::size_t at) {
  const std::size_t percent = text.substr(0, at).rfind('%');
  return percent != std::string_view::npos && url_character(text.substr(percent)).c == '\\' &&
         percent + url_character(text.substr(percent)).bytes == at;
}

// Where the value ends: at a quote like the opening one, escaped the same way.
std::size_t end_of_value(std::string_view text, const Quoted& value) {
  const std::size_t escapes = escapes_before(text, value.start - value.quote.size());
  const bool is_in_url = value.quote.front() == '%';
  std::size_t end = text.find(value.quote, value.start);
  while (end != std::string_view::npos &&
         (escapes_before(text, end) != escapes || (is_in_url && is_escaped_in_url(text, end)))) {
    end = text.find(value.quote, end + 1);
  }
  return end == std::string_view::npos ? text.size() : end - escapes;
}

std::string without_passwords(std::string text) {
  constexpr std::string_view word = "password";
  std::string out;
  std::string_view rest = text;
  const std::string lower = ascii_lower(text);
  for (std::size_t at = lower.find(word); at != std::string::npos; at = lower.find(word, at)) {
    at += word.size();
    const std::string_view behind = std::string_view(text).substr(at);
    const Quoted value = value_after_word(behind);
    if (value.start == std::string_view::npos) {
      continue;
    }
    const std::size_t end = end_of_value(behind, value);
    out += rest.substr(0, rest.size() - behind.size() + value.start);
    out += hidden;
    rest = behind.substr(end);
    at += end;
  }
  out += rest;
  return out;
}

}  // namespace

std::string masked(std::string_view text) {
  return may_hold_secret(text) ? without_passwords(without_our_secrets(text)) : std::string(text);
}

std::string outside_text(std::string_view bytes, std::size_t bytes_max) {
  if (bytes.size() <= bytes_max && is_ascii(bytes) && !may_hold_secret(bytes)) {
    return std::string(bytes);
  }
  // Looks only at as many extra bytes as the masking of secrets may remove, so that a long header
  // costs no more than the part that is kept.
  constexpr std::size_t secret_bytes_max = 256;
  const std::string text = masked(bytes.substr(0, bytes_max + secret_bytes_max));
  if (is_ascii(text)) {
    return text.substr(0, bytes_max);
  }
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t used = first_character(rest).bytes;
    const std::string_view next = used == 0 ? std::string_view("?") : rest.substr(0, used);
    if (out.size() + next.size() > bytes_max) {
      break;
    }
    out += next;
    rest.remove_prefix(std::max<std::size_t>(used, 1));
  }
  return out;
}

std::string with_unseen_named(std::string_view text) {
  return without_unseen(text, name_of);
}

std::string with_unseen_escaped(std::string_view json) {
  return without_unseen(json, json_escape_of);
}

}  // namespace provost

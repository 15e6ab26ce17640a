#include "golden/pattern.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <regex>
#include <vector>

#include <fmt/format.h>

namespace provost::golden {
namespace {

struct Kind {
  std::string_view name;
  std::string_view expression;
};

// An id is any text that can be a segment of a URL, so that other servers' ids fit too. Times are
// RFC 3339 in UTC (standards.md row 49), tags weak or strong.
constexpr std::array kinds = {
    Kind{"id", R"re([^/"\s]+)re"},
    Kind{"time", R"re(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)re"},
    Kind{"etag", R"re((?:W/)?"[^"]+")re"},
    Kind{"cursor", R"re([A-Za-z0-9._~-]+)re"},  // RFC 9865 §2
    Kind{"any", R"re([\s\S]*)re"},
};
constexpr std::string_view contains_mark = "contains: ";
constexpr std::string_view times_mark = "times ";

const Kind* find_kind(std::string_view name) {
  for (const Kind& kind : kinds) {
    if (kind.name == name) {
      return &kind;
    }
  }
  return nullptr;
}

// A mask, or a piece of plain text.
struct Piece {
  std::string_view text;  // with the angle brackets, if it is a mask
  const Kind* kind = nullptr;
  std::string_view remembered;  // "id:ada"
  std::string other_than;       // "etag:v1"
  std::string_view contained;
  const std::string* word = nullptr;
  std::optional<std::string> repeated;
  bool is_plain() const {
    return kind == nullptr && contained.empty() && word == nullptr && !repeated;
  }
};

// "times 9000 x": repeats the x that many times.
std::optional<std::string> read_times(std::string_view inside) {
  const auto space = inside.find(' ', times_mark.size());
  int count = 0;
  const auto [end, fault] =
      std::from_chars(inside.data() + times_mark.size(), inside.data() + inside.size(), count);
  if (space == std::string_view::npos || fault != std::errc{} || end != inside.data() + space) {
    return std::nullopt;
  }
  std::string out;
  for (int i = 0; i < count; ++i) {
    out += inside.substr(space + 1);
  }
  return out;
}

// The text between the brackets if it is a mask at all: other uses of < and > are plain text.
std::optional<Piece> read_mask(std::string_view inside, const Bindings& bindings) {
  Piece piece;
  if (inside.starts_with(contains_mark)) {
    piece.contained = inside.substr(contains_mark.size());
    return piece;
  }
  if (inside.starts_with(times_mark)) {
    piece.repeated = read_times(inside);
    return piece.repeated ? std::optional(std::move(piece)) : std::nullopt;
  }
  piece.word = bindings.find_word(inside);
  if (piece.word != nullptr) {
    return piece;
  }
  const auto mark = inside.find_first_of(":!");
  piece.kind = find_kind(inside.substr(0, mark));
  if (piece.kind == nullptr) {
    return std::nullopt;
  }
  if (mark == std::string_view::npos) {
    return piece;
  }
  if (inside[mark] == ':') {
    piece.remembered = inside;
  } else {
    piece.other_than = fmt::format("{}:{}", piece.kind->name, inside.substr(mark + 1));
  }
  return piece;
}

Piece plain(std::string_view text) {
  Piece piece;
  piece.text = text;
  return piece;
}

std::vector<Piece> split(std::string_view pattern, const Bindings& bindings) {
  std::vector<Piece> pieces;
  std::size_t plain_from = 0;
  for (std::size_t open = pattern.find('<'); open != std::string_view::npos;
       open = pattern.find('<', open + 1)) {
    const auto close = pattern.find('>', open);
    if (close == std::string_view::npos) {
      break;
    }
    std::optional<Piece> mask = read_mask(pattern.substr(open + 1, close - open - 1), bindings);
    if (!mask) {
      continue;
    }
    mask->text = pattern.substr(open, close - open + 1);
    if (open > plain_from) {
      pieces.push_back(plain(pattern.substr(plain_from, open - plain_from)));
    }
    pieces.push_back(std::move(*mask));
    open = close;
    plain_from = close + 1;
  }
  if (plain_from < pattern.size()) {
    pieces.push_back(plain(pattern.substr(plain_from)));
  }
  return pieces;
}

std::string escape(std::string_view text) {
  constexpr std::string_view special = R"(\^$.|?*+()[]{})";
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

// All of the words, in any order: one look-ahead each.
std::string contains_expression(std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const auto comma = std::min(words.find(", "), words.size());
    out += fmt::format("(?=[\\s\\S]*{})", escape(words.substr(0, comma)));
    words.remove_prefix(std::min(comma + 2, words.size()));
  }
  return out + "[\\s\\S]*";
}

std::string expression_of(const Piece& piece, const Bindings& bindings) {
  if (piece.is_plain()) {
    return escape(piece.text);
  }
  if (piece.word != nullptr) {
    return escape(*piece.word);
  }
  if (piece.repeated) {
    return escape(*piece.repeated);
  }
  if (!piece.contained.empty()) {
    return contains_expression(piece.contained);
  }
  const std::string* known = bindings.find(piece.remembered);
  return fmt::format("({})",
                     known != nullptr ? escape(*known) : std::string(piece.kind->expression));
}

// Stores what the masks matched; returns false when one contradicts another.
bool take(const std::vector<Piece>& pieces, const std::cmatch& match, Bindings& bindings) {
  std::size_t group = 1;
  for (const Piece& piece : pieces) {
    if (piece.kind == nullptr) {
      continue;
    }
    const std::string value = match[group++].str();
    if (!piece.other_than.empty()) {
      const std::string* other = bindings.find(piece.other_than);
      if (other == nullptr || *other == value) {
        return false;
      }
    }
    if (piece.remembered.empty()) {
      continue;
    }
    const std::string* known = bindings.find(piece.remembered);
    if (known != nullptr && *known != value) {
      return false;
    }
    bindings.remember(std::string(piece.remembered), value);
  }
  return true;
}

// An entity tag, for example, contains quotes.
void append_value(std::string& out, std::string_view value, Place place) {
  for (const char c : value) {
    if (place == Place::json && (c == '"' || c == '\\')) {
      out += '\\';
    }
    out += c;
  }
}

}  // namespace

void Bindings::set_word(std::string name, std::string value) {
  words_.insert_or_assign(std::move(name), std::move(value));
}

const std::string* Bindings::find_word(std::string_view name) const {
  const auto found = words_.find(name);
  return found == words_.end() ? nullptr : &found->second;
}

void Bindings::remember(std::string name, std::string value) {
  values_.insert_or_assign(std::move(name), std::move(value));
}

const std::string* Bindings::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? nullptr : &found->second;
}

bool fits(std::string_view pattern, std::string_view actual, Bindings& bindings) {
  const std::vector<Piece> pieces = split(pattern, bindings);
  if (pieces.size() <= 1 && (pieces.empty() || pieces.front().is_plain())) {
    return pattern == actual;
  }
  if (pattern == "<any>") {
    return true;
  }
  std::string expression;
  for (const Piece& piece : pieces) {
    expression += expression_of(piece, bindings);
  }
  std::cmatch match;
  if (!std::regex_match(actual.data(), actual.data() + actual.size(), match,
                        std::regex(expression))) {
    return false;
  }
  Bindings after = bindings;
  if (!take(pieces, match, after)) {
    return false;
  }
  bindings = std::move(after);
  return true;
}

Result<std::string> fill(std::string_view text, const Bindings& bindings, Place place) {
  std::string out;
  for (const Piece& piece : split(text, bindings)) {
    if (piece.word != nullptr) {
      append_value(out, *piece.word, place);
    } else if (piece.repeated) {
      out += *piece.repeated;
    } else if (!piece.remembered.empty()) {
      const std::string* value = bindings.find(piece.remembered);
      if (value == nullptr) {
        return Error(Code::not_found, fmt::format("{} was never remembered", piece.text));
      }
      append_value(out, *value, place);
    } else {
      out += piece.text;
    }
  }
  return out;
}

std::string fill_number(std::string_view text, std::string_view name, int number) {
  const std::string mask = fmt::format("<{}>", name);
  std::string out(text);
  for (auto at = out.find(mask); at != std::string::npos; at = out.find(mask, at)) {
    out.replace(at, mask.size(), std::to_string(number));
  }
  return out;
}

}  // namespace provost::golden

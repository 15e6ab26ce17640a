#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "scim/schema/schema.h"

namespace provost::scim::schema {

// The words of RFC 7643 §7 for the characteristics of an attribute.
template <class Enum>
struct Word {
  std::string_view text;
  Enum meaning;
};

inline constexpr std::array<Word<Type>, 8> type_words{{{"string", Type::string},
                                                       {"boolean", Type::boolean},
                                                       {"integer", Type::integer},
                                                       {"decimal", Type::decimal},
                                                       {"dateTime", Type::date_time},
                                                       {"reference", Type::reference},
                                                       {"binary", Type::binary},
                                                       {"complex", Type::complex}}};
inline constexpr std::array<Word<Mutability>, 4> mutability_words{
    {{"readWrite", Mutability::read_write},
     {"readOnly", Mutability::read_only},
     {"immutable", Mutability::immutable},
     {"writeOnly", Mutability::write_only}}};
inline constexpr std::array<Word<Returned>, 4> returned_words{{{"default", Returned::by_default},
                                                               {"always", Returned::always},
                                                               {"never", Returned::never},
                                                               {"request", Returned::on_request}}};
inline constexpr std::array<Word<Uniqueness>, 3> uniqueness_words{
    {{"none", Uniqueness::none}, {"server", Uniqueness::server}, {"global", Uniqueness::global}}};

// Nothing for an unknown word; words are spelled as the RFC does.
template <class Words>
constexpr auto meaning_of(const Words& words, std::string_view text)
    -> std::optional<decltype(words[0].meaning)> {
  for (const auto& word : words) {
    if (word.text == text) {
      return word.meaning;
    }
  }
  return std::nullopt;
}

// Every meaning has a word.
template <class Words, class Enum>
constexpr std::string_view word_for(const Words& words, Enum meaning) {
  for (const auto& word : words) {
    if (word.meaning == meaning) {
      return word.text;
    }
  }
  return {};
}

// "string, boolean, integer, …", for messages.
template <class Words>
std::string list_of(const Words& words) {
  std::string out;
  for (const auto& word : words) {
    out += out.empty() ? "" : ", ";
    out += word.text;
  }
  return out;
}

}  // namespace provost::scim::schema

#include "identity/token_label.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "identity/token_text.h"

namespace provost::identity {
namespace {

constexpr std::size_t shown_characters = 6;

}  // namespace

std::string prefix_of(const store::Token& token) {
  return fmt::format("{}{}", secret_token_prefix, token.lookup.substr(0, shown_characters));
}

std::string short_label_of(const store::Token& token) {
  return token.name.empty() ? prefix_of(token) + "…" : token.name;
}

std::string label_of(const store::Token& token) {
  return token.name.empty() ? short_label_of(token)
                            : fmt::format("{} ({}…)", token.name, prefix_of(token));
}

const store::Token* find_token(const std::vector<store::Token>& tokens, std::string_view id) {
  const auto at = std::ranges::find(tokens, id, &store::Token::id);
  return at == tokens.end() ? nullptr : &*at;
}

}  // namespace provost::identity

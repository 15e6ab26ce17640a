#include <algorithm>

#include "check.h"
#include "oidc/exchange.h"
#include "oidc/id_token.h"

// The first line is an ID token, the rest a JWK Set and a token endpoint's answer. Nobody forges a
// signature by chance, so no token is ever accepted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace provost::oidc;
  const std::string_view text = as_text(data, size);
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view token = text.substr(0, end);
  const std::string_view rest = text.substr(std::min(end + 1, text.size()));
  const auto answer = read_token_answer(200, rest);
  hold(answer.has_error() || !answer->empty());
  const auto header = read_token_header(token);
  const auto keys = KeySet::read(rest);
  if (keys.has_value()) {
    hold(keys->size() > 0);
    const auto person = verify_id_token(token, *keys,
                                        {.issuer = {.text = "https://id.example.com", .tenant = {}},
                                         .client_id = "app",
                                         .nonce = "N",
                                         .now = {1'700'000'000'000}});
    hold(person.has_error());
    hold(header.has_value() || person.error().kind == FaultKind::invalid);
  }
  return 0;
}

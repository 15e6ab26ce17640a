#include "admin/tokens.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "admin/token_text.h"
#include "json/json.h"

namespace provost::admin {
namespace {

using store::Token;

store::JournalEntry token_entry(const Admin& admin, const char* type, const std::string& token_id,
                                json::Object data) {
  return {.type = type,
          .subject_type = "token",
          .subject_id = token_id,
          .actor = admin.actor,
          .cause = {},
          .data = json::write(std::move(data)),
          .values = {}};
}

NewToken make_token(const Admin& admin, std::optional<std::int64_t> expires_in_s) {
  TokenText made = make_token_text(admin.random);
  NewToken result;
  result.token.created = admin.clock.now();
  result.token.id = new_id(result.token.created, admin.random).to_string();
  result.token.lookup = std::move(made.lookup);
  result.token.hash = hash_of(made.text);
  if (expires_in_s) {
    result.token.expires = result.token.created.plus_s(*expires_in_s);
  }
  result.text = std::move(made.text);
  return result;
}

std::int64_t seconds_per(char unit) {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return 60;
    case 'h':
      return 3600;
    case 'd':
      return 86400;
    default:
      return 0;
  }
}

}  // namespace

Result<NewToken> rotate_token(const Admin& admin, const OrgId& id, std::int64_t overlap_s,
                              std::optional<std::int64_t> expires_in_s) {
  TRY_ASSIGN(const store::Org org, find_organisation(admin, id));
  NewToken made = make_token(admin, expires_in_s);
  TRY(store::write_and_wait(admin.session, org.key, [&](store::Writer& writer) -> Result<void> {
    writer.insert_token(made.token);
    writer.expire_tokens(made.token.id, made.token.created.plus_s(overlap_s));
    writer.append(
        token_entry(admin, "token.rotated", made.token.id, {{"overlapSeconds", overlap_s}}));
    return {};
  }));
  return made;
}

Result<std::vector<Token>> list_tokens(const Admin& admin, const OrgId& id) {
  TRY_ASSIGN(const store::Org org, find_organisation(admin, id));
  std::vector<Token> tokens;
  TRY(store::read_and_wait(admin.session, org.key,
                           [&](store::Reader& reader) { tokens = reader.tokens(); }));
  std::ranges::sort(tokens, std::ranges::greater{},
                    [](const Token& token) { return std::pair(token.created, token.id); });
  return tokens;
}

Result<void> revoke_token(const Admin& admin, const OrgId& id, const std::string& token_id) {
  TRY_ASSIGN(const store::Org org, find_organisation(admin, id));
  return store::write_and_wait(admin.session, org.key, [&](store::Writer& writer) -> Result<void> {
    if (!writer.expire_token(token_id, admin.clock.now())) {
      return Error(Code::not_found, fmt::format("there is no token with the id {}", token_id));
    }
    writer.append(token_entry(admin, "token.revoked", token_id, {}));
    return {};
  });
}

Result<std::int64_t> read_duration(std::string_view text) {
  if (text == "none" || text == "0") {
    return 0;
  }
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool one_unit_left = end + 1 == text.data() + text.size();
  const std::int64_t unit = one_unit_left ? seconds_per(*end) : 0;
  constexpr std::int64_t longest_s = std::int64_t{100} * 365 * 86400;
  if (fault != std::errc{} || unit == 0 || number < 0 || number > longest_s / unit) {
    return Error(Code::invalid_value,
                 fmt::format("\"{}\" is not a duration; write it like 90m, 24h or 7d", text));
  }
  return number * unit;
}

}  // namespace provost::admin

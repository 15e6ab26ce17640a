#include "identity/tokens.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/rfc3339.h"
#include "identity/shown_name.h"
#include "identity/to_json.h"
#include "identity/token_expiry.h"
#include "identity/token_label.h"
#include "identity/token_text.h"
#include "json/text.h"

namespace provost::identity {
namespace {

using store::Token;

store::JournalEntry token_entry(const char* type, const std::string& token_id, json::Object data,
                                json::Object values, const Author& author) {
  return {.type = type,
          .subject_type = "token",
          .subject_id = token_id,
          .actor = author.actor,
          .cause = author.cause,
          .data = json::write(std::move(data)),
          .values = values.empty() ? std::string() : json::write(std::move(values)),
          .origin = author.origin};
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

NewToken make_token(std::optional<std::int64_t> expires_in_s, Timestamp now, Random& random) {
  TokenText made = make_token_text(random);
  NewToken result;
  result.token.created = now;
  result.token.id = new_id(now, random).to_string();
  result.token.lookup = std::move(made.lookup);
  result.token.hash = hash_of(made.text);
  if (expires_in_s) {
    result.token.expires = now.plus_s(*expires_in_s);
    result.token.next_notice = next_notice(result.token.expires, now);
  }
  result.text = std::move(made.text);
  return result;
}

Result<void> rotate_to(store::Writer& writer, Token& token, std::int64_t overlap_s,
                       const std::optional<std::string>& name, const Author& author) {
  if (name) {
    TRY(check_shown_name(*name));
    token.name = *name;
  } else {
    const std::vector<Token> all = writer.tokens();
    const Token* replaced = newest_live(all, token.created);
    token.name = replaced == nullptr ? std::string() : replaced->name;
  }
  const Timestamp end = token.created.plus_s(overlap_s);
  writer.insert_token(token);
  writer.expire_tokens(token.id, end, next_notice(end, token.created));
  writer.append(token_entry(
      "token.rotated", token.id,
      {{"overlapSeconds", overlap_s}, {"expires", to_json(token.expires)}},
      token.name.empty() ? json::Object{} : json::Object{{"name", token.name}}, author));
  return {};
}

Result<void> revoke_token(store::Writer& writer, const std::string& token_id, Timestamp now,
                          const Author& author) {
  if (!writer.expire_token(token_id, now)) {
    return Error(Code::not_found, fmt::format("there is no token with the id {}", token_id));
  }
  writer.append(token_entry("token.revoked", token_id, {}, {}, author));
  return {};
}

std::vector<Token> tokens_of(store::Reader& reader) {
  std::vector<Token> tokens = reader.tokens();
  std::ranges::sort(tokens, std::ranges::greater{},
                    [](const Token& token) { return std::pair(token.created, token.id); });
  return tokens;
}

Result<NewToken> rotate_token(const Admin& admin, const OrgId& id, std::int64_t overlap_s,
                              std::optional<std::int64_t> expires_in_s,
                              const std::optional<std::string>& name) {
  TRY_ASSIGN(const store::Org org, find_organisation(admin, id));
  NewToken made = make_token(expires_in_s, admin.clock.now(), admin.random);
  TRY(store::write_and_wait(admin.session, org.key, [&](store::Writer& writer) -> Result<void> {
    return rotate_to(writer, made.token, overlap_s, name, admin.author());
  }));
  return made;
}

Result<std::vector<Token>> list_tokens(const Admin& admin, const OrgId& id) {
  TRY_ASSIGN(const store::Org org, find_organisation(admin, id));
  std::vector<Token> tokens;
  TRY(store::read_and_wait(admin.session, org.key,
                           [&](store::Reader& reader) { tokens = tokens_of(reader); }));
  return tokens;
}

Result<void> revoke_token(const Admin& admin, const OrgId& id, const std::string& token_id) {
  TRY_ASSIGN(const store::Org org, find_organisation(admin, id));
  return store::write_and_wait(admin.session, org.key, [&](store::Writer& writer) {
    return revoke_token(writer, token_id, admin.clock.now(), admin.author());
  });
}

std::string_view state_of(const Token& token, const std::vector<Token>& all, Timestamp now) {
  if (token.expires && *token.expires <= now) {
    return "ended";
  }
  const Token* newest = newest_live(all, now);
  return newest != nullptr && newest->id != token.id ? "retiring" : "current";
}

json::Object describe(const Token& token, const std::vector<Token>& all, Timestamp now) {
  json::Array warnings = warnings_of(all, now);
  if (!warnings.empty() && warnings.front().at("tokenId").as_string() != token.id) {
    warnings.clear();
  }
  return {
      {"id", token.id},
      {"name", json::text_or_null(token.name)},
      {"created", to_rfc3339(token.created)},
      {"expires", to_json(token.expires)},
      {"live", !token.expires || *token.expires > now},
      {"state", state_of(token, all, now)},
      {"prefix", prefix_of(token)},
      {"lastUsed", to_json(store::Use{token.last_used, token.last_used_ip, token.last_used_agent})},
      {"warnings", std::move(warnings)}};
}

Result<std::int64_t> read_duration(std::string_view text) {
  if (text == "none" || text == "0") {
    return 0;
  }
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool one_unit_left = end + 1 == text.data() + text.size();
  const std::int64_t unit = one_unit_left ? seconds_per(*end) : 0;
  if (fault != std::errc{} || unit == 0 || number < 0 || number > duration_max_s / unit) {
    return Error(Code::invalid_value,
                 fmt::format("\"{}\" is not a duration; write it like 90m, 24h or 7d", text));
  }
  return number * unit;
}

}  // namespace provost::identity

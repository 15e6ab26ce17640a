#include "admin/token_notices.h"

#include <array>

#include <fmt/format.h>

#include "base/rfc3339.h"

namespace provost::admin {
namespace {

constexpr std::int64_t day_s = 86400;
// Ahead of the expiry, the first first.
constexpr std::array<std::int64_t, 4> notice_days{30, 14, 7, 1};
constexpr std::size_t notices_per_slice = 50;

store::JournalEntry notice_entry(const Admin& admin, const store::Token& token, std::int64_t days) {
  return {.type = "token.expiring",
          .subject_type = "token",
          .subject_id = token.id,
          .actor = admin.actor,
          .cause = {},
          .data = json::write({{"expires", to_rfc3339(*token.expires)}, {"days", days}}),
          .values = {}};
}

// False for a token that was replaced, of which there is nothing to say; Code::conflict when the
// notice is due no more.
Result<bool> give(const Admin& admin, const store::DueNotice& due, std::int64_t days) {
  const Timestamp now = admin.clock.now();
  bool is_told = true;
  TRY(store::write_and_wait(admin.session, due.org_key, [&](store::Writer& writer) -> Result<void> {
    is_told = true;
    const std::optional<store::Token> token = writer.find_token(due.token.lookup);
    if (!token || token->next_notice != due.token.next_notice) {
      return Error(Code::conflict, "another server gave the notice");
    }
    const std::vector<store::Token> all = writer.tokens();
    const store::Token* newest = newest_live(all, now);
    if (newest == nullptr || newest->id != token->id) {
      writer.set_token_notice(token->id, std::nullopt);
      is_told = false;
      return {};
    }
    writer.set_token_notice(token->id, next_notice(token->expires, now));
    writer.append(notice_entry(admin, *token, days));
    return {};
  }));
  return is_told;
}

// Another server gave the notice, or the organisation was removed.
bool is_overtaken(const Error& error) {
  return error.code == Code::conflict || error.code == Code::not_found;
}

}  // namespace

std::optional<std::int64_t> days_reached(Timestamp expires, Timestamp now) {
  std::optional<std::int64_t> reached;
  for (const std::int64_t days : notice_days) {
    if (now >= expires.plus_s(-days * day_s)) {
      reached = days;
    }
  }
  return reached;
}

std::optional<Timestamp> next_notice(std::optional<Timestamp> expires, Timestamp now) {
  if (!expires) {
    return std::nullopt;
  }
  for (const std::int64_t days : notice_days) {
    const Timestamp at = expires->plus_s(-days * day_s);
    if (at > now) {
      return at;
    }
  }
  return std::nullopt;
}

std::optional<json::Object> warning_of(const store::Token& token, Timestamp now) {
  if (!token.expires || *token.expires <= now) {
    return std::nullopt;
  }
  const std::optional<std::int64_t> days = days_reached(*token.expires, now);
  if (!days) {
    return std::nullopt;
  }
  const std::string expires = to_rfc3339(*token.expires);
  return json::Object{
      {"type", "token.expiring"},
      {"tokenId", token.id},
      {"expires", expires},
      {"days", *days},
      {"detail",
       fmt::format("the Secret Token {} expires at {}; rotate it under Settings → Identity "
                   "Access and paste the new one into the identity provider before then",
                   token.id, expires)}};
}

const store::Token* newest_live(const std::vector<store::Token>& tokens, Timestamp now) {
  const store::Token* newest = nullptr;
  for (const store::Token& token : tokens) {
    const bool lives = !token.expires || *token.expires > now;
    if (lives && (newest == nullptr || token.created > newest->created ||
                  (token.created == newest->created && token.id > newest->id))) {
      newest = &token;
    }
  }
  return newest;
}

json::Array warnings_of(const std::vector<store::Token>& tokens, Timestamp now) {
  json::Array warnings;
  const store::Token* newest = newest_live(tokens, now);
  if (newest != nullptr) {
    if (std::optional<json::Object> warning = warning_of(*newest, now)) {
      warnings.emplace_back(std::move(*warning));
    }
  }
  return warnings;
}

Result<void> give_due_notices(const Admin& admin,
                              const std::function<void(const std::string&)>& say) {
  const Timestamp now = admin.clock.now();
  std::vector<store::DueNotice> due;
  admin.session.catalogue(
      [&](store::Catalogue& catalogue) { due = catalogue.due_notices(now, notices_per_slice); });
  Result<void> outcome;
  for (const store::DueNotice& notice : due) {
    const store::Token& token = notice.token;
    const std::int64_t days = token.expires ? days_reached(*token.expires, now).value_or(0) : 0;
    const Result<bool> given = give(admin, notice, days);
    if (given.has_value() && !*given) {
      continue;
    }
    if (given.has_value()) {
      say(fmt::format("organisation {}: the Secret Token {} expires at {}", notice.org.str(),
                      token.id, to_rfc3339(*token.expires)));
    } else if (!is_overtaken(given.error()) && outcome.has_value()) {
      outcome = given.error();
    }
  }
  return outcome;
}

}  // namespace provost::admin

#include "identity/token_expiry.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/rfc3339.h"
#include "identity/token_label.h"

namespace provost::identity {
namespace {

constexpr std::int64_t day_s = 86400;
// Days before the expiry, in the order of the notices.
constexpr std::array<std::int64_t, 4> notice_days{30, 14, 7, 1};
constexpr std::int64_t soon_ms_max = 3600 * 1000;

bool is_newer(const store::Token& token, const store::Token& than) {
  return std::pair(token.created, token.id) > std::pair(than.created, than.id);
}

// When the first token after it was made; nothing for the newest.
std::optional<Timestamp> replaced_at(const store::Token& token,
                                     const std::vector<store::Token>& all) {
  std::optional<Timestamp> at;
  for (const store::Token& other : all) {
    if (is_newer(other, token) && (!at || other.created < *at)) {
      at = other.created;
    }
  }
  return at;
}

// The same client has presented a newer one since.
bool has_moved_on(const store::Token& token, const std::vector<store::Token>& all) {
  return std::ranges::any_of(all, [&](const store::Token& other) {
    return is_newer(other, token) && other.last_used >= token.last_used &&
           other.last_used_agent == token.last_used_agent &&
           other.last_used_ip == token.last_used_ip;
  });
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
                   label_of(token), expires)}};
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

std::vector<StillUsed> still_used(const std::vector<store::Token>& tokens, Timestamp now) {
  std::vector<StillUsed> all;
  const store::Token* newest = newest_live(tokens, now);
  for (const store::Token& token : tokens) {
    const std::optional<Timestamp> since = replaced_at(token, tokens);
    if (!token.expires || *token.expires <= now || &token == newest || !since || !token.last_used ||
        *token.last_used < *since) {
      continue;
    }
    const std::int64_t soon_ms = std::min(soon_ms_max, (token.expires->ms - since->ms) / 2);
    const bool is_soon = token.expires->ms - now.ms <= soon_ms;
    const bool is_in_use = now.ms - token.last_used->ms <= soon_ms;
    if (is_soon && is_in_use && !has_moved_on(token, tokens)) {
      all.push_back({&token, *since});
    }
  }
  return all;
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

}  // namespace provost::identity

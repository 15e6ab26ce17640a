#include "identity/token_expiry.h"

#include <array>
#include <string>

#include <fmt/format.h>

#include "base/rfc3339.h"

namespace provost::identity {
namespace {

constexpr std::int64_t day_s = 86400;
// Days before the expiry, in the order of the notices.
constexpr std::array<std::int64_t, 4> notice_days{30, 14, 7, 1};

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

}  // namespace provost::identity

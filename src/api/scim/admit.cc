#include "api/scim/admit.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "api/loop/presented.h"
#include "base/text.h"
#include "identity/token_text.h"

namespace provost::api::scim_api {
namespace {

bool is_quoted(std::string_view token) {
  constexpr std::string_view marks[] = {"\"", "'", "`", "\u201C", "\u201D", "\u2018", "\u2019"};
  return std::ranges::any_of(marks, [token](std::string_view mark) {
    return token.starts_with(mark) || token.ends_with(mark);
  });
}

// What looks wrong about a token, such as a paste error; empty when nothing does. Judged by what
// was sent alone, so it does not reveal what exists.
std::string_view slip_of(std::string_view authorization) {
  const std::string_view token = bearer_token(authorization);
  if (istarts_with(token, "Bearer")) {
    return "the word Bearer was sent twice: paste the Secret Token alone, without it";
  }
  if (is_quoted(token)) {
    return "the Secret Token was sent with quotes around it: paste it without them";
  }
  if (token.find_first_of(" \t") != std::string_view::npos) {
    return "the Secret Token was sent with a blank in it: copy all of it again, and nothing else";
  }
  if (token.empty() &&
      authorization.find(identity::secret_token_prefix) != std::string_view::npos) {
    return "the Secret Token was sent without the word Bearer: the header is \"Authorization: "
           "Bearer "
           "<Secret Token>\"";
  }
  return {};
}

// Names what looks wrong about the sent token, if anything does.
Error refused(std::string_view authorization) {
  const std::string_view slip = slip_of(authorization);
  return Error(Code::unauthenticated,
               slip.empty()
                   ? std::string("the Secret Token is missing, wrong, expired or belongs to "
                                 "another organisation; check the Tenant URL, or rotate "
                                 "the token, paste the new one and test the connection")
                   : std::string(slip));
}

Result<void> check_open(const store::OrgSettings& settings) {
  if (settings.suspended) {
    return organisation_suspended();
  }
  if (!settings.scim_enabled) {
    return Error(Code::forbidden,
                 "SCIM is switched off for this organisation; switch it on under Settings → "
                 "Identity Access → Enable SCIM");
  }
  return {};
}

Result<void> check_address(const std::vector<IpNetwork>& networks, std::string_view address) {
  if (!allows(networks, address)) {
    return Error(
        Code::forbidden,
        fmt::format("the address {} is in none of the organisation's allowed networks; add "
                    "it under Settings → Identity Access → Allowed networks",
                    address));
  }
  return {};
}

}  // namespace

Result<Admission> admit(Directory& directory, std::string_view org, std::string_view authorization,
                        std::string_view address) {
  const std::string_view token = bearer_token(authorization);
  if (token.empty()) {
    return refused(authorization);
  }
  std::shared_ptr<const OrgSnapshot> snapshot = directory.find(org);
  if (!snapshot) {
    return refused(authorization);
  }
  const KnownToken* known = directory.find_token(*snapshot, token);
  if (known == nullptr) {
    return refused(authorization);
  }
  TRY(check_open(snapshot->org.settings));
  TRY(check_address(snapshot->allowed_networks, address));
  return Admission{.org = std::move(snapshot),
                   .token_id = known->id,
                   .token_lookup = known->lookup,
                   .expires = known->expires,
                   .address = std::string(address),
                   .generation = directory.generation()};
}

Result<void> Admission::check_again(store::Reader& reader, Timestamp now) const {
  const auto is_over = [now](const std::optional<Timestamp>& end) { return end && *end <= now; };
  if (is_over(expires)) {
    return refused({});
  }
  if (reader.catalogue().settings_generation() == generation) {
    return {};
  }
  const std::optional<store::Token> token = reader.find_token(token_lookup);
  if (!token || token->id != token_id || is_over(token->expires)) {
    return refused({});
  }
  const store::OrgSettings settings = reader.settings();
  TRY(check_open(settings));
  return check_address(networks_of(settings), address);
}

}  // namespace provost::api::scim_api

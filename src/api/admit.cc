#include "api/admit.h"

#include <fmt/format.h>

#include "base/text.h"

namespace provost::api {
namespace {

Error refused() {
  return Error(Code::unauthenticated,
               "the Secret Token is missing, wrong, expired or not one of this organisation; check "
               "the Tenant URL, or rotate the token, paste the new one and test the connection");
}

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "Bearer ";
  if (!istarts_with(authorization, scheme)) {
    return {};
  }
  authorization.remove_prefix(scheme.size());
  const auto first = authorization.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view{} : authorization.substr(first);
}

}  // namespace

Result<Admission> admit(Directory& directory, std::string_view org, std::string_view authorization,
                        std::string_view address) {
  const std::string_view token = bearer_token(authorization);
  if (token.empty()) {
    return refused();
  }
  std::shared_ptr<const OrgSnapshot> snapshot = directory.find(org);
  if (!snapshot) {
    return refused();
  }
  std::optional<std::string> token_id = directory.find_token_id(*snapshot, token);
  if (!token_id) {
    return refused();
  }
  if (!snapshot->org.settings.scim_enabled) {
    return Error(Code::forbidden,
                 "SCIM is switched off for this organisation; switch it on under Settings → "
                 "Identity Access → Enable SCIM");
  }
  if (!snapshot->allows(address)) {
    return Error(
        Code::forbidden,
        fmt::format("the address {} is in none of the organisation's allowed networks; add "
                    "it under Settings → Identity Access → Allowed networks",
                    address));
  }
  return Admission{std::move(snapshot), std::move(*token_id)};
}

Result<admin::Caller> admit_caller(const Loop& loop, const http::Request& request) {
  const std::string_view text = bearer_token(request.header("Authorization"));
  const Timestamp now = loop.clock.now();
  const std::string_view agent = request.header("User-Agent");
  if (std::optional<std::string> id = loop.directory.find_operator_id(text)) {
    loop.usage.note_operator(*id, now, request.peer_address, agent);
    return admin::Caller{admin::CallerKind::installation, std::move(*id), {}, {}};
  }
  if (std::optional<KnownMember> member = loop.directory.find_member(text)) {
    loop.usage.note_member(member->org_key, member->lookup, now, request.peer_address, agent);
    return std::move(member->caller);
  }
  return Error(Code::unauthenticated,
               "the key or session is missing, wrong, expired or revoked, or its member has no "
               "access any more; provost operator key NAME makes an operator's key");
}

std::optional<admin::Caller> caller_of(Directory& directory, std::string_view authorization) {
  const std::string_view text = bearer_token(authorization);
  if (std::optional<std::string> id = directory.find_operator_id(text)) {
    return admin::Caller{admin::CallerKind::installation, std::move(*id), {}, {}};
  }
  if (std::optional<KnownMember> member = directory.find_member(text)) {
    return std::move(member->caller);
  }
  return std::nullopt;
}

}  // namespace provost::api

#include "api/admit.h"

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

Result<Admission> admit(Directory& directory, std::string_view org,
                        std::string_view authorization) {
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
  return Admission{std::move(snapshot), std::move(*token_id)};
}

Result<admin::Caller> admit_caller(Directory& directory, std::string_view authorization) {
  std::optional<std::string> id = directory.find_operator_id(bearer_token(authorization));
  if (!id) {
    return Error(Code::unauthenticated,
                 "the operator's key is missing or wrong; provost operator key NAME makes one");
  }
  return admin::Caller{admin::CallerKind::installation, std::move(*id), {}, {}};
}

}  // namespace provost::api

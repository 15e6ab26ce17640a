#include "api/loop/presented.h"

#include <string>
#include <utility>

#include "api/loop/session_cookie.h"
#include "base/text.h"
#include "identity/token_text.h"

namespace provost::api {

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "Bearer ";
  if (!istarts_with(authorization, scheme)) {
    return {};
  }
  authorization.remove_prefix(scheme.size());
  const auto first = authorization.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view{} : authorization.substr(first);
}

Presented presented_by(const http::Request& request) {
  const std::string_view authorization = request.header("Authorization");
  if (!authorization.empty()) {
    return {bearer_token(authorization), false};
  }
  // Keys must not be used in a browser.
  const std::string_view text = session_in_cookie(request);
  const bool is_session = text.starts_with(identity::session_prefix) ||
                          text.starts_with(identity::operator_session_prefix) ||
                          text.starts_with(identity::contact_session_prefix);
  return {is_session ? text : std::string_view(), true};
}

Result<identity::Caller> admit_caller(const Loop& loop, const http::Request& request,
                                      std::string_view text) {
  const Timestamp now = loop.clock.now();
  const std::string_view agent = request.header("User-Agent");
  if (std::optional<std::string> id = loop.directory.find_operator_id(text)) {
    loop.usage.note_operator(*id, now, request.peer_address, agent);
    return identity::Caller{identity::CallerKind::installation, std::move(*id), {}, {}};
  }
  if (text.starts_with(identity::operator_session_prefix)) {
    TRY_ASSIGN(KnownOperator one, loop.directory.find_operator(text));
    loop.usage.note_operator_session(one.lookup, now, request.peer_address, agent);
    return std::move(one.caller);
  }
  TRY_ASSIGN(KnownMember member, loop.directory.find_insider(text));
  if (member.caller.is_contact()) {
    loop.usage.note_contact(member.org_key, member.lookup, now, request.peer_address, agent);
  } else {
    loop.usage.note_member(member.org_key, member.lookup, now, request.peer_address, agent);
  }
  return std::move(member.caller);
}

std::optional<identity::Caller> caller_now(Directory& directory, std::string_view text) {
  if (std::optional<std::string> id = directory.find_operator_id(text)) {
    return identity::Caller{identity::CallerKind::installation, std::move(*id), {}, {}};
  }
  if (text.starts_with(identity::operator_session_prefix)) {
    Result<KnownOperator> one = directory.find_operator(text);
    return one.has_value() ? std::optional(std::move(one->caller)) : std::nullopt;
  }
  Result<KnownMember> member = directory.find_insider(text);
  return member.has_value() ? std::optional(std::move(member->caller)) : std::nullopt;
}

}  // namespace provost::api

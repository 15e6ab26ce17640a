#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "api/loop/loop.h"
#include "api/loop/origin.h"
#include "base/result.h"
#include "http/message.h"
#include "identity/admin.h"
#include "identity/permissions.h"
#include "json/json.h"
#include "provision/context.h"
#include "store/kept_answers.h"
#include "store/records.h"

namespace provost::api::admin_api {

// One request to the administration interface after admission: who asks, of which organisation, for
// what.
struct AdminCall {
  const Loop& loop;
  const http::Request& request;
  // Its arrival: the time of everything that it creates and changes.
  Timestamp now;
  http::QueryParameters query;
  std::string_view route;  // its name: part of what a page cursor belongs to
  identity::Caller caller;
  // Of the route, once it was found that the caller holds it.
  std::optional<identity::Permission> held = {};
  // The organisation in the path; where the path has none, the caller's, and null for an operator.
  std::shared_ptr<const OrgSnapshot> org;
  std::vector<std::string> parameters;  // of the route, decoded
  // Of a POST with an Idempotency-Key (api/admin/repeat.h), whether it was noted in the transaction
  // that carried it out, and the id of the secret that it made.
  std::optional<store::KeptAnswer> repeat;
  store::OrgKey repeat_org = store::installation;  // with which it is noted
  bool is_noted = false;
  std::string secret_id;
  // A word for programs that goes with a refusal, as the member "code"; empty for none.
  std::string_view problem_code = "";
  // JSON members that a refusal adds to the log line, without braces; empty for none.
  std::string refusal_note = {};

  store::OrgKey org_key() const { return org->org.key; }
  const OrgId& org_id() const { return org->org.id; }
  identity::Author author() const {
    return {caller.actor(), request.id,
            origin_of(request, caller.operator_name, caller.contact_name)};
  }
  // For the use cases of provision/.
  provision::Context context() const;
  // For what depends on the body, beyond the route's own permission: Code::forbidden.
  Result<void> require(identity::Permission permission) const;
  // Checks in this transaction that the credential and its holder's permissions still admit the
  // call (design rule 22). Code::unauthenticated, forbidden; overloaded when the caller's kind has
  // changed meanwhile and must be read again.
  Result<void> check_again(store::Reader& reader) const;
  // The same in a transaction that is of no organisation: whether the credential lives.
  Result<void> check_again(store::Catalogue& catalogue) const;
  // By the table of permissions, and by the route's path where a kind has it for itself alone.
  Result<void> check_permission(identity::CallerKind kind, identity::Permission permission) const;
};

using Answer = boost::asio::awaitable<Result<http::Response>>;

// What requests have in common.

// The JSON body, an object with no other members than these. Code::unsupported_media,
// payload_too_large, invalid_syntax; Code::invalid_value names the member that is not known.
Result<json::Object> body_of(const AdminCall& call, std::initializer_list<std::string_view> known);
// The same where every member may be missing: no body at all is an empty object.
Result<json::Object> optional_body_of(const AdminCall& call,
                                      std::initializer_list<std::string_view> known);

// Code::invalid_value names a member that is not known.
Result<void> check_members(const json::Object& body, std::initializer_list<std::string_view> known);

// Members of a body, nothing when absent; Code::invalid_value names a member of another type.
Result<std::optional<std::string>> text_member(const json::Object& body, std::string_view name);
Result<std::optional<bool>> boolean_member(const json::Object& body, std::string_view name);
Result<std::optional<std::int64_t>> integer_member(const json::Object& body, std::string_view name,
                                                   std::int64_t least, std::int64_t most);

// A query parameter that is true or false, and false when absent; Code::invalid_value.
Result<bool> flag_of(const AdminCall& call, std::string_view name);
// The same, nothing when absent.
Result<std::optional<bool>> optional_flag_of(const AdminCall& call, std::string_view name);
// A query parameter, or null. Unlike those of SCIM they are told apart by case.
const std::string* parameter_of(const AdminCall& call, std::string_view name);

// The member named in the path after the organisation; the id may be unknown. Code::not_found when
// it cannot be an id.
Result<ResourceId> member_of(const AdminCall& call);

// {"override": true, "reason": text}, which lets a change by hand pass the guard of the last Admin
// (Human) (design §2.10): the reason, empty without an override. Code::invalid_value.
Result<std::string> override_reason_of(const json::Object& body);

// What answers have in common.

http::Response json_reply(int status, const json::Value& body);
http::Response no_content_reply();
// RFC 9457, with WWW-Authenticate or Retry-After where the status asks for it.
http::Response problem_reply(const Error& error, std::string_view code = "");
// The same with members of its own: title and status go before them.
http::Response problem_with(int status, const json::Object& members);

}  // namespace provost::api::admin_api

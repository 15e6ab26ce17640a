#include "admin/people/by_hand.h"

#include <fmt/format.h>

#include "admin/people/members.h"
#include "admin/people/targets.h"
#include "api/admin/change.h"
#include "api/admin/handlers.h"

namespace provost::api::admin_api {
namespace {

using admin::ByHand;

using Use = Result<void> (*)(store::Writer&, const ResourceId&, const ByHand&,
                             const provision::Context&);

// {"userName","role","identityType"}
struct Invitation {
  std::string user_name;
  access::Target target{};
};

Result<Invitation> read_invitation(const AdminCall& call) {
  TRY_ASSIGN(json::Object body, body_of(call, {"userName", "role", "identityType"}));
  TRY_ASSIGN(const std::optional<std::string> user_name, text_member(body, "userName"));
  if (!user_name) {
    return Error(Code::invalid_value, "userName is missing");
  }
  body.erase("userName");
  TRY_ASSIGN(const access::Target target, admin::read_target(body));
  return Invitation{*user_name, target};
}

// The query of a DELETE, which has no body: `override` and `reason`.
Result<ByHand> read_by_hand(const AdminCall& call) {
  json::Object given;
  TRY_ASSIGN(given["override"], flag_of(call, "override"));
  if (const std::string* reason = parameter_of(call, "reason")) {
    given["reason"] = *reason;
  }
  TRY_ASSIGN(std::string reason, override_reason_of(given));
  return ByHand{.override_reason = std::move(reason)};
}

Answer change_member(AdminCall& call, Use use) {
  CO_TRY_ASSIGN(const ByHand by_hand, read_by_hand(call));
  CO_TRY_ASSIGN(const ResourceId user, member_of(call));
  const provision::Context context = call.context();
  const auto work = [&](store::Writer& writer) { return use(writer, user, by_hand, context); };
  CO_TRY(co_await change_plainly(call, work));
  co_return no_content_reply();
}

}  // namespace

Answer invite_member(AdminCall& call) {
  CO_TRY_ASSIGN(const Invitation invitation, read_invitation(call));
  const provision::Context context = call.context();
  const auto& type = context.registry->type(scim::schema::user_type);
  CO_TRY_ASSIGN(const auto person,
                admin::read_invitation(invitation.user_name, type, context.rules));
  const ResourceId id = new_id(call.now, call.loop.random);
  const ByHand by_hand;
  const auto work = [&](store::Writer& writer) -> Result<json::Object> {
    TRY(admin::invite(writer, person, id, invitation.target, by_hand, context));
    return admin::describe_member(writer, {id, person.document()});
  };
  CO_TRY_ASSIGN(const json::Object member, co_await change<json::Object>(call, work));
  http::Response response = json_reply(201, member);
  response.headers.push_back(
      {"Location", fmt::format("{}/api/v1/orgs/{}/members/{}", call.request.base_url,
                               call.org_id().str(), id.to_string())});
  co_return response;
}

Answer remove_member(AdminCall& call) {
  co_return co_await change_member(call, admin::remove_member);
}

Answer end_direct_access(AdminCall& call) {
  co_return co_await change_member(call, admin::end_direct_access);
}

Answer dismiss_retained_access(AdminCall& call) {
  co_return co_await change_member(call, admin::dismiss_retained_access);
}

}  // namespace provost::api::admin_api

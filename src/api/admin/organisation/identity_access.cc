#include <algorithm>

#include <fmt/format.h>

#include "admin/organisation/settings.h"
#include "admin/people/default_access.h"
#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/list.h"
#include "api/admin/page.h"
#include "api/loop/await.h"
#include "identity/token_expiry.h"
#include "identity/tokens.h"

namespace provost::api::admin_api {
namespace {

// {"role": "user", "identityType": "human" or "service"}, or null.
Result<std::optional<std::optional<access::Target>>> default_access_member(
    const json::Object& body) {
  using Wanted = std::optional<std::optional<access::Target>>;
  const json::Value* given = body.if_contains("defaultAccess");
  if (given == nullptr) {
    return Wanted();
  }
  if (given->is_null()) {
    return Wanted(std::in_place);
  }
  const json::Object* object = given->if_object();
  if (object == nullptr) {
    return Error(Code::invalid_value, "defaultAccess is null or {\"role\", \"identityType\"}");
  }
  TRY(check_members(*object, {"role", "identityType"}));
  TRY_ASSIGN(const auto role_text, text_member(*object, "role"));
  TRY_ASSIGN(const auto type_text, text_member(*object, "identityType"));
  TRY_ASSIGN(const access::Role role, access::read_role(role_text.value_or("")));
  TRY_ASSIGN(const access::IdentityType type, access::read_identity_type(type_text.value_or("")));
  return Wanted(access::target_of(role, type));
}

Result<std::optional<std::vector<std::string>>> networks_member(const json::Object& body) {
  const json::Value* given = body.if_contains("allowedNetworks");
  if (given == nullptr) {
    return std::optional<std::vector<std::string>>();
  }
  const auto is_text = [](const json::Value& value) { return value.is_string(); };
  const json::Array* list = given->if_array();
  if (list == nullptr || !std::all_of(list->begin(), list->end(), is_text)) {
    return Error(Code::invalid_value, "allowedNetworks is a list of texts like \"192.0.2.0/24\"");
  }
  std::vector<std::string> networks;
  for (const json::Value& network : *list) {
    networks.emplace_back(network.get_string());
  }
  return std::optional(std::move(networks));
}

Result<admin::SettingsChange> read_change(const AdminCall& call) {
  TRY_ASSIGN(const json::Object body,
             body_of(call, {"scimEnabled", "attributeProfile", "rejectExtraAttributes",
                            "conformance", "defaultAccess", "allowedNetworks", "logBodies",
                            "confirmPurge", "etag", "override", "reason"}));
  admin::SettingsChange change;
  TRY_ASSIGN(change.scim_enabled, boolean_member(body, "scimEnabled"));
  TRY_ASSIGN(change.reject_extra, boolean_member(body, "rejectExtraAttributes"));
  TRY_ASSIGN(change.log_bodies, boolean_member(body, "logBodies"));
  TRY_ASSIGN(const auto profile, text_member(body, "attributeProfile"));
  if (profile) {
    TRY_ASSIGN(change.profile, admin::read_profile(*profile));
  }
  TRY_ASSIGN(const auto conformance, text_member(body, "conformance"));
  if (conformance) {
    TRY_ASSIGN(change.strict, admin::read_conformance(*conformance));
  }
  TRY_ASSIGN(change.default_access, default_access_member(body));
  TRY_ASSIGN(const std::optional<std::string> etag, text_member(body, "etag"));
  change.default_access_etag = etag.value_or("");
  // As for mapped groups; the default is never an Admin, so no guard applies.
  TRY(override_reason_of(body));
  TRY_ASSIGN(change.allowed_networks, networks_member(body));
  TRY_ASSIGN(const auto confirmed, boolean_member(body, "confirmPurge"));
  change.confirm_purge = confirmed.value_or(false);
  return change;
}

struct Shown {
  store::OrgSettings settings;
  std::vector<store::Token> tokens;
  json::Value purging;
};

Result<Shown> read_shown(store::Reader& reader) {
  return Shown{reader.settings(), identity::tokens_of(reader), admin::purge_of(reader)};
}

http::Response identity_access_reply(const AdminCall& call, const Shown& shown, int status) {
  json::Object body{
      {"tenantUrl", fmt::format("{}/{}/scim/v2", call.request.base_url, call.org_id().str())}};
  for (const auto& member : admin::describe_settings(shown.settings)) {
    body.emplace(member.key(), member.value());
  }
  body["purging"] = shown.purging;
  body["warnings"] = identity::warnings_of(shown.tokens, call.now);
  return json_reply(status, body);
}

Answer show(AdminCall& call, int status) {
  CO_TRY_ASSIGN(const Shown shown,
                co_await read<Shown>(call.loop.session, call.org_key(), read_shown));
  co_return identity_access_reply(call, shown, status);
}

}  // namespace

Answer get_identity_access(AdminCall& call) {
  co_return co_await show(call, 200);
}

// Previews another default access. However many people it concerns, no loop waits for them.
Answer preview_default_access(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  CO_TRY_ASSIGN(const std::string search, search_of(call));
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"defaultAccess"}));
  CO_TRY_ASSIGN(const auto wanted, default_access_member(body));
  if (!wanted) {
    co_return Error(Code::invalid_value, "defaultAccess is missing; null means no access");
  }
  const admin::PageWish wish{.limit = page.limit, .after = page.after};
  const auto work = [&](store::Reader& reader) {
    return admin::preview_default(reader, *wanted, wish, search);
  };
  CO_TRY_ASSIGN(admin::MappingPreview preview, co_await read_apart<admin::MappingPreview>(
                                                   call.loop.session, call.org_key(), work));
  preview.shown["nextCursor"] = cursor_of(call, preview.next);
  co_return json_reply(200, preview.shown);
}

// 202 while values are still being removed: the server continues by itself, even when this
// connection ends, and GET reports the progress.
Answer change_identity_access(AdminCall& call) {
  CO_TRY_ASSIGN(const admin::SettingsChange wanted, read_change(call));
  const auto work = [&](store::Writer& writer) {
    return admin::change_settings(writer, call.org_id(), wanted, call.now, call.author());
  };
  CO_TRY_ASSIGN(const admin::SettingsOutcome outcome,
                co_await change<admin::SettingsOutcome>(call, work));
  co_return co_await show(call, outcome.narrowed ? 202 : 200);
}

}  // namespace provost::api::admin_api

#include "admin/credentials.h"

#include <fmt/format.h>

#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/page.h"
#include "api/await.h"

namespace provost::api::admin_api {
namespace {

using store::Credential;
using store::CredentialKind;

// The member that parameter 1 of the path names.
Result<ResourceId> member_of(const AdminCall& call) {
  const std::optional<ResourceId> id = ResourceId::parse(call.parameters.at(1));
  if (!id) {
    return Error(Code::not_found, fmt::format("there is no member {}", call.parameters.at(1)));
  }
  return *id;
}

Answer list(AdminCall& call, CredentialKind kind) {
  CO_TRY_ASSIGN(const ResourceId user, member_of(call));
  CO_TRY_ASSIGN(const Page page, page_of(call));
  const auto work = [&](store::Reader& reader) {
    return admin::list_credentials(reader, user, kind, page.after.value_or(""), page.limit + 1);
  };
  CO_TRY_ASSIGN(auto found,
                co_await read<std::vector<Credential>>(call.loop.session, call.org_key(), work));
  const bool has_more = found.size() > page.limit;
  if (has_more) {
    found.pop_back();
  }
  json::Array items;
  for (const Credential& credential : found) {
    items.emplace_back(admin::describe(credential, call.now));
  }
  co_return page_reply(call, std::move(items),
                       has_more ? std::optional(found.back().id) : std::nullopt);
}

Answer add(AdminCall& call, const admin::NewCredential& made) {
  const auto work = [&](store::Writer& writer) {
    return admin::add_credential(writer, made.credential, call.author());
  };
  CO_TRY(co_await change_plainly(call, work));
  call.secret_id = made.credential.id;
  json::Object answer{{"secret", made.text}};
  for (const auto& member : admin::describe(made.credential, call.now)) {
    answer.emplace(member.key(), member.value());
  }
  co_return json_reply(201, answer);
}

Answer revoke(AdminCall& call, CredentialKind kind) {
  CO_TRY_ASSIGN(const ResourceId user, member_of(call));
  const auto work = [&](store::Writer& writer) {
    return admin::revoke_credential(writer, user, kind, call.parameters.at(2), call.author());
  };
  CO_TRY(co_await change_plainly(call, work));
  co_return no_content_reply();
}

}  // namespace

Answer list_api_keys(AdminCall& call) {
  co_return co_await list(call, CredentialKind::api_key);
}

Answer create_api_key(AdminCall& call) {
  CO_TRY_ASSIGN(const ResourceId user, member_of(call));
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"name", "expiresInSeconds"}));
  CO_TRY_ASSIGN(const auto name, text_member(body, "name"));
  CO_TRY_ASSIGN(const auto expires_in_s,
                integer_member(body, "expiresInSeconds", 1, admin::credential_life_max_s));
  const admin::NewCredential made =
      admin::make_credential(CredentialKind::api_key, user, name.value_or(""), expires_in_s,
                             call.now, call.loop.random, call.author());
  co_return co_await add(call, made);
}

Answer revoke_api_key(AdminCall& call) {
  co_return co_await revoke(call, CredentialKind::api_key);
}

Answer list_sessions(AdminCall& call) {
  co_return co_await list(call, CredentialKind::session);
}

Answer open_session(AdminCall& call) {
  CO_TRY_ASSIGN(const ResourceId user, member_of(call));
  CO_TRY_ASSIGN(const json::Object body, optional_body_of(call, {"name", "expiresInSeconds"}));
  CO_TRY_ASSIGN(const auto name, text_member(body, "name"));
  CO_TRY_ASSIGN(const auto expires_in_s,
                integer_member(body, "expiresInSeconds", 1, admin::session_life_max_s));
  const admin::NewCredential made =
      admin::make_credential(CredentialKind::session, user, name.value_or("session"),
                             expires_in_s.value_or(admin::session_life_default_s), call.now,
                             call.loop.random, call.author());
  co_return co_await add(call, made);
}

Answer end_session(AdminCall& call) {
  co_return co_await revoke(call, CredentialKind::session);
}

}  // namespace provost::api::admin_api

#include "identity/credentials.h"

#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/page.h"
#include "api/loop/await.h"

namespace provost::api::admin_api {
namespace {

using store::Credential;
using store::CredentialKind;

// Defaults and bounds for the body of a request.
struct Making {
  CredentialKind kind{};
  bool needs_body = false;
  const char* name = "";
  std::optional<std::int64_t> life_s;
  std::int64_t life_max_s = 0;
};
constexpr Making of_api_key{.kind = CredentialKind::api_key,
                            .needs_body = true,
                            .life_max_s = identity::credential_life_max_s};
constexpr Making of_session{.kind = CredentialKind::session,
                            .name = "session",
                            .life_s = identity::session_life_default_s,
                            .life_max_s = identity::session_life_max_s};

// {"name","expiresInSeconds"}
Result<identity::NewCredential> read_wish(const AdminCall& call, const Making& making) {
  TRY_ASSIGN(const ResourceId user, member_of(call));
  const std::initializer_list<std::string_view> known{"name", "expiresInSeconds"};
  TRY_ASSIGN(const json::Object body,
             making.needs_body ? body_of(call, known) : optional_body_of(call, known));
  TRY_ASSIGN(const auto name, text_member(body, "name"));
  TRY_ASSIGN(const auto life_s, integer_member(body, "expiresInSeconds", 1, making.life_max_s));
  return identity::make_credential(making.kind, user, name.value_or(making.name),
                                   life_s ? life_s : making.life_s, call.now, call.loop.random,
                                   call.author());
}

Answer list(AdminCall& call, CredentialKind kind) {
  CO_TRY_ASSIGN(const ResourceId user, member_of(call));
  CO_TRY_ASSIGN(const Page page, page_of(call));
  const auto work = [&](store::Reader& reader) {
    return identity::list_credentials(reader, user, kind, page.after.value_or(""), page.limit + 1);
  };
  CO_TRY_ASSIGN(auto found,
                co_await read<std::vector<Credential>>(call.loop.session, call.org_key(), work));
  const bool has_more = found.size() > page.limit;
  if (has_more) {
    found.pop_back();
  }
  json::Array items;
  for (const Credential& credential : found) {
    items.emplace_back(identity::describe(credential, call.now));
  }
  co_return page_reply(call, std::move(items),
                       has_more ? std::optional(found.back().id) : std::nullopt);
}

Answer create(AdminCall& call, const Making& making) {
  CO_TRY_ASSIGN(const identity::NewCredential made, read_wish(call, making));
  const auto work = [&](store::Writer& writer) {
    return identity::add_credential(writer, made.credential, call.author());
  };
  CO_TRY(co_await change_plainly(call, work));
  call.secret_id = made.credential.id;
  json::Object answer{{"secret", made.text}};
  for (const auto& member : identity::describe(made.credential, call.now)) {
    answer.emplace(member.key(), member.value());
  }
  co_return json_reply(201, answer);
}

Answer revoke(AdminCall& call, CredentialKind kind) {
  CO_TRY_ASSIGN(const ResourceId user, member_of(call));
  const auto work = [&](store::Writer& writer) {
    return identity::revoke_credential(writer, user, kind, call.parameters.at(2), call.author());
  };
  CO_TRY(co_await change_plainly(call, work));
  co_return no_content_reply();
}

}  // namespace

Answer list_api_keys(AdminCall& call) {
  co_return co_await list(call, CredentialKind::api_key);
}

Answer create_api_key(AdminCall& call) {
  co_return co_await create(call, of_api_key);
}

Answer revoke_api_key(AdminCall& call) {
  co_return co_await revoke(call, CredentialKind::api_key);
}

Answer list_sessions(AdminCall& call) {
  co_return co_await list(call, CredentialKind::session);
}

Answer open_session(AdminCall& call) {
  co_return co_await create(call, of_session);
}

Answer end_session(AdminCall& call) {
  co_return co_await revoke(call, CredentialKind::session);
}

}  // namespace provost::api::admin_api

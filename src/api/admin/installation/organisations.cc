#include "admin/organisation/organisations.h"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "admin/organisation/settings.h"
#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/installation/organisation_shown.h"
#include "api/admin/repeat.h"
#include "api/loop/await.h"

namespace provost::api::admin_api {
namespace {

using store::OrgSettings;

struct Shown {
  OrgSettings settings;
  store::OrgCounts counts;
};

Result<Shown> read_shown(store::Reader& reader) {
  return Shown{reader.settings(),
               {.users = reader.count(scim::schema::user_type),
                .groups = reader.count(scim::schema::group_type)}};
}

Result<void> check_reason(const std::string& reason) {
  constexpr std::size_t bytes_max = 500;
  if (reason.size() > bytes_max) {
    return Error(Code::invalid_value, fmt::format("reason is longer than {} bytes", bytes_max));
  }
  return {};
}

struct Wish {
  OrgId id;
  OrgSettings settings;
};

Result<Wish> read_wish(const AdminCall& call) {
  TRY_ASSIGN(const json::Object body, body_of(call, {"id", "name", "attributeProfile"}));
  TRY_ASSIGN(const auto id, text_member(body, "id"));
  TRY_ASSIGN(const auto name, text_member(body, "name"));
  TRY_ASSIGN(const auto profile, text_member(body, "attributeProfile"));
  Wish wish;
  TRY_ASSIGN(wish.id, admin::read_org_id(id.value_or("")));
  wish.settings.name = name.value_or(*id);
  TRY(admin::check_name(wish.settings.name));
  if (profile) {
    TRY_ASSIGN(wish.settings.profile, admin::read_profile(*profile));
  }
  return wish;
}

}  // namespace

// The organisation, its first journal entry and the note for an Idempotency-Key share one
// transaction.
Answer create_organisation(AdminCall& call) {
  CO_TRY_ASSIGN(const Wish wish, read_wish(call));
  const auto creation = [&](store::CatalogueWriter& catalogue) {
    return admin::create_organisation(catalogue, wish.id, wish.settings, call.now, call.author());
  };
  CO_TRY(co_await change_catalogue<store::OrgKey>(call, creation));
  call.org = call.loop.directory.find(wish.id.str());
  http::Response response = json_reply(201, describe({wish.id, call.now, wish.settings}));
  response.headers.push_back(
      {"Location", fmt::format("{}/api/v1/orgs/{}", call.request.base_url, wish.id.str())});
  co_return response;
}

Answer get_organisation(AdminCall& call) {
  CO_TRY_ASSIGN(const Shown shown,
                co_await read<Shown>(call.loop.session, call.org_key(), read_shown));
  const std::vector<store::OrgKey> keys{call.org_key()};
  CO_TRY_ASSIGN(const std::vector<Contact> contacts, co_await read_contacts(call, keys));
  co_return json_reply(
      200, describe({call.org_id(), call.org->org.created, shown.settings, shown.counts,
                     contacts.front(), call.loop.system.facts.board.find(call.org_key())}));
}

// Only operators suspend (design §2.11: operators stand above organisations).
Answer change_organisation(AdminCall& call) {
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"name", "suspended", "reason"}));
  CO_TRY_ASSIGN(const std::optional<std::string> reason, text_member(body, "reason"));
  CO_TRY(check_reason(reason.value_or("")));
  admin::SettingsChange wanted;
  CO_TRY_ASSIGN(wanted.name, text_member(body, "name"));
  CO_TRY_ASSIGN(wanted.suspended, boolean_member(body, "suspended"));
  if (wanted.suspended) {
    CO_TRY(call.require(identity::Permission::manage_organisations));
  }
  // A member's change queues in the organisation's line, and is only in its journal.
  if (call.caller.is_operator()) {
    const auto work = [&](store::CatalogueWriter& catalogue) {
      return admin::change_settings(catalogue, call.org->org, wanted, reason.value_or(""), call.now,
                                    call.author());
    };
    CO_TRY(co_await change_catalogue<admin::SettingsOutcome>(call, work));
  } else {
    const auto work = [&](store::Writer& writer) {
      return admin::change_settings(writer, call.org_id(), wanted, call.now, call.author());
    };
    CO_TRY(co_await change<admin::SettingsOutcome>(call, work));
  }
  co_return co_await get_organisation(call);
}

// It is gone at once; the server removes its rows bit by bit.
Answer delete_organisation(AdminCall& call) {
  const auto work = [&](store::CatalogueWriter& catalogue) {
    return admin::remove_organisation(catalogue, call.org_id(), call.author());
  };
  CO_TRY(co_await change_catalogue<store::OrgKey>(call, work));
  co_return no_content_reply();
}

}  // namespace provost::api::admin_api

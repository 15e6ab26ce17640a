#include "admin/organisations.h"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "admin/find_organisations.h"
#include "admin/settings.h"
#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/list.h"
#include "api/admin/page.h"
#include "api/admin/repeat.h"
#include "api/await.h"
#include "api/log_read.h"
#include "base/rfc3339.h"

namespace provost::api::admin_api {
namespace {

using store::Org;
using store::OrgSettings;

// When its identity provider last called; null when it never did.
using Contact = std::optional<Timestamp>;

json::Object describe(const OrgId& id, Timestamp created, const OrgSettings& settings,
                      const store::OrgCounts& counts, const Contact& contact) {
  return {{"id", id.str()},
          {"name", settings.name},
          {"created", to_rfc3339(created)},
          {"suspended", settings.suspended},
          {"scimEnabled", settings.scim_enabled},
          {"attributeProfile", admin::to_text(settings.profile)},
          {"conformance", settings.strict ? "strict" : "tolerant"},
          {"userCount", counts.users},
          {"groupCount", counts.groups},
          {"lastContact", contact ? json::Value(to_rfc3339(*contact)) : json::Value(nullptr)}};
}

struct Shown {
  OrgSettings settings;
  store::OrgCounts counts;
};

Result<Shown> read_shown(store::Reader& reader) {
  return Shown{reader.settings(),
               {.users = reader.count(scim::schema::user_type),
                .groups = reader.count(scim::schema::group_type)}};
}

boost::asio::awaitable<Result<std::vector<Contact>>> read_contacts(
    AdminCall& call, const std::vector<store::OrgKey>& orgs) {
  const auto work = [&](log::Reader& reader) -> Result<std::vector<Contact>> {
    std::vector<Contact> contacts;
    for (const store::OrgKey org : orgs) {
      contacts.push_back(reader.activity(org).last);
    }
    return contacts;
  };
  co_return co_await read_log<std::vector<Contact>>(call.loop.log, store::OrgKey{}, work);
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

Answer list_organisations(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  CO_TRY_ASSIGN(const std::string search, search_of(call));
  admin::OrganisationPage found;
  call.loop.session.catalogue([&](store::Catalogue& catalogue) {
    found = admin::find_organisations(catalogue, search, page.after.value_or(""), page.limit);
  });
  std::vector<store::OrgKey> keys;
  for (const auto& item : found.items) {
    keys.push_back(item.org.key);
  }
  CO_TRY_ASSIGN(const std::vector<Contact> contacts, co_await read_contacts(call, keys));
  json::Array items;
  for (std::size_t i = 0; i < found.items.size(); ++i) {
    const Org& org = found.items[i].org;
    items.emplace_back(
        describe(org.id, org.created, org.settings, found.items[i].counts, contacts[i]));
  }
  co_return page_reply(call, std::move(items), found.next);
}

// The organisation, its first journal entry and the note of an Idempotency-Key are one transaction.
Answer create_organisation(AdminCall& call) {
  CO_TRY_ASSIGN(const Wish wish, read_wish(call));
  const auto creation = [&](store::CatalogueWriter& catalogue) {
    return admin::create_organisation(catalogue, wish.id, wish.settings, call.now, call.author());
  };
  CO_TRY(co_await change_catalogue<store::OrgKey>(call, creation));
  call.org = call.loop.directory.find(wish.id.str());
  http::Response response = json_reply(201, describe(wish.id, call.now, wish.settings, {}, {}));
  response.headers.push_back(
      {"Location", fmt::format("{}/api/v1/orgs/{}", call.request.base_url, wish.id.str())});
  co_return response;
}

Answer get_organisation(AdminCall& call) {
  CO_TRY_ASSIGN(const Shown shown,
                co_await read<Shown>(call.loop.session, call.org_key(), read_shown));
  const std::vector<store::OrgKey> keys{call.org_key()};
  CO_TRY_ASSIGN(const std::vector<Contact> contacts, co_await read_contacts(call, keys));
  co_return json_reply(200, describe(call.org_id(), call.org->org.created, shown.settings,
                                     shown.counts, contacts.front()));
}

// Only the operator suspends (design §2.11: operators stand above organisations).
Answer change_organisation(AdminCall& call) {
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"name", "suspended"}));
  admin::SettingsChange wanted;
  CO_TRY_ASSIGN(wanted.name, text_member(body, "name"));
  CO_TRY_ASSIGN(wanted.suspended, boolean_member(body, "suspended"));
  if (wanted.suspended) {
    CO_TRY(call.require(admin::Permission::manage_organisations));
  }
  const auto work = [&](store::Writer& writer) {
    return admin::change_settings(writer, call.org_id(), wanted, call.now, call.author());
  };
  CO_TRY(co_await change<admin::SettingsOutcome>(call, work));
  co_return co_await get_organisation(call);
}

// It is gone at once; the server takes its rows away by and by.
Answer delete_organisation(AdminCall& call) {
  const auto work = [&](store::CatalogueWriter& catalogue) {
    return catalogue.remove(call.org_id());
  };
  CO_TRY(co_await change_catalogue<store::OrgKey>(call, work));
  co_return no_content_reply();
}

}  // namespace provost::api::admin_api

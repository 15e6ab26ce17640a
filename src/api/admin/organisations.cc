#include "admin/organisations.h"

#include <fmt/format.h>

#include "admin/settings.h"
#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/admin/page.h"
#include "api/admin/repeat.h"
#include "api/await.h"
#include "base/rfc3339.h"

namespace provost::api::admin_api {
namespace {

using store::Org;
using store::OrgSettings;

json::Object describe(const OrgId& id, Timestamp created, const OrgSettings& settings) {
  return {{"id", id.str()},
          {"name", settings.name},
          {"created", to_rfc3339(created)},
          {"scimEnabled", settings.scim_enabled},
          {"attributeProfile", admin::to_text(settings.profile)},
          {"conformance", settings.strict ? "strict" : "tolerant"}};
}

struct Shown {
  OrgSettings settings;
  std::size_t users = 0;
  std::size_t groups = 0;
};

Result<Shown> read_shown(store::Reader& reader) {
  return Shown{reader.settings(), reader.count(scim::schema::user_type),
               reader.count(scim::schema::group_type)};
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
  std::vector<Org> orgs;
  call.loop.session.catalogue([&](store::Catalogue& catalogue) {
    orgs = catalogue.list(OrgId(page.after.value_or("")), page.limit + 1);
  });
  const bool has_more = orgs.size() > page.limit;
  if (has_more) {
    orgs.pop_back();
  }
  json::Array items;
  for (const Org& org : orgs) {
    items.emplace_back(describe(org.id, org.created, org.settings));
  }
  co_return page_reply(call, std::move(items),
                       has_more ? std::optional(orgs.back().id.str()) : std::nullopt);
}

// The note of an Idempotency-Key lies with the organisation that the request made.
Answer create_organisation(AdminCall& call) {
  CO_TRY_ASSIGN(const Wish wish, read_wish(call));
  call.org = call.loop.directory.find(wish.id.str());
  CO_TRY_ASSIGN(std::optional<http::Response> before, co_await recall(call));
  if (before) {
    co_return std::move(*before);
  }
  const auto creation = [&](store::CatalogueWriter& catalogue) {
    return catalogue.create(wish.id, wish.settings, call.now);
  };
  CO_TRY(co_await write_catalogue<store::OrgKey>(call.loop.session, creation));
  call.org = call.loop.directory.find(wish.id.str());
  if (!call.org) {
    co_return Error(Code::not_found, "the organisation was deleted as soon as it was there");
  }
  const auto entry = [&](store::Writer& writer) -> Result<void> {
    admin::journal_creation(writer, wish.id, wish.settings, call.author());
    return {};
  };
  CO_TRY(co_await change_plainly(call, entry));
  http::Response response = json_reply(201, describe(wish.id, call.now, wish.settings));
  response.headers.push_back(
      {"Location", fmt::format("{}/api/v1/orgs/{}", call.request.base_url, wish.id.str())});
  co_return response;
}

Answer get_organisation(AdminCall& call) {
  CO_TRY_ASSIGN(const Shown shown,
                co_await read<Shown>(call.loop.session, call.org_key(), read_shown));
  json::Object body = describe(call.org_id(), call.org->org.created, shown.settings);
  body["users"] = shown.users;
  body["groups"] = shown.groups;
  co_return json_reply(200, body);
}

Answer change_organisation(AdminCall& call) {
  CO_TRY_ASSIGN(const json::Object body, body_of(call, {"name"}));
  admin::SettingsChange wanted;
  CO_TRY_ASSIGN(wanted.name, text_member(body, "name"));
  const auto work = [&](store::Writer& writer) {
    return admin::change_settings(writer, call.org_id(), wanted, call.author());
  };
  CO_TRY(co_await change<admin::SettingsOutcome>(call, work));
  co_return co_await get_organisation(call);
}

// It is gone at once; the server takes its rows away by and by.
Answer delete_organisation(AdminCall& call) {
  const auto work = [&](store::CatalogueWriter& catalogue) {
    return catalogue.remove(call.org_id());
  };
  CO_TRY(co_await write_catalogue<store::OrgKey>(call.loop.session, work));
  co_return no_content_reply();
}

}  // namespace provost::api::admin_api

#include <optional>
#include <utility>
#include <vector>

#include "admin/insight/organisation_order.h"
#include "admin/organisation/find_organisations.h"
#include "admin/organisation/settings.h"
#include "api/admin/handlers.h"
#include "api/admin/installation/organisation_shown.h"
#include "api/admin/list.h"
#include "api/admin/page.h"
#include "api/loop/await.h"
#include "api/loop/log_read.h"
#include "base/rfc3339.h"

// The operators' list of organisations, and its totals. Both read the process's board
// (docs/decisions/0033); the organisations themselves and their settings come from the store.
namespace provost::api::admin_api {
namespace {

using Known = std::shared_ptr<const admin::KnownOrganisations>;

// An organisation on somebody's screen is looked at again when its row is older than this.
constexpr std::int64_t fresh_ms = 5000;

// The current organisations: includes what this process committed, and what the CLI did a second
// ago. Read on the read pool, since there may be thousands, once per change of any settings.
boost::asio::awaitable<Result<Known>> known_organisations(AdminCall& call) {
  admin::HealthBoard& board = call.loop.system.facts.board;
  std::int64_t generation = 0;
  call.loop.session.catalogue(
      [&](store::Catalogue& catalogue) { generation = catalogue.settings_generation(); });
  Known known = board.organisations();
  if (known && known->generation == generation) {
    co_return known;
  }
  const auto work = [](store::Reader& reader) -> Result<Known> {
    return admin::read_organisations(reader.catalogue());
  };
  CO_TRY_ASSIGN(known, co_await read_apart<Known>(call.loop.session, store::installation, work));
  board.keep(known);
  co_return known;
}

Result<admin::OrganisationWish> wish_of(const AdminCall& call, const Page& page) {
  admin::OrganisationWish wish{.after = page.after.value_or(""), .limit = page.limit};
  TRY_ASSIGN(wish.search, search_of(call));
  if (const std::string* order = parameter_of(call, "sort")) {
    TRY(admin::read_order(*order, wish));
  }
  if (const std::string* filter = parameter_of(call, "health")) {
    TRY_ASSIGN(wish.filter, admin::read_health_filter(*filter));
  }
  return wish;
}

// Leaves out those that have just been removed.
admin::OrganisationPage load(AdminCall& call, const admin::OrganisationIds& ids) {
  admin::OrganisationPage page{.next = ids.next};
  call.loop.session.catalogue([&](store::Catalogue& catalogue) {
    page.items.clear();
    for (const OrgId& id : ids.items) {
      if (std::optional<store::Org> org = catalogue.find(id)) {
        const store::OrgCounts counts = catalogue.counts(org->key);
        page.items.push_back({std::move(*org), counts});
      }
    }
  });
  return page;
}

// Ordered by id, which needs no board.
Result<admin::OrganisationPage> find_by_id(AdminCall& call, const Page& page) {
  TRY_ASSIGN(const std::string search, search_of(call));
  admin::OrganisationPage found;
  call.loop.session.catalogue([&](store::Catalogue& catalogue) {
    found = admin::find_organisations(catalogue, search, page.after.value_or(""), page.limit);
  });
  return found;
}

boost::asio::awaitable<Result<admin::OrganisationPage>> find_by_health(AdminCall& call,
                                                                       const Page& page) {
  CO_TRY_ASSIGN(const admin::OrganisationWish wish, wish_of(call, page));
  CO_TRY_ASSIGN(const Known known, co_await known_organisations(call));
  const auto rows = call.loop.system.facts.board.rows_of(*known);
  co_return load(call, admin::sort_organisations(*known, rows, wish));
}

}  // namespace

json::Object describe(const OrganisationShown& shown) {
  const store::OrgSettings& settings = shown.settings;
  return {{"id", shown.id.str()},
          {"name", settings.name},
          {"created", to_rfc3339(shown.created)},
          {"suspended", settings.suspended},
          {"scimEnabled", settings.scim_enabled},
          {"attributeProfile", admin::to_text(settings.profile)},
          {"conformance", settings.strict ? "strict" : "tolerant"},
          {"userCount", shown.counts.users},
          {"groupCount", shown.counts.groups},
          {"lastContact", shown.contact ? json::Value(to_rfc3339(*shown.contact)) : nullptr},
          {"health", shown.health ? json::Value(admin::describe(*shown.health)) : nullptr}};
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

Answer list_organisations(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  const bool is_by_health =
      parameter_of(call, "sort") != nullptr || parameter_of(call, "health") != nullptr;
  Result<admin::OrganisationPage> found_page = admin::OrganisationPage{};
  if (is_by_health) {
    found_page = co_await find_by_health(call, page);
  } else {
    found_page = find_by_id(call, page);
  }
  CO_TRY_ASSIGN(const admin::OrganisationPage found, std::move(found_page));
  std::vector<store::OrgKey> keys;
  for (const auto& item : found.items) {
    keys.push_back(item.org.key);
  }
  CO_TRY_ASSIGN(const std::vector<Contact> contacts, co_await read_contacts(call, keys));
  admin::HealthBoard& board = call.loop.system.facts.board;
  board.ask(keys, call.now, fresh_ms);
  json::Array items;
  for (std::size_t i = 0; i < found.items.size(); ++i) {
    const store::Org& org = found.items[i].org;
    items.emplace_back(describe({org.id, org.created, org.settings, found.items[i].counts,
                                 contacts[i], board.find(org.key)}));
  }
  co_return page_reply(call, std::move(items), found.next);
}

Answer get_overview(AdminCall& call) {
  CO_TRY_ASSIGN(const Known known, co_await known_organisations(call));
  store::CatalogueTotals totals;
  call.loop.session.catalogue([&](store::Catalogue& catalogue) { totals = catalogue.totals(); });
  json::Object shown = describe(totals_of(*known, call.loop.system.facts.board.rows_of(*known)));
  shown["users"] = totals.counts.users;
  shown["groups"] = totals.counts.groups;
  co_return json_reply(200, shown);
}

}  // namespace provost::api::admin_api

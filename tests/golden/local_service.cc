#include "golden/local_service.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "admin/organisation/schemas.h"
#include "admin/organisation/settings.h"
#include "identity/tokens.h"
#include "json/json.h"
#include "scim/schema/definition.h"
#include "store/store.h"
#include "store/testing/trials.h"

namespace provost::golden {
namespace {

app::ServiceOptions private_database() {
  app::ServiceOptions options;
  options.store = "sqlite::memory:";
  options.rehearsals = testing::rehearsals_wanted();
  return options;
}

template <class T>
T required(Result<T> result) {
  if (result.has_error()) {
    throw std::runtime_error("no organisation for a case: " + result.error().detail);
  }
  return std::move(result).value();
}

void required(const Result<void>& result) {
  if (result.has_error()) {
    throw std::runtime_error("no organisation for a case: " + result.error().detail);
  }
}

store::OrgSettings settings_of(const OrganisationWish& wish) {
  store::OrgSettings settings;
  settings.name = "Golden";
  settings.profile = required(admin::read_profile(wish.profile));
  settings.reject_extra = wish.settings.contains("reject_extra");
  settings.strict = wish.settings.contains("strict");
  return settings;
}

admin::SchemaWish read_schema(const SchemaFile& schema) {
  std::ifstream file(std::filesystem::path(PROVOST_GOLDEN_SCHEMAS) / schema.file, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  admin::SchemaWish wish;
  wish.definition = required(scim::schema::read_definition(required(json::parse(text))));
  wish.type = required(admin::read_resource_type(schema.type));
  wish.required = schema.required;
  return wish;
}

void add_schema(const identity::Admin& admin, const OrgId& id, const SchemaFile& schema) {
  const admin::SchemaWish wish = read_schema(schema);
  const store::Org org = required(identity::find_organisation(admin, id));
  required(
      store::write_and_wait(admin.session, org.key, [&](store::Writer& writer) -> Result<void> {
        TRY(admin::add_schema(writer, wish, {"golden", {}}));
        return {};
      }));
}

}  // namespace

LocalService::LocalService()
    : service_(std::make_unique<app::Service>(private_database(), clock_, random_)),
      session_(service_->store().open_session()) {}

Organisation LocalService::make_organisation(const OrganisationWish& wish,
                                             const std::string& root) {
  const identity::Admin admin{*session_, clock_, random_, "golden"};
  const OrgId id(fmt::format("org-{}", ++organisations_));
  required(admin::create_organisation(admin, id, settings_of(wish)));
  for (const SchemaFile& schema : wish.schemas) {
    add_schema(admin, id, schema);
  }
  const identity::NewToken token = required(identity::rotate_token(admin, id, 0, std::nullopt));
  required(admin::set_scim_enabled(admin, id, !wish.settings.contains("scim")));
  return {fmt::format("{}/{}/scim/v2", root, id.str()), token.text};
}

}  // namespace provost::golden

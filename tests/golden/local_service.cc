#include "golden/local_service.h"

#include <stdexcept>

#include <fmt/format.h>

#include "admin/tokens.h"

namespace provost::golden {
namespace {

app::ServiceOptions private_database() {
  app::ServiceOptions options;
  options.store = "sqlite::memory:";
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

}  // namespace

LocalService::LocalService()
    : service_(std::make_unique<app::Service>(private_database(), clock_, random_)),
      session_(service_->store().open_session()) {}

Organisation LocalService::make_organisation(const OrganisationWish& wish,
                                             const std::string& root) {
  const admin::Admin admin{*session_, clock_, random_, "golden"};
  const OrgId id(fmt::format("org-{}", ++organisations_));
  required(admin::create_organisation(admin, id, settings_of(wish)));
  const admin::NewToken token = required(admin::rotate_token(admin, id, 0, std::nullopt));
  required(admin::set_scim_enabled(admin, id, !wish.settings.contains("scim")));
  return {fmt::format("{}/{}/scim/v2", root, id.str()), token.text};
}

}  // namespace provost::golden

#pragma once

#include <optional>
#include <vector>

#include "admin/insight/health_board.h"
#include "api/admin/call.h"

namespace provost::api::admin_api {

// When an identity provider last called; nothing when it never did.
using Contact = std::optional<Timestamp>;

// An organisation as the API shows it.
struct OrganisationShown {
  OrgId id;
  Timestamp created;
  store::OrgSettings settings;
  store::OrgCounts counts = {};
  Contact contact = {};
  admin::HealthBoard::Row health = {};  // null when it has not been looked at yet
};
json::Object describe(const OrganisationShown& shown);

boost::asio::awaitable<Result<std::vector<Contact>>> read_contacts(
    AdminCall& call, const std::vector<store::OrgKey>& orgs);

}  // namespace provost::api::admin_api

#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "admin/insight/findings.h"
#include "json/json.h"
#include "store/transaction.h"

// What the setup guide ticks off: how far an organisation has come on the way from nothing to
// provisioned. It costs the same whatever the organisation's size, like findings.
namespace provost::admin {

// What the store knows; the provisioning log's part is a LogView.
struct GuideView {
  // Somebody whose externalId is not an object id.
  struct Nickname {
    ResourceId id;
    std::string user_name;
    std::string external_id;
  };
  store::OrgSettings settings;
  bool sign_in_configured = false;
  std::size_t live_tokens = 0;
  std::size_t users = 0;
  std::size_t by_hand = 0;  // of them, unless SCIM has taken them over
  std::size_t groups = 0;
  std::size_t mapped_groups = 0;
  std::optional<Timestamp> mapped;  // the latest
  // The creation of the oldest user who was not invited by hand.
  std::optional<Timestamp> oldest_user;
  // Among the newest users, and the newest of them.
  std::size_t nicknames = 0;
  std::optional<Nickname> nickname;
};

GuideView look_for_guide(store::Reader& reader, const scim::schema::Registry& registry,
                         Timestamp now);

json::Object describe(const GuideView& store, const LogView& log);

}  // namespace provost::admin

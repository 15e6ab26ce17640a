#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json.h"
#include "log/shelf.h"
#include "scim/schema/schema.h"
#include "store/access.h"
#include "store/transaction.h"

// What is wrong in an organisation without anybody being told (issue 4 point 6): each with what to
// do about it. They cost the same whatever the organisation's size: they come from kept facts and
// counts, and where people must be looked at from the newest of them.
namespace provost::admin {

// What the provisioning log knows.
struct LogView {
  log::Activity activity;
  std::vector<log::Fact> facts;
};
// Facts that were last seen before this are past.
inline constexpr std::int64_t facts_max_age_s = 7 * 24 * 3600;

// What the store knows.
struct StoreView {
  struct Named {
    ResourceId id;
    std::string name;
    Timestamp since;
  };
  // A person whom one mapped group makes human and another a service account (design §2.9).
  struct Disagreement {
    Named person;
    Named human;
    Named service;
  };
  bool scim_enabled = false;
  std::size_t users = 0;
  std::size_t outside_groups = 0;  // active, and in no mapped group
  bool has_mappings = false;
  std::optional<Timestamp> no_admin_since;
  std::vector<Named> retained;
  std::vector<Named> direct;
  std::vector<store::Token> tokens;
  // externalIds that several users have, and how many, among the newest users.
  std::vector<std::pair<std::string, std::size_t>> shared_external_ids;
  std::vector<Disagreement> disagreements;
  // Mapped groups with groups nested so deep in them that the mapping does not count there.
  std::vector<Named> nested_too_deep;
};
// How many of the newest users are looked at.
inline constexpr std::size_t users_looked_at = 500;

StoreView look_for_findings(store::Reader& reader, const scim::schema::Registry& registry,
                            bool scim_enabled);

// People in mapped groups that disagree on their identity type: among the first
// `people_looked_at` people of those groups, of either type, that have fewer members.
std::vector<StoreView::Disagreement> look_for_disagreements(store::Reader& reader);
inline constexpr std::size_t people_looked_at = 500;
inline constexpr std::size_t disagreements_max = 20;

// Mapped groups with groups further inside them than access::nesting_max, among the first
// `nested_groups_looked_at`.
std::vector<StoreView::Named> look_for_deep_nesting(store::Reader& reader);
inline constexpr std::size_t nested_groups_looked_at = 5000;

enum class Severity { info, warning, critical };

struct Finding {
  std::string_view type;  // stable
  Severity severity = Severity::warning;
  std::string_view title;
  std::string detail;
  std::string_view fix;
  // What it is about: an id or a name; empty for the organisation as a whole.
  std::string subject;
  std::optional<Timestamp> since;
  std::int64_t count = 1;
  // The people and groups that it names.
  struct Link {
    std::string_view type;  // "member" or "group"
    std::string id;
    std::string name;
  };
  std::vector<Link> links = {};
};

// The most severe first.
std::vector<Finding> findings(const LogView& log, const StoreView& store, Timestamp now);

json::Object describe(const Finding& finding);

}  // namespace provost::admin

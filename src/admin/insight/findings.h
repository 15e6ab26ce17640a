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
#include "store/history.h"
#include "store/sign_in.h"
#include "store/transaction.h"

// Problems of an organisation that would otherwise go unnoticed: one finding for each cause, with
// the number affected and what to do. The cost does not depend on the organisation's size: findings
// come from kept facts and counts, and where people must be read, from the newest of them.
namespace provost::admin {

// Facts that were last seen before this are past.
inline constexpr std::int64_t facts_max_age_s = 7 * 24 * 3600;

// What the provisioning log knows.
struct LogView {
  log::Activity activity;
  std::vector<log::Fact> facts;
  std::vector<log::Hour> hours = {};  // of the last day, the oldest first
};
// Reads it, for the age that facts may have.
LogView look_at_log(log::Reader& reader, store::OrgKey org, Timestamp now);
// Whether a user has been created since without what the fact says. A creation brings everything
// that is mapped, so that one without it shows that the mapping has been put right.
bool is_over(const log::Fact& fact, const log::Activity& activity);
// What the store knows.
struct StoreView {
  struct Named {
    ResourceId id;
    std::string name;
    Timestamp since;
  };
  // A person made human by one mapped group and service account by another (design §2.9).
  struct Disagreement {
    Named person;
    Named human;
    Named service;
  };
  // The first of them, and how many there are.
  struct People {
    std::size_t count = 0;
    bool may_be_more = false;
    std::vector<Named> first = {};
  };
  std::optional<store::Provider> provider;
  bool scim_enabled = false;
  bool users_only = false;  // the organisation wants no groups
  std::size_t users = 0;
  std::size_t groups = 0;
  std::size_t outside_groups = 0;  // active, and in no mapped group
  bool has_mappings = false;
  bool has_human_admin = false;
  std::optional<Timestamp> no_admin_since;  // where there has been one
  bool nobody_to_tell = false;              // neither an Admin (Human) nor an IT contact by mail
  People retained;
  bool retained_by_hand = false;  // none of them had it from a group
  People direct;
  std::vector<store::Token> tokens;
  // externalIds that several users have, and how many, among the newest users.
  std::vector<std::pair<std::string, std::size_t>> shared_external_ids;
  struct Disagreements {
    std::size_t count = 0;
    bool may_be_more = false;
    std::vector<Disagreement> people = {};  // the first of them
  };
  Disagreements disagreements;
  // Mapped groups with groups nested so deep in them that the mapping does not count there.
  std::vector<Named> nested_too_deep;
  std::vector<store::Dismissal> dismissals;
  // People recently refused at sign-in: all for one reason, and the first of them.
  struct Refused {
    store::RefusedSignIns all;
    std::vector<store::RefusedSignIn> first = {};
  };
  std::vector<Refused> refused_sign_ins;
  // When the client secret ends, where sign-in is on and somebody has said.
  std::optional<Timestamp> secret_expires;
};
// How many of the newest users are looked at.
inline constexpr std::size_t users_looked_at = 500;

StoreView look_for_findings(store::Reader& reader, const scim::schema::Registry& registry,
                            Timestamp now);

// People in mapped groups that disagree on their identity type: among the first
// `people_looked_at` people of those groups, of either type, that have fewer members.
StoreView::Disagreements look_for_disagreements(store::Reader& reader);
inline constexpr std::size_t people_looked_at = 2000;

// Mapped groups with groups further inside them than access::nesting_max, among the first
// `nested_groups_looked_at`.
std::vector<StoreView::Named> look_for_deep_nesting(store::Reader& reader);
inline constexpr std::size_t nested_groups_looked_at = 5000;

enum class Severity { info, warning, critical };

struct Finding {
  std::string_view type;  // stable
  Severity severity = Severity::warning;
  std::string title;
  std::string detail;
  log::Fix fix;
  std::optional<store::Provider> provider = {};  // whose settings the fix names
  // What tells it from others of its type: a cause or an id; empty where there is one of the type.
  std::string subject;
  std::optional<Timestamp> since;
  std::optional<Timestamp> last;
  // How many of what: "people", "groups", "members", "attributes", "objects", "tokens". Empty: it
  // is about the organisation as a whole. Where not all could be looked at there may be more.
  std::size_t count = 1;
  std::string_view counts;
  bool may_be_more = false;
  // The first people, groups or externalIds, or the token, that it is about.
  struct Link {
    std::string_view type;  // "member", "group", "token" or "external_id"
    std::string id;
    std::string name;
  };
  std::vector<Link> links = {};
  // Dismissed for now.
  std::optional<store::Dismissal> dismissal = {};
};
// How many of them are named.
inline constexpr std::size_t named_max = 5;

struct Findings {
  std::vector<Finding> open;       // the most severe first
  std::vector<Finding> dismissed;  // likewise
  // Mistakes of the last week that the requests since are free of.
  std::vector<Finding> resolved;
};
Findings sorted_findings(const LogView& log, const StoreView& store, Timestamp now);
// Those that are open; and dismissed ones with them.
std::vector<Finding> findings(const LogView& log, const StoreView& store, Timestamp now);
std::vector<Finding> all_findings(const LogView& log, const StoreView& store, Timestamp now);

std::string_view to_text(Severity severity);
// What tells it from every other finding of its organisation, as long as it lasts.
std::string id_of(const Finding& finding);
json::Object describe(const Finding& finding);

}  // namespace provost::admin

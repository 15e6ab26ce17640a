#include "admin/insight/setup_guide.h"

#include <algorithm>
#include <map>
#include <vector>

#include "admin/insight/finding_texts.h"
#include "admin/organisation/settings.h"
#include "base/rfc3339.h"
#include "json/text.h"
#include "provision/external_id.h"
#include "scim/resource/changes.h"
#include "store/access.h"
#include "store/journal.h"
#include "store/sign_in.h"

namespace provost::admin {
namespace {

using scim::schema::ResourceType;

// There are few mapped groups: people map them by hand.
constexpr std::size_t mappings_max = 10'000;
constexpr std::size_t by_hand_max = 10'000;
constexpr std::size_t newest_users = 200;
constexpr std::size_t oldest_users = 100;
constexpr std::size_t life_entries_max = 100;

std::size_t count_live(const std::vector<store::Token>& tokens, Timestamp now) {
  return static_cast<std::size_t>(std::ranges::count_if(
      tokens, [&](const store::Token& token) { return !token.expires || *token.expires > now; }));
}

void look_at_mappings(store::Reader& reader, GuideView& view) {
  for (const store::Mapping& mapping : reader.access().mappings(ResourceId{}, mappings_max)) {
    ++view.mapped_groups;
    view.mapped = view.mapped ? std::max(*view.mapped, mapping.at) : mapping.at;
  }
}

void look_at_newest(store::Reader& reader, const ResourceType& users, GuideView& view) {
  const store::Span newest{.descending = true, .limit = newest_users};
  for (const scim::Stored& stored : reader.walk(users.number, std::nullopt, newest)) {
    const json::Object document = scim::resource::document_of(stored);
    const std::string external_id = json::text_at(document, "externalId");
    if (!provision::is_nickname(external_id)) {
      continue;
    }
    ++view.nicknames;
    if (!view.nickname) {
      view.nickname = {stored.id, json::text_at(document, "userName"), external_id};
    }
  }
}

// Whether a person was added by hand and SCIM has not taken them over, though the access given then
// has ended. Only people without an externalId cost a search. Where the journal no longer reaches
// back that far, they count as provisioned.
bool was_added_by_hand(store::Reader& reader, const scim::Stored& stored) {
  if (!json::text_at(scim::resource::document_of(stored), "externalId").empty()) {
    return false;
  }
  const store::JournalFound life = reader.journal().find(
      {.type = "user.", .subject_id = stored.id.to_string(), .limit = life_entries_max});
  bool is_by_hand = false;
  for (const store::SealedEntry& sealed : life.entries) {
    const store::JournalEntry& entry = sealed.entry;
    if (entry.type == "user.adopted") {
      return false;
    }
    if (entry.type == "user.created") {
      is_by_hand = !entry.actor.starts_with("token:");
    }
  }
  return is_by_hand;
}

void look_at_oldest(store::Reader& reader, const ResourceType& users, GuideView& view) {
  for (const scim::Stored& stored : reader.page(users.number, 0, oldest_users)) {
    if (reader.access().direct_access(stored.id)) {
      continue;
    }
    if (was_added_by_hand(reader, stored)) {
      ++view.by_hand;
    } else {
      view.oldest_user = stored.created;
      return;
    }
  }
}

json::Value at(const std::optional<Timestamp>& time) {
  return time ? json::Value{{"time", to_rfc3339(*time)}} : json::Value(nullptr);
}

json::Value describe_nickname(const GuideView& store) {
  if (!store.nickname) {
    return nullptr;
  }
  return json::Object{{"count", store.nicknames},
                      {"example", json::Object{{"id", store.nickname->id.to_string()},
                                               {"userName", store.nickname->user_name},
                                               {"externalId", store.nickname->external_id}}}};
}

// Attributes that are still sent or, with `are_over`, those absent from a later creation.
json::Array dropped_attributes(const LogView& log, bool are_over) {
  json::Array names;
  for (const log::Fact& fact : log.facts) {
    if (fact.kind == log::FactKind::dropped_attribute && is_over(fact, log.activity) == are_over) {
      names.emplace_back(fact.subject);
    }
  }
  return names;
}

// The latest request that was bound to fail, unless one has succeeded since.
json::Value describe_trouble(const log::Activity& activity,
                             std::optional<store::Provider> provider) {
  if (!activity.last_trouble || activity.last_success >= activity.last_trouble) {
    return nullptr;
  }
  const log::CauseText& cause = log::text_of(activity.trouble);
  return json::Object{{"time", to_rfc3339(*activity.last_trouble)},
                      {"cause", cause.id},
                      {"means", cause.means},
                      {"fix", cause.fix.text(provider)}};
}

struct Refused {
  std::size_t count = 0;
  std::vector<std::string> names;
  const log::Fact* latest = nullptr;
};

// What fails for somebody and has not succeeded since, by cause.
json::Array describe_refused(const LogView& log, std::optional<store::Provider> provider) {
  std::map<log::Cause, Refused> by_cause;
  for (const log::Fact& fact : log.facts) {
    // A client that looks for a deleted resource learns that from the 404; this refuses nobody.
    if (fact.kind != log::FactKind::failing || fact.cause == log::Cause::resource_missing) {
      continue;
    }
    Refused& refused = by_cause[fact.cause];
    refused.names.push_back(fact.name.empty() ? fact.subject : fact.name);
    if (refused.latest == nullptr || refused.latest->last < fact.last) {
      refused.latest = &fact;
    }
    ++refused.count;
  }
  json::Array all;
  for (const auto& one : by_cause) {
    const log::CauseText& cause = log::text_of(one.first);
    all.emplace_back(json::Object{{"cause", cause.id},
                                  {"fix", cause.fix.text(provider)},
                                  {"detail", one.second.latest->detail},
                                  {"count", one.second.count},
                                  {"names", names_of(one.second.names)},
                                  {"time", to_rfc3339(one.second.latest->last)}});
  }
  return all;
}

}  // namespace

GuideView look_for_guide(store::Reader& reader, const scim::schema::Registry& registry,
                         Timestamp now) {
  const ResourceType& users = registry.type(scim::schema::user_type);
  const store::SignInSettings sign_in = reader.sign_in().settings();
  GuideView view;
  view.settings = reader.settings();
  view.sign_in_configured = sign_in.enabled && !sign_in.issuer.empty();
  view.live_tokens = count_live(reader.tokens(), now);
  view.users = reader.count(users.number);
  view.by_hand = reader.access().direct_accesses(ResourceId{}, by_hand_max).size();
  view.groups = reader.count(scim::schema::group_type);
  look_at_mappings(reader, view);
  look_at_newest(reader, users, view);
  look_at_oldest(reader, users, view);
  return view;
}

json::Object describe(const GuideView& store, const LogView& log) {
  const auto& provider = store.settings.provider;
  const auto& first_user = log.activity.first_user;
  return {
      {"provider", provider ? json::Value(to_text(*provider)) : json::Value(nullptr)},
      {"usersOnly", store.settings.users_only},
      {"signInConfigured", store.sign_in_configured},
      {"scimEnabled", store.settings.scim_enabled},
      {"liveTokens", store.live_tokens},
      {"firstRequest", at(log.activity.first)},
      {"testConnection", at(log.activity.first_probe)},
      {"firstUser", at(first_user ? first_user : store.oldest_user)},
      {"lastSuccess", at(log.activity.last_success)},
      {"userCount", store.users},
      {"provisionedUserCount", store.users - std::min(store.users, store.by_hand)},
      {"groupCount", store.groups},
      {"mappedGroupCount", store.mapped_groups},
      {"mappedAt", store.mapped ? json::Value(to_rfc3339(*store.mapped)) : json::Value(nullptr)},
      {"externalIdWarning", describe_nickname(store)},
      {"extraAttributes", dropped_attributes(log, false)},
      {"removedAttributes", dropped_attributes(log, true)},
      {"trouble", describe_trouble(log.activity, provider)},
      {"refused", describe_refused(log, provider)}};
}

}  // namespace provost::admin

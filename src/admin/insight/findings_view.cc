#include <algorithm>
#include <map>
#include <span>

#include "admin/insight/findings.h"
#include "admin/people/recipients.h"
#include "json/text.h"
#include "scim/resource/changes.h"
#include "scim/resource/coerce.h"

namespace provost::admin {
namespace {

using scim::schema::ResourceType;

std::string name_of(store::Reader& reader, const ResourceType& users, const ResourceId& id) {
  const std::optional<scim::Stored> stored = reader.load(users.number, id);
  if (!stored) {
    return {};
  }
  return json::text_at(scim::resource::document_of(*stored), users.naming->name);
}

// There are few accesses that somebody gave by hand or that had to stay.
constexpr std::size_t accesses_max = 1000;

template <class Access>
StoreView::People people(store::Reader& reader, const ResourceType& users,
                         const std::vector<Access>& accesses) {
  StoreView::People people{.count = accesses.size(),
                           .may_be_more = accesses.size() == accesses_max};
  for (const Access& one : std::span(accesses).first(std::min(accesses.size(), named_max))) {
    people.first.push_back({one.user, name_of(reader, users, one.user), one.at});
  }
  return people;
}

// One index lookup for each externalId of the newest users.
std::vector<std::pair<std::string, std::size_t>> shared_external_ids(store::Reader& reader,
                                                                     const ResourceType& users) {
  const scim::schema::Attribute& attribute = *users.common->find("externalId");
  std::map<std::string, std::size_t> shared;
  const store::Span newest{.descending = true, .limit = users_looked_at};
  for (const scim::Stored& stored : reader.walk(users.number, std::nullopt, newest)) {
    const json::Object document = scim::resource::document_of(stored);
    const json::Value* value = document.if_contains(attribute.name);
    if (value == nullptr || !value->is_string()) {
      continue;
    }
    const std::string key = scim::resource::comparison_key(attribute, *value);
    const std::size_t holders = reader.count_keys(users.number, attribute.index, key);
    if (holders > 1) {
      shared.emplace(value->get_string(), holders);
    }
  }
  return {shared.begin(), shared.end()};
}

// One row for each reason, and a few names.
std::vector<StoreView::Refused> refused_sign_ins(store::SignInReader& sign_in, Timestamp since) {
  std::vector<StoreView::Refused> all;
  for (store::RefusedSignIns& one : sign_in.refusals(since)) {
    StoreView::Refused refused{.all = std::move(one)};
    refused.first = sign_in.refused_people(refused.all.reason, since, named_max);
    all.push_back(std::move(refused));
  }
  return all;
}

}  // namespace

LogView look_at_log(log::Reader& reader, store::OrgKey org, Timestamp now) {
  return {.activity = reader.activity(org),
          .facts = reader.facts(org, now.plus_s(-facts_max_age_s)),
          .hours = reader.hours(org, now.plus_s(-24 * 3600))};
}

bool is_over(const log::Fact& fact, const log::Activity& activity) {
  const bool is_of_mapping =
      fact.kind == log::FactKind::dropped_attribute || fact.kind == log::FactKind::nickname;
  return is_of_mapping && activity.last_user && fact.last < *activity.last_user;
}

StoreView look_for_findings(store::Reader& reader, const scim::schema::Registry& registry,
                            Timestamp now) {
  const ResourceType& users = registry.type(scim::schema::user_type);
  const store::OrgSettings settings = reader.settings();
  store::AccessReader& access = reader.access();
  StoreView view;
  view.provider = settings.provider;
  view.scim_enabled = settings.scim_enabled;
  view.users_only = settings.users_only;
  view.users = reader.count(users.number);
  view.groups = reader.count(scim::schema::group_type);
  view.outside_groups = access.count_with(access::Source::by_default, std::nullopt);
  view.has_mappings = !access.mappings(ResourceId{}, 1).empty();
  view.has_human_admin = access.has_human_admin();
  view.no_admin_since = access.no_admin_since();
  view.nobody_to_tell = !view.has_human_admin && !has_contact_to_tell(reader);
  const auto retained = access.retained_accesses(accesses_max);
  view.retained = people(reader, users, retained);
  view.retained_by_hand = std::ranges::all_of(
      retained, [](const store::RetainedAccess& one) { return one.group.is_nil(); });
  view.direct = people(reader, users, access.direct_accesses(ResourceId{}, accesses_max));
  view.tokens = reader.tokens();
  view.shared_external_ids = shared_external_ids(reader, users);
  view.disagreements = look_for_disagreements(reader);
  view.nested_too_deep = look_for_deep_nesting(reader);
  view.dismissals = reader.history().dismissals();
  view.refused_sign_ins = refused_sign_ins(reader.sign_in(), now.plus_s(-facts_max_age_s));
  const store::SignInSettings sign_in = reader.sign_in().settings();
  view.secret_expires = sign_in.enabled ? sign_in.secret_expires : std::nullopt;
  return view;
}

}  // namespace provost::admin

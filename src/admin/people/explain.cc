#include "admin/people/explain.h"

#include <algorithm>
#include <deque>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "admin/journal/actor.h"
#include "admin/journal/member_sign_in.h"
#include "admin/people/members.h"
#include "admin/people/targets.h"
#include "base/rfc3339.h"
#include "identity/permissions.h"
#include "scim/resource/changes.h"
#include "store/access.h"
#include "store/journal.h"

namespace provost::admin {
namespace {

using access::Grant;
using access::Target;

struct Holder {
  ResourceId id;
  std::string name;
  bool direct = false;
};

std::vector<scim::Member> direct_holders(store::Reader& reader, const ResourceId& member) {
  return reader.groups_of(member, {}, groups_shown_max);
}

// The groups that contain a person, direct ones first. Nesting may be circular (standards.md
// GRP-4).
std::vector<Holder> holders_of(store::Reader& reader, const ResourceId& user) {
  std::vector<Holder> holders;
  std::unordered_set<ResourceId> seen;
  std::deque<ResourceId> waiting{user};
  while (!waiting.empty() && holders.size() < groups_shown_max) {
    const ResourceId inner = waiting.front();
    waiting.pop_front();
    for (const scim::Member& group : direct_holders(reader, inner)) {
      if (seen.insert(group.id).second) {
        holders.push_back({group.id, group.display, inner == user});
        waiting.push_back(group.id);
      }
    }
  }
  return holders;
}

// The latest journal entry that states the access: a change, or the person's creation.
json::Value describe_last_change(store::Reader& reader, const ResourceId& user, Names& names) {
  for (const char* type : {"access.", "user.created"}) {
    const store::JournalFound found =
        reader.journal().find({.type = type, .subject_id = user.to_string(), .limit = 1});
    if (!found.entries.empty()) {
      const store::SealedEntry& last = found.entries.front();
      return json::Object{{"seq", last.seq},
                          {"time", to_rfc3339(last.time)},
                          {"type", last.entry.type},
                          {"actor", last.entry.actor},
                          {"actorDisplay", actor_display_of(last.entry, names)},
                          {"cause", last.entry.cause}};
    }
  }
  return nullptr;
}

// The groups as they are, except one, along with its edges both ways.
class GraphWithout : public access::Graph {
 public:
  GraphWithout(access::Graph& graph, const ResourceId& gone) : graph_(graph), gone_(gone) {}
  std::vector<ResourceId> parents_of(const ResourceId& member) override {
    std::vector<ResourceId> parents = graph_.parents_of(member);
    std::erase(parents, gone_);
    return parents;
  }
  std::vector<ResourceId> groups_in(const ResourceId& group) override {
    std::vector<ResourceId> groups = graph_.groups_in(group);
    std::erase(groups, gone_);
    return groups;
  }
  std::optional<Target> mapped_to(const ResourceId& group) override {
    return graph_.mapped_to(group);
  }

 private:
  access::Graph& graph_;
  const ResourceId gone_;
};

class Explanation {
 public:
  Explanation(store::Reader& reader, const ResourceId& user)
      : access_(reader.access()),
        user_(user),
        row_(access_.access(user).value_or(store::AccessRow{})),
        default_(access_.default_access()),
        direct_(access_.direct_access(user)),
        retained_(access_.retained_access(user)),
        holders_(holders_of(reader, user)),
        grants_(access::Grants(access_).all_of_member(user)),
        names_(reader),
        last_change_(describe_last_change(reader, user, names_)) {}

  json::Array groups() const;
  json::Array permissions() const;
  json::Object explanation();
  bool is_holder(const ResourceId& group) const { return find_holder(group) != nullptr; }
  json::Object without(const ResourceId& group) const;

 private:
  const Holder* find_holder(const ResourceId& group) const;
  bool is_granted_by(const Grant& grant) const;
  json::Object describe_group(const ResourceId& group) const;
  json::Value granted_by();
  json::Array others() const;
  json::Value direct();
  json::Value retained() const;
  bool has_conflict() const;
  json::Value remaining_without(const ResourceId& group) const;

  store::AccessReader& access_;
  const ResourceId user_;
  const store::AccessRow row_;
  const std::optional<Target> default_;
  const std::optional<store::DirectAccess> direct_;
  const std::optional<store::RetainedAccess> retained_;
  const std::vector<Holder> holders_;
  const std::vector<Grant> grants_;
  Names names_;
  const json::Value last_change_;
};

json::Array Explanation::groups() const {
  json::Array groups;
  for (const Holder& holder : holders_) {
    groups.emplace_back(json::Object{{"id", holder.id.to_string()},
                                     {"displayName", holder.name},
                                     {"direct", holder.direct},
                                     {"mapping", describe(access_.mapped_to(holder.id))}});
  }
  return groups;
}

json::Array Explanation::permissions() const {
  json::Array names;
  if (const std::optional<Target> target = access::target_of(row_.access, default_)) {
    for (const identity::Permission permission :
         identity::permissions_of(identity::kind_of(*target))) {
      names.emplace_back(to_text(permission));
    }
  }
  return names;
}

json::Object Explanation::explanation() {
  return {
      {"grantedBy", granted_by()},       {"others", others()},        {"conflict", has_conflict()},
      {"default", describe(default_)},   {"direct", direct()},        {"retained", retained()},
      {"since", to_rfc3339(row_.since)}, {"lastChange", last_change_}};
}

json::Object Explanation::without(const ResourceId& group) const {
  json::Object described = describe_group(group);
  described["access"] = remaining_without(group);
  return described;
}

const Holder* Explanation::find_holder(const ResourceId& group) const {
  const auto found = std::ranges::find(holders_, group, &Holder::id);
  return found == holders_.end() ? nullptr : &*found;
}

bool Explanation::is_granted_by(const Grant& grant) const {
  return row_.access.source == access::Source::group && row_.access.group == grant.group;
}

json::Object Explanation::describe_group(const ResourceId& group) const {
  const Holder* holder = find_holder(group);
  return {{"groupId", group.to_string()},
          {"displayName", holder == nullptr ? json::Value() : json::Value(holder->name)},
          {"direct", holder != nullptr && holder->direct}};
}

json::Value Explanation::granted_by() {
  if (row_.access.source != access::Source::group) {
    return nullptr;
  }
  json::Object described = describe_group(row_.access.group);
  described["target"] = describe(row_.access.target);
  if (const std::optional<store::Mapping> mapping = access_.mapping(row_.access.group)) {
    described["mappedBy"] = mapping->by;
    described["mappedByDisplay"] =
        actor_display_of(mapping->by, "group.mapped", row_.access.group.to_string(), names_);
    described["mappedAt"] = to_rfc3339(mapping->at);
    described["cause"] = mapping->cause;
  }
  described["withoutIt"] = remaining_without(row_.access.group);
  return described;
}

json::Array Explanation::others() const {
  json::Array others;
  for (const Grant& grant : grants_) {
    if (!is_granted_by(grant)) {
      json::Object described = describe_group(grant.group);
      described["target"] = describe(grant.target);
      others.emplace_back(std::move(described));
    }
  }
  return others;
}

json::Value Explanation::direct() {
  if (!direct_) {
    return nullptr;
  }
  return json::Object{{"target", describe(direct_->target)},
                      {"grantedBy", direct_->by},
                      {"grantedByDisplay", actor_display_of(direct_->by, "access.direct_granted",
                                                            user_.to_string(), names_)},
                      {"grantedAt", to_rfc3339(direct_->at)}};
}

json::Value Explanation::retained() const {
  if (!retained_) {
    return nullptr;
  }
  return json::Object{
      {"groupId",
       retained_->group.is_nil() ? json::Value() : json::Value(retained_->group.to_string())},
      {"displayName", retained_->group_name},
      {"retainedAt", to_rfc3339(retained_->at)},
      {"cause", retained_->cause}};
}

bool Explanation::has_conflict() const {
  return std::ranges::any_of(grants_, [&](const Grant& grant) {
    return access::identity_type_of(grant.target) !=
           access::identity_type_of(grants_.front().target);
  });
}

json::Value Explanation::remaining_without(const ResourceId& group) const {
  GraphWithout graph(access_, group);
  const access::Facts facts{.active = row_.access.source != access::Source::none,
                            .grant = access::Grants(graph).of_member(user_),
                            .direct = direct_ ? std::optional(direct_->target) : std::nullopt,
                            .retained = retained_.has_value()};
  return describe_access(access::decide(facts), default_);
}

}  // namespace

Result<json::Object> explain_member(store::Reader& reader, const scim::schema::Registry& registry,
                                    const ResourceId& user,
                                    const std::optional<ResourceId>& without, bool with_sign_in) {
  const auto& type = registry.type(scim::schema::user_type);
  const std::optional<scim::Stored> stored = reader.load(type.number, user);
  if (!stored) {
    return identity::no_such_member(user.to_string());
  }
  Explanation explanation(reader, user);
  if (without && !explanation.is_holder(*without)) {
    return Error(Code::not_found,
                 fmt::format("the member is in no group with the id {}", without->to_string()));
  }
  json::Object shown = describe_member(reader, {user, scim::resource::document_of(*stored)});
  shown["groups"] = explanation.groups();
  shown["permissions"] = explanation.permissions();
  shown["explanation"] = explanation.explanation();
  if (with_sign_in) {
    shown["signIn"] = describe_sign_in(reader, user);
  }
  if (without) {
    shown["without"] = explanation.without(*without);
  }
  return shown;
}

}  // namespace provost::admin

#include "provision/access/recompute.h"

#include <algorithm>
#include <array>
#include <span>

namespace provost::provision {
namespace {

using access::Access;
using access::Source;
using access::Target;
using store::AccessReader;
using store::Person;

constexpr std::size_t people_per_step = 1000;
// Enough to keep walks over their groups rare, few enough to hold in memory.
constexpr std::size_t people_learned_together = 10'000;
// An organisation has at most one; more would be a fault that must not go unnoticed.
constexpr std::size_t retained_max = 100;

void add_people_in(AccessReader& reader, const ResourceId& group, std::vector<Person>& people) {
  std::vector<Person> step;
  ResourceId after;
  do {
    step = reader.people_in(group, after, people_per_step);
    people.insert(people.end(), step.begin(), step.end());
    after = step.empty() ? after : step.back().id;
  } while (step.size() == people_per_step);
}

// Decides people's access from the store and the hypothesis.
class Decider {
 public:
  Decider(AccessReader& reader, const Hypothesis& hypothesis)
      : reader_(reader),
        hypothesis_(hypothesis),
        grants_(reader, hypothesis.mappings),
        has_direct_(!reader.direct_accesses({}, 1).empty()),
        retained_(reader.retained_accesses(retained_max)) {}

  // The people for the coming decide() calls; learns about those whose groups it will need.
  void expect(std::span<const Person> people) {
    std::vector<ResourceId> ids;
    for (const Person& person : people) {
      if (is_active(person) && needs_groups(person)) {
        ids.push_back(person.id);
      }
    }
    grants_.expect(ids);
  }

  Access decide(const Person& person) {
    access::Facts facts;
    facts.active = is_active(person);
    if (facts.active) {
      facts.grant = grant_of(person);
      if (has_direct_) {
        const auto direct = reader_.direct_access(person.id);
        facts.direct = direct ? std::optional(direct->target) : std::nullopt;
      }
      facts.retained = !retention_ends_ && is_retained(person.id);
    }
    return access::decide(facts);
  }

  const std::vector<store::RetainedAccess>& retained() const { return retained_; }
  void end_retention() { retention_ends_ = true; }

 private:
  bool is_active(const Person& person) const {
    const auto known = hypothesis_.active.find(person.id);
    return known == hypothesis_.active.end() ? person.row.access.source != Source::none
                                             : known->second;
  }
  // A row that no group gives does not say whether a group would give less than what is retained.
  bool needs_groups(const Person& person) const {
    const Source source = person.row.access.source;
    return !hypothesis_.raised || source == Source::retained || source == Source::none;
  }
  std::optional<access::Grant> grant_of(const Person& person) {
    const Access& row = person.row.access;
    if (needs_groups(person)) {
      return grants_.of_member(person.id);
    }
    const bool has_grant = row.source == Source::group;
    return access::higher(
        has_grant ? std::optional(access::Grant{*row.target, row.group}) : std::nullopt,
        hypothesis_.raised);
  }
  bool is_retained(const ResourceId& user) const {
    return std::ranges::find(retained_, user, &store::RetainedAccess::user) != retained_.end();
  }

  AccessReader& reader_;
  const Hypothesis& hypothesis_;
  access::Grants grants_;
  bool has_direct_;
  std::vector<store::RetainedAccess> retained_;
  bool retention_ends_ = false;
};

void put(std::vector<AccessDelta>& deltas, AccessDelta delta) {
  const auto place = std::ranges::lower_bound(deltas, delta.user, {}, &AccessDelta::user);
  if (place != deltas.end() && place->user == delta.user) {
    *place = std::move(delta);
  } else {
    deltas.insert(place, std::move(delta));
  }
}

// A person who becomes Admin (Human) in their own right ends the retention of others.
void end_retention(AccessReader& reader, Decider& decider, std::vector<AccessDelta>& deltas) {
  const auto appears = [](const AccessDelta& delta) {
    return is_human_admin(delta) && delta.after->source != Source::retained &&
           (!was_human_admin(delta) || delta.before->access.source == Source::retained);
  };
  if (decider.retained().empty() || std::ranges::none_of(deltas, appears)) {
    return;
  }
  decider.end_retention();
  for (const store::RetainedAccess& retained : decider.retained()) {
    const std::optional<store::AccessRow> row = reader.access(retained.user);
    if (row) {
      put(deltas, {retained.user, row, decider.decide({retained.user, *row})});
    }
  }
}

}  // namespace

std::vector<Person> people_within(AccessReader& reader, const std::vector<ResourceId>& groups) {
  std::vector<Person> people;
  const std::vector<ResourceId> within = access::groups_within(reader, groups);
  for (const ResourceId& group : within) {
    add_people_in(reader, group, people);
  }
  if (within.size() > 1) {
    std::ranges::sort(people, {}, &Person::id);
    const auto same = [](const Person& a, const Person& b) { return a.id == b.id; };
    people.erase(std::unique(people.begin(), people.end(), same), people.end());
  }
  return people;
}

std::vector<AccessDelta> recompute(AccessReader& reader, const std::vector<Person>& people,
                                   const Hypothesis& hypothesis) {
  if (people.empty()) {
    return {};  // most writes: nothing is read for them
  }
  Decider decider(reader, hypothesis);
  std::vector<AccessDelta> deltas;
  const std::span<const Person> all(people);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i % people_learned_together == 0) {
      decider.expect(all.subspan(i, std::min(people_learned_together, all.size() - i)));
    }
    Access access = decider.decide(all[i]);
    if (access != all[i].row.access) {
      deltas.push_back({all[i].id, all[i].row, access});
    }
  }
  end_retention(reader, decider, deltas);
  return deltas;
}

std::optional<access::Grant> raised_by(const ResourceId& group, std::optional<Target> before,
                                       std::optional<Target> after) {
  return before < after ? std::optional(access::Grant{*after, group}) : std::nullopt;
}

bool was_human_admin(const AccessDelta& delta) {
  return delta.before && delta.before->access.target == Target::admin_human;
}

bool is_human_admin(const AccessDelta& delta) {
  return delta.after && delta.after->target == Target::admin_human;
}

bool leaves_no_admin(AccessReader& reader, const std::vector<AccessDelta>& deltas) {
  if (std::ranges::any_of(deltas, is_human_admin) ||
      std::ranges::none_of(deltas, was_human_admin)) {
    return false;
  }
  const auto goes = [&](const ResourceId& user) {
    return std::ranges::binary_search(deltas, user, {}, &AccessDelta::user);
  };
  for (const Source source : {Source::group, Source::direct, Source::retained}) {
    ResourceId after;
    std::vector<ResourceId> step;
    do {
      step = reader.people_with(source, Target::admin_human, after, people_per_step);
      if (!std::ranges::all_of(step, goes)) {
        return false;
      }
      after = step.empty() ? after : step.back();
    } while (step.size() == people_per_step);
  }
  return true;
}

}  // namespace provost::provision

#include "store/sqlite/access_reads.h"

#include "store/sqlite/limit.h"

namespace provost::store::sqlite {
namespace {

Mapping take_mapping(const Run& run) {
  return {.group = run.id(0),
          .target = static_cast<access::Target>(run.integer(1)),
          .at = run.time(2),
          .by = run.string(3),
          .cause = run.string(4)};
}

AccessRow take_row(const Run& run) {
  return {.access = {.source = static_cast<access::Source>(run.integer(0)),
                     .target = target_of(run.integer(1)),
                     .group = run.optional_id(2)},
          .since = run.time(3)};
}

DirectAccess take_direct(const Run& run) {
  return {.user = run.id(0),
          .target = static_cast<access::Target>(run.integer(1)),
          .at = run.time(2),
          .by = run.string(3)};
}

RetainedAccess take_retained(const Run& run) {
  return {.user = run.id(0),
          .group = run.optional_id(1),
          .group_name = run.string(2),
          .at = run.time(3),
          .cause = run.string(4)};
}

}  // namespace

bool AccessReads::step(Run& run) {
  const bool has_row = run.next();
  budget_.spend(has_row ? 1 : 0);
  return has_row;
}

std::vector<ResourceId> AccessReads::take_ids(Run& run) {
  std::vector<ResourceId> ids;
  while (step(run)) {
    ids.push_back(run.id(0));
  }
  return ids;
}

std::vector<ResourceId> AccessReads::parents_of(const ResourceId& member) {
  Run run(database_, Query::parent_groups, org_, member);
  return take_ids(run);
}

std::vector<ResourceId> AccessReads::groups_in(const ResourceId& group) {
  Run run(database_, Query::groups_in, org_, group);
  return take_ids(run);
}

std::optional<access::Target> AccessReads::mapped_to(const ResourceId& group) {
  Run run(database_, Query::mapping, org_, group);
  return step(run) ? target_of(run.integer(1)) : std::nullopt;
}

std::optional<Mapping> AccessReads::mapping(const ResourceId& group) {
  Run run(database_, Query::mapping, org_, group);
  return step(run) ? std::optional(take_mapping(run)) : std::nullopt;
}

std::vector<Mapping> AccessReads::mappings(const ResourceId& after, std::size_t limit) {
  std::vector<Mapping> mappings;
  Run run(database_, Query::mappings, org_, after, bounded(limit));
  while (step(run)) {
    mappings.push_back(take_mapping(run));
  }
  return mappings;
}

std::optional<AccessRow> AccessReads::access(const ResourceId& user) {
  Run run(database_, Query::access, org_, user);
  return step(run) ? std::optional(take_row(run)) : std::nullopt;
}

std::vector<Person> AccessReads::people_in(const ResourceId& group, const ResourceId& after,
                                           std::size_t limit) {
  std::vector<Person> people;
  Run run(database_, Query::people_in, org_, group, after, bounded(limit));
  while (step(run)) {
    people.push_back({.id = run.id(4), .row = take_row(run)});
  }
  return people;
}

std::vector<ResourceId> AccessReads::people_with(access::Source source,
                                                 std::optional<access::Target> target,
                                                 const ResourceId& after, std::size_t limit) {
  if (source == access::Source::by_default) {
    Run run(database_, Query::people_by_default, org_, after, bounded(limit));
    return take_ids(run);
  }
  Run run(database_, Query::people_with, org_, source, number_of(target), after, bounded(limit));
  return take_ids(run);
}

std::size_t AccessReads::count_with(access::Source source, std::optional<access::Target> target) {
  Run run(database_, Query::count, org_, count_number(source, target));
  return step(run) ? run.size(0) : 0;
}

std::optional<access::Target> AccessReads::default_access() {
  Run run(database_, Query::default_access, org_);
  return step(run) ? target_of(run.integer(0)) : std::nullopt;
}

std::optional<Timestamp> AccessReads::no_admin_since() {
  Run run(database_, Query::no_admin_since, org_);
  return step(run) ? run.optional_time(0) : std::nullopt;
}

std::optional<DirectAccess> AccessReads::direct_access(const ResourceId& user) {
  Run run(database_, Query::direct_access, org_, user);
  return step(run) ? std::optional(take_direct(run)) : std::nullopt;
}

std::vector<DirectAccess> AccessReads::direct_accesses(const ResourceId& after, std::size_t limit) {
  std::vector<DirectAccess> directs;
  Run run(database_, Query::direct_accesses, org_, after, bounded(limit));
  while (step(run)) {
    directs.push_back(take_direct(run));
  }
  return directs;
}

std::optional<RetainedAccess> AccessReads::retained_access(const ResourceId& user) {
  Run run(database_, Query::retained_access, org_, user);
  return step(run) ? std::optional(take_retained(run)) : std::nullopt;
}

std::vector<RetainedAccess> AccessReads::retained_accesses(std::size_t limit) {
  std::vector<RetainedAccess> all;
  Run run(database_, Query::retained_accesses, org_, bounded(limit));
  while (step(run)) {
    all.push_back(take_retained(run));
  }
  return all;
}

}  // namespace provost::store::sqlite

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

Person take_person(const Run& run) {
  return {.id = run.id(4), .row = take_row(run)};
}

ResourceId take_id(const Run& run) {
  return run.id(0);
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

template <class Take>
auto AccessReads::one(Run& run, const Take& take) -> std::optional<decltype(take(run))> {
  return step(run) ? std::optional(take(run)) : std::nullopt;
}

template <class Take>
auto AccessReads::all(Run& run, const Take& take) -> std::vector<decltype(take(run))> {
  std::vector<decltype(take(run))> taken;
  while (step(run)) {
    taken.push_back(take(run));
  }
  return taken;
}

std::vector<ResourceId> AccessReads::parents_of(const ResourceId& member) {
  Run run(database_, Query::parent_groups, org_, member);
  return all(run, take_id);
}

std::vector<ResourceId> AccessReads::groups_in(const ResourceId& group) {
  Run run(database_, Query::groups_in, org_, group);
  return all(run, take_id);
}

std::optional<access::Target> AccessReads::mapped_to(const ResourceId& group) {
  Run run(database_, Query::mapping, org_, group);
  return step(run) ? target_of(run.integer(1)) : std::nullopt;
}

std::optional<Mapping> AccessReads::mapping(const ResourceId& group) {
  Run run(database_, Query::mapping, org_, group);
  return one(run, take_mapping);
}

std::vector<Mapping> AccessReads::mappings(const ResourceId& after, std::size_t limit) {
  Run run(database_, Query::mappings, org_, after, bounded(limit));
  return all(run, take_mapping);
}

std::optional<AccessRow> AccessReads::access(const ResourceId& user) {
  Run run(database_, Query::access, org_, user);
  return one(run, take_row);
}

std::vector<Person> AccessReads::people_in(const ResourceId& group, const ResourceId& after,
                                           std::size_t limit) {
  Run run(database_, Query::people_in, org_, group, after, bounded(limit));
  return all(run, take_person);
}

std::vector<ResourceId> AccessReads::people_with(access::Source source,
                                                 std::optional<access::Target> target,
                                                 const ResourceId& after, std::size_t limit) {
  if (source == access::Source::by_default) {
    Run run(database_, Query::people_by_default, org_, after, bounded(limit));
    return all(run, take_id);
  }
  Run run(database_, Query::people_with, org_, source, number_of(target), after, bounded(limit));
  return all(run, take_id);
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
  return one(run, take_direct);
}

std::vector<DirectAccess> AccessReads::direct_accesses(const ResourceId& after, std::size_t limit) {
  Run run(database_, Query::direct_accesses, org_, after, bounded(limit));
  return all(run, take_direct);
}

std::optional<RetainedAccess> AccessReads::retained_access(const ResourceId& user) {
  Run run(database_, Query::retained_access, org_, user);
  return one(run, take_retained);
}

std::vector<RetainedAccess> AccessReads::retained_accesses(std::size_t limit) {
  Run run(database_, Query::retained_accesses, org_, bounded(limit));
  return all(run, take_retained);
}

}  // namespace provost::store::sqlite

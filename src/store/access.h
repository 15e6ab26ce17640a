#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "access/graph.h"
#include "base/clock.h"

// Mappings of groups and the access of people (design §2.8 to §2.10), as a store keeps them.
namespace provost::store {

struct Mapping {
  ResourceId group;
  access::Target target{};
  Timestamp at;
  std::string by;     // the actor, as in the journal
  std::string cause;  // the request
};

// The effective access of one person, kept with everything that can change it.
struct AccessRow {
  access::Access access;
  Timestamp since;  // when its target last changed
};

struct Person {
  ResourceId id;
  AccessRow row;
};

// Given by hand while SCIM was off; it stays when a group goes before it.
struct DirectAccess {
  ResourceId user;
  access::Target target{};
  Timestamp at;
  std::string by;
};

// Somebody who would have lost Admin (Human) through SCIM, but is needed by the organisation.
struct RetainedAccess {
  ResourceId user;
  ResourceId group;        // that gave the access; it may be gone; nil: it was given by hand
  std::string group_name;  // as it was
  Timestamp at;
  std::string cause;
};

class AccessReader : public access::Graph {
 public:
  virtual std::optional<Mapping> mapping(const ResourceId& group) = 0;
  // In the order of the groups' ids, those beyond `after`.
  virtual std::vector<Mapping> mappings(const ResourceId& after, std::size_t limit) = 0;

  // Nothing for an id that is not a user's.
  virtual std::optional<AccessRow> access(const ResourceId& user) = 0;
  // People who are directly in a group, in the order of their ids, those beyond `after`.
  virtual std::vector<Person> people_in(const ResourceId& group, const ResourceId& after,
                                        std::size_t limit) = 0;
  // People by what gives them what (of by_default and none: no target), in the order of their ids.
  // An index lookup, but by_default walks everybody beyond `after` until it has enough.
  virtual std::vector<ResourceId> people_with(access::Source source,
                                              std::optional<access::Target> target,
                                              const ResourceId& after, std::size_t limit) = 0;
  // From a kept count, as of the last commit.
  virtual std::size_t count_with(access::Source source, std::optional<access::Target> target) = 0;
  // Whether anybody active is Admin (Human) now, whatever the source.
  bool has_human_admin();

  // What people without a mapped group have; never an Admin (design §2.11).
  virtual std::optional<access::Target> default_access() = 0;
  // Since when the organisation, which had one, is without an Admin (Human).
  virtual std::optional<Timestamp> no_admin_since() = 0;

  virtual std::optional<DirectAccess> direct_access(const ResourceId& user) = 0;
  // In the order of the people's ids, those beyond `after`.
  virtual std::vector<DirectAccess> direct_accesses(const ResourceId& after, std::size_t limit) = 0;
  virtual std::optional<RetainedAccess> retained_access(const ResourceId& user) = 0;
  virtual std::vector<RetainedAccess> retained_accesses(std::size_t limit) = 0;
};

// Changes facts and rows. That the rows follow from the facts is the business of
// provision::AccessChanges.
class AccessWriter {
 public:
  virtual ~AccessWriter() = default;
  // Adds the mapping, or replaces that of its group.
  virtual void save_mapping(const Mapping& mapping) = 0;
  virtual void remove_mapping(const ResourceId& group) = 0;

  // `before` is the row as it is, nothing when the person has none yet.
  virtual void save_access(const ResourceId& user, const std::optional<AccessRow>& before,
                           const AccessRow& row) = 0;
  virtual void remove_access(const ResourceId& user, const AccessRow& before) = 0;
  virtual void set_no_admin_since(std::optional<Timestamp> at) = 0;

  virtual void save_direct_access(const DirectAccess& direct) = 0;
  virtual void remove_direct_access(const ResourceId& user) = 0;
  virtual void save_retained_access(const RetainedAccess& retained) = 0;
  virtual void remove_retained_access(const ResourceId& user) = 0;
};

}  // namespace provost::store

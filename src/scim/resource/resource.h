#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/uuid.h"
#include "json/json.h"
#include "scim/schema/schema.h"

namespace provost::scim {

// A resource as the store keeps it. `document` is canonical JSON text: an object with `schemas` and
// `id` first, then the attributes by their canonical names, extensions under their URN. It lacks
// what the server adds when it renders: meta, and attributes of the membership relation.
struct Stored {
  ResourceId id;
  Timestamp created;
  Timestamp last_modified;
  std::uint64_t version = 1;
  std::string document;
};

// The parsed document of a resource.
struct Document {
  json::Object attributes;
};

// One element of Group.members or User.groups, as the relation knows it.
struct Member {
  ResourceId id;
  schema::TypeNumber type = 0;
  std::string display;  // the naming attribute of the other side
  bool direct = true;   // User.groups: false for membership by way of a nested group
};

// Read access to the attributes of one resource whose storage is the membership relation. The
// implementation reads only the called parts from the store.
class Relations {
 public:
  virtual ~Relations() = default;
  // Whether the relation holds that id (as sent: text that is not a UUID is in no relation).
  virtual bool contains(const schema::Attribute& attribute, std::string_view value) const = 0;
  virtual bool is_empty(const schema::Attribute& attribute) const = 0;
  virtual std::vector<Member> elements(const schema::Attribute& attribute) const = 0;
};

// One resource as filters, sorting and projection see it.
struct View {
  const schema::ResourceType& type;
  const Stored& stored;
  const json::Object& document;
  const Relations& relations;
};

// A request's change to the relation attribute of a group (members): first everything is removed if
// `clear`, then `remove`, then `add`. An id is in at most one of the two lists.
struct RelationChange {
  bool clear = false;
  std::vector<ResourceId> add;
  std::vector<ResourceId> remove;
  // Values to add that cannot be ids here (no UUID): skipped and reported, or refused in strict.
  std::vector<std::string> unknown;
  bool is_empty() const { return !clear && add.empty() && remove.empty() && unknown.empty(); }
};

// What the server did on its own with a request; shown to the admin (design §2.4, §2.13).
struct Report {
  std::vector<std::string> dropped;          // attributes outside the profile or unknown
  std::vector<std::string> coerced;          // values taken in another form than the schema's
  std::vector<std::string> unknown_members;  // member values that name nobody here
  std::vector<std::string> warnings;         // for example a changed externalId
};

// A display name that a removal asks for and no member has: that of somebody else, or of nobody.
struct AbsentName {
  std::string name;
  bool after_additions = false;  // of whose names nothing was known yet
};

// A resource on its way in: shaped by a schema, not yet validated.
struct Draft {
  json::Object document;  // without schemas and id
  RelationChange members;
  std::vector<AbsentName> absent;
  Report report;
};

// An index key of a resource (schema::Attribute::index). Keys are folded where the attribute is not
// caseExact, so that one comparison serves uniqueness, filters and indexes (standards.md CHR-7).
struct IndexKey {
  schema::IndexNumber index = 0;
  bool unique = false;
  std::string key;
  friend bool operator==(const IndexKey&, const IndexKey&) = default;
  friend auto operator<=>(const IndexKey&, const IndexKey&) = default;
};

}  // namespace provost::scim

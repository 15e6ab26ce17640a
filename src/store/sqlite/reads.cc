#include "store/sqlite/reads.h"

#include <algorithm>
#include <limits>

#include "store/sqlite/catalogue.h"
#include "store/sqlite/limit.h"

namespace provost::store::sqlite {
namespace {

scim::Stored take_stored(const Run& run, const ResourceId& id, int column) {
  return {.id = id,
          .created = run.time(column),
          .last_modified = run.time(column + 1),
          .version = static_cast<std::uint64_t>(run.integer(column + 2)),
          .document = run.string(column + 3)};
}

// Greater than every id assigned.
ResourceId last_id() {
  ResourceId id;
  id.bytes.fill(0xFF);
  return id;
}

SchemaRecord take_schema(const Run& run) {
  return {.urn = run.string(0),
          .type = static_cast<TypeNumber>(run.integer(1)),
          .required = run.integer(2) != 0,
          .presence = static_cast<IndexNumber>(run.integer(3)),
          .definition = run.string(4),
          .next = run.optional_string(5)};
}

}  // namespace

bool Reads::step(Run& run) {
  if (!run.next()) {
    return false;
  }
  budget_.spend();
  return true;
}

std::optional<scim::Stored> Reads::load(TypeNumber type, const ResourceId& id) {
  Run run(database_, Query::load, org_, type, id);
  if (!step(run)) {
    return std::nullopt;
  }
  scim::Stored stored = take_stored(run, id, 0);
  budget_.spend_bytes(stored.document.size());
  return stored;
}

std::optional<TypeNumber> Reads::type_of(const ResourceId& id) {
  for (const TypeNumber type : known_types) {
    Run run(database_, Query::has_resource, org_, type, id);
    if (step(run)) {
      return type;
    }
  }
  return std::nullopt;
}

std::optional<IndexNumber> Reads::index_after(TypeNumber type, IndexNumber after) {
  budget_.spend();
  std::optional<IndexNumber> first;
  for (const Query query : {Query::index_after, Query::unique_index_after}) {
    Run run(database_, query, org_, type, after);
    if (run.next()) {
      const auto found = static_cast<IndexNumber>(run.integer(0));
      first = std::min(found, first.value_or(found));
    }
  }
  return first;
}

std::optional<ResourceId> Reads::find_unique(TypeNumber type, IndexNumber index,
                                             std::string_view key) {
  Run run(database_, Query::find_unique, org_, type, index, key);
  return step(run) ? std::optional(run.id(0)) : std::nullopt;
}

// An index is unique or not for all of its keys, so a hit among the unique ones is the only one.
std::vector<ResourceId> Reads::lookup(TypeNumber type, IndexNumber index, std::string_view key,
                                      std::size_t limit) {
  std::vector<ResourceId> ids;
  if (limit == 0) {
    return ids;
  }
  if (const auto holder = find_unique(type, index, key)) {
    ids.push_back(*holder);
    return ids;
  }
  Run run(database_, Query::find_indexed, org_, type, index, key, bounded(limit));
  while (step(run)) {
    ids.push_back(run.id(0));
  }
  return ids;
}

std::vector<ResourceId> Reads::lookup_after(TypeNumber type, IndexNumber index,
                                            std::string_view key, const ResourceId& after,
                                            std::size_t limit) {
  std::vector<ResourceId> ids;
  Run run(database_, Query::find_indexed_after, org_, type, index, key, after, bounded(limit));
  while (step(run)) {
    ids.push_back(run.id(0));
  }
  return ids;
}

std::size_t Reads::count_keys(TypeNumber type, IndexNumber index, std::string_view key) {
  Run run(database_, Query::count_indexed, org_, type, index, key);
  const std::size_t count = step(run) ? run.size(0) : 0;
  budget_.spend(count);
  return count;
}

bool Reads::has_beyond(TypeNumber type, const ResourceId& id) {
  Run run(database_, Query::has_beyond, org_, type, id);
  return step(run);
}

std::vector<scim::Stored> Reads::walk(TypeNumber type, const std::optional<ResourceId>& beyond,
                                      const Span& span) {
  budget_.spend(span.skip);
  const ResourceId from = beyond.value_or(span.descending ? last_id() : ResourceId{});
  const Query query = span.descending ? Query::walk_back : Query::walk;
  Run run(database_, query, org_, type, from, bounded(span.limit), bounded(span.skip));
  std::vector<scim::Stored> page;
  while (step(run)) {
    page.push_back(take_stored(run, run.id(0), 1));
    budget_.spend_bytes(page.back().document.size());
  }
  return page;
}

std::vector<ResourceId> Reads::ids_between(TypeNumber type, const ResourceId& above,
                                           const ResourceId& below, std::size_t limit) {
  Run run(database_, Query::ids_between, org_, type, above, below, bounded(limit));
  return take_ids(run);
}

// An index is unique or not for all of its keys, so the hits in one table are all there are.
std::vector<ResourceId> Reads::walk_keys(TypeNumber type, IndexNumber index, const KeyRange& range,
                                         const Span& span) {
  budget_.spend(span.skip);
  // No key contains this byte, since keys are UTF-8.
  const std::string end = range.end.value_or("\xFF");
  const auto take = [&](Query query) {
    Run run(database_, query, org_, type, index, range.from, end, bounded(span.limit),
            bounded(span.skip));
    return take_ids(run);
  };
  std::vector<ResourceId> ids =
      take(span.descending ? Query::unique_range_back : Query::unique_range);
  return ids.empty() && !span.descending ? take(Query::indexed_range) : ids;
}

std::vector<ResourceId> Reads::walk_modified(TypeNumber type, const Modified& above,
                                             const Modified& below, const Span& span) {
  budget_.spend(span.skip);
  const Query query = span.descending ? Query::modified_range_back : Query::modified_range;
  Run run(database_, query, org_, type, above.at, above.id, below.at, below.id, bounded(span.limit),
          bounded(span.skip));
  return take_ids(run);
}

std::vector<ResourceId> Reads::take_ids(Run& run) {
  std::vector<ResourceId> ids;
  while (step(run)) {
    ids.push_back(run.id(0));
  }
  return ids;
}

std::size_t Reads::count(TypeNumber type) {
  Run run(database_, Query::count, org_, type);
  return step(run) ? run.size(0) : 0;
}

std::int64_t Reads::shifts(TypeNumber type) {
  Run run(database_, Query::shifts, org_, type);
  return step(run) ? run.integer(0) : 0;
}

bool Reads::is_member(const ResourceId& group, const ResourceId& member) {
  Run run(database_, Query::is_member, org_, group, member);
  return step(run);
}

std::vector<scim::Member> Reads::members(const ResourceId& group, const ResourceId& after,
                                         std::size_t limit) {
  std::vector<scim::Member> members;
  Run run(database_, Query::members, org_, group, after, bounded(limit));
  while (step(run)) {
    members.push_back({.id = run.id(0),
                       .type = static_cast<TypeNumber>(run.integer(1)),
                       .display = run.string(2)});
  }
  return members;
}

std::size_t Reads::member_count(const ResourceId& group) {
  Run run(database_, Query::member_count, org_, group);
  return step(run) ? run.size(0) : 0;
}

std::vector<scim::Member> Reads::groups_of(const ResourceId& member, const ResourceId& after,
                                           std::size_t limit) {
  std::vector<scim::Member> groups;
  Run run(database_, Query::groups_of, org_, member, after, bounded(limit));
  while (step(run)) {
    groups.push_back({.id = run.id(0), .type = scim::schema::group_type, .display = run.string(1)});
  }
  return groups;
}

OrgSettings Reads::settings() {
  Run run(database_, Query::org_settings, org_);
  return step(run) ? take_org(run).settings : OrgSettings();
}

std::vector<Token> Reads::tokens() {
  std::vector<Token> tokens;
  Run run(database_, Query::tokens, org_);
  while (step(run)) {
    tokens.push_back(take_token(run));
  }
  return tokens;
}

std::optional<Token> Reads::find_token(std::string_view lookup) {
  Run run(database_, Query::find_token, org_, lookup);
  if (!step(run)) {
    return std::nullopt;
  }
  return take_token(run);
}

std::vector<SchemaRecord> Reads::schemas() {
  std::vector<SchemaRecord> records;
  Run run(database_, Query::schemas, org_);
  while (step(run)) {
    records.push_back(take_schema(run));
  }
  return records;
}

std::int64_t Reads::schemas_revision() {
  Run run(database_, Query::schemas_revision, org_);
  return step(run) ? run.integer(0) : 0;
}

}  // namespace provost::store::sqlite

#include "store/sqlite/writer.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

namespace provost::store::sqlite {
namespace {

using scim::IndexKey;
using scim::resource::ValidResource;
using scim::schema::Attribute;
using scim::schema::ResourceType;

// The caller has loaded the resource in this very transaction.
void expect_changed(int rows, const ResourceId& id) {
  if (rows != 1) {
    throw std::logic_error("no resource to change: " + id.to_string());
  }
}

// Both sorted.
std::vector<IndexKey> missing_from(std::vector<IndexKey> keys, std::vector<IndexKey> others) {
  std::ranges::sort(keys);
  std::ranges::sort(others);
  std::vector<IndexKey> missing;
  std::ranges::set_difference(keys, others, std::back_inserter(missing));
  return missing;
}

const Attribute* attribute_of(const ResourceType& type, scim::schema::IndexNumber index) {
  const auto& attributes = type.schema->attributes;
  const auto found = std::ranges::find(attributes, index, &Attribute::index);
  return found == attributes.end() ? nullptr : &*found;
}

}  // namespace

SqliteWriter::SqliteWriter(Database& database, OrgKey org, Batch& batch)
    : WithReads(Reads(database, org, RowBudget::unlimited())),
      database_(database),
      org_(org),
      batch_(batch) {}

std::size_t SqliteWriter::count(TypeNumber type) {
  const auto kept = static_cast<std::int64_t>(reads().count(type));
  return static_cast<std::size_t>(kept + batch_.pending_count(org_, type));
}

Result<void> SqliteWriter::insert(TypeNumber type, const ResourceId& id,
                                  const ValidResource& resource, Timestamp now) {
  TRY(insert_keys(type, id, resource.keys(), resource.name()));
  const std::string document = resource.stored_text(id);
  database_.execute(Query::insert_resource, org_, type, id, resource.name(), now, document);
  batch_.add_to_count(org_, type, 1, reads().has_beyond(type, id) ? 1 : 0);
  return {};
}

Result<void> SqliteWriter::update(TypeNumber type, const ResourceId& id,
                                  const std::vector<IndexKey>& old_keys,
                                  const ValidResource& resource, Timestamp now) {
  TRY(insert_keys(type, id, missing_from(resource.keys(), old_keys), resource.name()));
  delete_keys(type, id, missing_from(old_keys, resource.keys()));
  const std::string document = resource.stored_text(id);
  expect_changed(
      database_.execute(Query::update_resource, org_, type, id, resource.name(), now, document),
      id);
  return {};
}

void SqliteWriter::touch(TypeNumber type, const ResourceId& id, Timestamp now) {
  expect_changed(database_.execute(Query::touch_resource, org_, type, id, now), id);
}

std::vector<ResourceId> SqliteWriter::remove(TypeNumber type, const ResourceId& id,
                                             const std::vector<IndexKey>& keys, Timestamp now) {
  delete_keys(type, id, keys);
  // A group that holds itself (standards.md GRP-4) is not one that its removal touches.
  database_.execute(Query::delete_members, org_, id);
  std::vector<ResourceId> groups = leave_groups(id, now);
  expect_changed(database_.execute(Query::delete_resource, org_, type, id), id);
  batch_.add_to_count(org_, type, -1, 1);
  return groups;
}

Result<void> SqliteWriter::insert_keys(TypeNumber type, const ResourceId& id,
                                       std::span<const IndexKey> keys, std::string_view name) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!insert_key(type, id, keys[i])) {
      delete_keys(type, id, keys.first(i));
      return taken(type, keys[i], name);
    }
  }
  return {};
}

bool SqliteWriter::insert_key(TypeNumber type, const ResourceId& id, const IndexKey& key) {
  const Query query = key.unique ? Query::insert_unique : Query::insert_indexed;
  const int rows = database_.execute(query, org_, type, key.index, key.key, id);
  return rows == 1 || !key.unique;
}

void SqliteWriter::delete_keys(TypeNumber type, const ResourceId& id,
                               std::span<const IndexKey> keys) {
  for (const IndexKey& key : keys) {
    const Query query = key.unique ? Query::delete_unique : Query::delete_indexed;
    database_.execute(query, org_, type, key.index, key.key, id);
  }
}

// `name` is the naming attribute as it was sent; keys are folded.
Error SqliteWriter::taken(TypeNumber type, const IndexKey& key, std::string_view name) {
  const std::optional<ResourceId> holder = reads().find_unique(type, key.index, key.key);
  const auto registry = scim::schema::registry_of(scim::schema::Profile::full);
  const ResourceType& resource_type = registry->type(type);
  const Attribute* attribute = attribute_of(resource_type, key.index);
  const bool is_name = attribute != nullptr && attribute->name == resource_type.naming->name;
  return Error(Code::uniqueness,
               fmt::format("the {} \"{}\" already belongs to the {} with the id {}; it is compared "
                           "without regard to case and must be unique in the organisation",
                           attribute == nullptr ? "value" : attribute->name,
                           is_name ? name : std::string_view(key.key), resource_type.name,
                           holder.value_or(ResourceId{}).to_string()));
}

void SqliteWriter::append(JournalEntry entry) {
  batch_.append(org_, std::move(entry));
}

}  // namespace provost::store::sqlite

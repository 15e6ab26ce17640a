#include "store/sqlite/writer.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "scim/resource/document.h"
#include "store/sqlite/journal.h"
#include "store/sqlite/limit.h"

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
  const Attribute* found = nullptr;
  scim::resource::for_each_attribute(type, [&](const auto*, const Attribute& attribute) {
    found = attribute.index == index ? &attribute : found;
  });
  return found;
}

}  // namespace

SqliteWriter::SqliteWriter(Database& database, OrgKey org, Batch& batch)
    : WithReads(database, org, RowBudget::unlimited()),
      database_(database),
      org_(org),
      batch_(batch),
      access_changes_(database, org, batch),
      credential_changes_(database, org),
      kept_answer_changes_(database, org),
      sign_in_changes_(database, org),
      history_changes_(database, org),
      long_work_changes_(database, org),
      setup_link_changes_(database, org),
      journal_changes_(database, org, batch) {}

std::size_t SqliteWriter::count(TypeNumber type) {
  const auto kept = static_cast<std::int64_t>(reads().count(type));
  return static_cast<std::size_t>(kept + batch_.pending_count(org_, type));
}

Result<void> SqliteWriter::insert(TypeNumber type, const ResourceId& id,
                                  const ValidResource& resource, Timestamp now) {
  TRY(insert_keys(type, id, resource.keys(), resource));
  const std::string document = resource.stored_text(id);
  database_.execute(Query::insert_resource, org_, type, id, resource.name(), now, document);
  batch_.add_to_count(org_, type, 1, reads().has_beyond(type, id) ? 1 : 0);
  return {};
}

Result<void> SqliteWriter::update(TypeNumber type, const ResourceId& id,
                                  const std::vector<IndexKey>& old_keys,
                                  const ValidResource& resource, Timestamp now) {
  TRY(insert_keys(type, id, missing_from(resource.keys(), old_keys), resource));
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
  remove_members_of(type, id);
  std::vector<ResourceId> groups = leave_groups(id, now);
  expect_changed(database_.execute(Query::delete_resource, org_, type, id), id);
  database_.execute(Query::delete_credentials, org_, id);
  database_.execute(Query::delete_identities, org_, id);
  batch_.add_to_count(org_, type, -1, 1);
  return groups;
}

Result<void> SqliteWriter::insert_keys(TypeNumber type, const ResourceId& id,
                                       std::span<const IndexKey> keys,
                                       const ValidResource& resource) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!insert_key(type, id, keys[i])) {
      delete_keys(type, id, keys.first(i));
      return taken(keys[i], resource);
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

// The naming attribute is shown as it was sent; keys are folded.
Error SqliteWriter::taken(const IndexKey& key, const ValidResource& resource) {
  const ResourceType& type = resource.type();
  const std::optional<ResourceId> holder = reads().find_unique(type.number, key.index, key.key);
  const Attribute* attribute = attribute_of(type, key.index);
  const bool is_name = attribute == type.naming;
  const bool is_exact = attribute != nullptr && attribute->case_exact;
  return Error(Code::uniqueness,
               fmt::format("the {} \"{}\" already belongs to the {} with the id {}; it {}must be "
                           "unique in the organisation",
                           attribute == nullptr ? "value" : attribute->name,
                           is_name ? resource.name() : key.key, type.name,
                           holder.value_or(ResourceId{}).to_string(),
                           is_exact ? "" : "is compared without regard to case and "));
}

void SqliteWriter::append(JournalEntry entry) {
  batch_.append(org_, std::move(entry));
}

std::optional<std::vector<std::string>> SqliteWriter::types_since(std::int64_t seq,
                                                                  std::size_t limit) {
  if (const std::optional<Place> waiting = last_waiting(database_, org_);
      waiting && waiting->seq > seq) {
    return std::nullopt;
  }
  std::vector<std::string> types = batch_.types_of(org_);
  Run run(database_, Query::journal_types, org_, seq, bounded(limit + 1));
  while (run.next()) {
    types.push_back(run.string(0));
  }
  return types.size() > limit ? std::nullopt : std::optional(std::move(types));
}

void SqliteWriter::ask_receipt(std::shared_ptr<Receipt> receipt) {
  batch_.ask_receipt(std::move(receipt));
}

}  // namespace provost::store::sqlite

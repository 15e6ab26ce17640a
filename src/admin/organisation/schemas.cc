#include "admin/organisation/schemas.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "admin/organisation/pending_work.h"
#include "base/text.h"
#include "scim/schema/change.h"
#include "scim/schema/definition.h"
#include "scim/schema/load.h"
#include "scim/schema/write.h"

namespace provost::admin {
namespace {

using scim::schema::Change;
using scim::schema::IndexNumber;
using scim::schema::Schema;
using scim::schema::TypeNumber;
using store::SchemaRecord;

constexpr std::string_view schema_urn = "urn:ietf:params:scim:schemas:core:2.0:Schema";

std::string_view state_of(const SchemaRecord& record) {
  if (!record.next) {
    return "active";
  }
  return record.next->empty() ? "removing" : "changing";
}

void take_indexes_of(const std::string& definition, std::set<IndexNumber>& taken) {
  const std::shared_ptr<const Schema> schema = scim::schema::parse_schema(definition);
  for (const auto& attribute : schema->attributes) {
    taken.insert(attribute.index);
  }
}

std::set<IndexNumber> taken_indexes(const std::vector<SchemaRecord>& records) {
  std::set<IndexNumber> taken;
  for (const SchemaRecord& record : records) {
    taken.insert(record.presence);
    take_indexes_of(record.definition, taken);
    if (record.next && !record.next->empty()) {
      take_indexes_of(*record.next, taken);
    }
  }
  return taken;
}

bool continues(std::string_view longer, std::string_view shorter) {
  return longer.size() > shorter.size() && longer.starts_with(shorter) &&
         longer[shorter.size()] == ':';
}

// In a path, `urn:a:b` could be the schema of that URN or the attribute b of the schema urn:a.
Result<void> check_urn(const std::string& urn, const std::vector<SchemaRecord>& records) {
  for (const SchemaRecord& other : records) {
    if (other.urn == urn) {
      return Error(Code::uniqueness,
                   fmt::format("the organisation has a schema {} already; replace it", urn));
    }
    if (continues(urn, other.urn) || continues(other.urn, urn)) {
      return Error(Code::conflict, fmt::format("{} and {} cannot stand beside each other: one "
                                               "reads like an attribute of the other",
                                               urn, other.urn));
    }
  }
  return {};
}

Error lacks_required(TypeNumber type, std::string_view urn) {
  return Error(Code::conflict,
               fmt::format("{} cannot be required yet: there are {}s without it. Leave it "
                           "optional until the identity provider has sent it for all of them",
                           urn, to_text(type)));
}

bool is_in_use(store::Reader& reader, const SchemaRecord& record) {
  return !reader.lookup(record.type, record.presence, {}, 1).empty();
}

bool all_have(store::Reader& reader, const SchemaRecord& record) {
  return reader.count_keys(record.type, record.presence, {}) == reader.count(record.type);
}

Error under_way(const SchemaRecord& record) {
  Error error(
      Code::conflict,
      fmt::format("an earlier change of {} is still removing values; try again when it is done",
                  record.urn));
  error.retry_after_s = 1;
  return error;
}

std::string losses_text(const Change& change) {
  std::string out;
  for (const Change::Loss& loss : change.losses) {
    out += fmt::format("{}{} {}", out.empty() ? "" : "; ", loss.attribute, loss.reason);
  }
  for (const std::string& name : change.newly_required) {
    out += fmt::format("{}{} is required now", out.empty() ? "" : "; ", name);
  }
  return out;
}

Error would_lose(const SchemaRecord& record, const Change& change) {
  return Error(Code::conflict,
               fmt::format("{}s have values of {} that the new definition has no place for: {}. "
                           "Confirm that they may be purged, or keep those attributes as they are",
                           to_text(record.type), record.urn, losses_text(change)));
}

// The removed values may be all that a resource has of the extension.
Error would_lack(const SchemaRecord& record) {
  return Error(Code::conflict,
               fmt::format("{} is required, and {}s would be left without it; make it optional "
                           "together with this change",
                           record.urn, to_text(record.type)));
}

Result<void> check_required(store::Writer& writer, const SchemaRecord& before,
                            const SchemaRecord& after) {
  if (after.required && !all_have(writer, before)) {
    return lacks_required(after.type, after.urn);
  }
  return {};
}

// The values are removed in slices (admin/chores/schema_changes.h).
void begin_change_of(store::Writer& writer, const SchemaRecord& record,
                     const identity::Author& author) {
  begin_work(writer, store::WorkKind::schema_change, record.urn,
             writer.count_keys(record.type, record.presence, {}), author);
}

// The record while values without a place in the new definition are being removed.
Result<SchemaRecord> begin_change(const SchemaRecord& before, SchemaRecord after,
                                  const Change& change, Values values) {
  if (values == Values::keep) {
    return would_lose(before, change);
  }
  if (after.required) {
    return would_lack(before);
  }
  const auto held = scim::schema::parse_schema(before.definition);
  after.next = std::exchange(after.definition,
                             scim::schema::write_schema(scim::schema::retiring(*held, change)));
  return after;
}

// The requested record, which replaces `before`.
SchemaRecord replacement(const SchemaRecord& before, Schema definition, bool required,
                         const Change& change, const std::vector<SchemaRecord>& records) {
  std::set<IndexNumber> taken = taken_indexes(records);
  const auto held = scim::schema::parse_schema(before.definition);
  scim::schema::number_indexes(definition, *held, change, taken);
  SchemaRecord after = before;
  after.required = required;
  after.definition = scim::schema::write_schema(definition);
  return after;
}

Result<void> check_same(const SchemaRecord& before, const Schema& held, const SchemaWish& wish) {
  if (before.next) {
    return under_way(before);
  }
  if (const TypeNumber type = wish.type.value_or(before.type); type != before.type) {
    return Error(Code::conflict,
                 fmt::format("{} belongs to {} and cannot move to {}; remove it there first",
                             before.urn, to_text(before.type), to_text(type)));
  }
  // Values are stored under the first spelling of the URN.
  if (held.id != wish.definition.id) {
    return Error(Code::conflict, fmt::format("the id is {} and stays so; the definition spells it "
                                             "{}",
                                             held.id, wish.definition.id));
  }
  return {};
}

}  // namespace

Result<TypeNumber> read_resource_type(std::string_view text) {
  for (const TypeNumber type : {scim::schema::user_type, scim::schema::group_type}) {
    if (iequals(text, to_text(type))) {
      return type;
    }
  }
  return Error(Code::invalid_value,
               fmt::format("\"{}\" is not a resource type; use User or Group", text));
}

std::string_view to_text(TypeNumber type) {
  return type == scim::schema::user_type ? "User" : "Group";
}

json::Object describe(const SchemaRecord& record) {
  const auto schema = scim::schema::parse_schema(record.definition);
  return {{"urn", schema->id},
          {"resourceType", to_text(record.type)},
          {"required", record.required},
          {"state", state_of(record)},
          {"definition", json::Object{{"schemas", json::Array{json::Value(schema_urn)}},
                                      {"id", schema->id},
                                      {"name", schema->name},
                                      {"description", schema->description},
                                      {"attributes", scim::schema::to_json(schema->attributes)}}}};
}

Result<SchemaRecord> find_schema(store::Reader& reader, std::string_view urn) {
  std::vector<SchemaRecord> records = reader.schemas();
  const auto found = std::ranges::find(records, ascii_lower(urn), &SchemaRecord::urn);
  if (found == records.end()) {
    return Error(Code::not_found,
                 fmt::format("the organisation has no schema \"{}\" of its own", urn));
  }
  return std::move(*found);
}

json::Object describe(store::Reader& reader, const SchemaRecord& record) {
  json::Object shown = describe(record);
  if (record.next) {
    const auto work = reader.long_work().find(store::WorkKind::schema_change, record.urn);
    shown["progress"] = work ? json::Value(describe(*work)) : json::Value(nullptr);
  }
  return shown;
}

Result<SchemaRecord> add_schema(store::Writer& writer, const SchemaWish& wish,
                                const identity::Author& author) {
  const std::vector<SchemaRecord> records = writer.schemas();
  SchemaRecord record;
  record.urn = ascii_lower(wish.definition.id);
  record.type = wish.type.value_or(scim::schema::user_type);
  record.required = wish.required;
  TRY(check_urn(record.urn, records));
  if (records.size() >= scim::schema::definitions_per_organisation_max) {
    return Error(Code::conflict,
                 fmt::format("the organisation has {} schemas of its own already, which is as many "
                             "as it may have",
                             records.size()));
  }
  if (wish.required && writer.count(record.type) > 0) {
    return lacks_required(record.type, record.urn);
  }
  std::set<IndexNumber> taken = taken_indexes(records);
  record.presence = scim::schema::take_index(taken);
  Schema definition = wish.definition;
  scim::schema::number_indexes(definition, Schema(), Change(), taken);
  record.definition = scim::schema::write_schema(definition);
  writer.save_schema(record);
  append_schema_entry(writer, "schema.added", record, author);
  return record;
}

Result<SchemaRecord> replace_schema(store::Writer& writer, const SchemaWish& wish, Values values,
                                    const identity::Author& author) {
  TRY_ASSIGN(const SchemaRecord before, find_schema(writer, wish.definition.id));
  const auto held = scim::schema::parse_schema(before.definition);
  TRY(check_same(before, *held, wish));
  const Change change = scim::schema::compare(*held, wish.definition);
  SchemaRecord after =
      replacement(before, wish.definition, wish.required, change, writer.schemas());
  if (!change.keeps_all() && is_in_use(writer, before)) {
    TRY_ASSIGN(after, begin_change(before, std::move(after), change, values));
  } else {
    TRY(check_required(writer, before, after));
  }
  writer.save_schema(after);
  if (after.next) {
    begin_change_of(writer, after, author);
  }
  append_schema_entry(writer, after.next ? "schema.change_started" : "schema.replaced", after,
                      author);
  return after;
}

Result<void> remove_schema(store::Writer& writer, std::string_view urn, Values values,
                           const identity::Author& author) {
  TRY_ASSIGN(SchemaRecord record, find_schema(writer, urn));
  if (record.next) {
    return under_way(record);
  }
  if (!is_in_use(writer, record)) {
    writer.remove_schema(record.urn);
    append_schema_entry(writer, "schema.removed", record, author);
    return {};
  }
  if (values == Values::keep) {
    return Error(Code::conflict,
                 fmt::format("{}s have values of {}; confirm that they may be purged",
                             to_text(record.type), record.urn));
  }
  record.required = false;
  record.next = "";
  record.definition = scim::schema::write_schema(
      scim::schema::retiring(*scim::schema::parse_schema(record.definition)));
  writer.save_schema(record);
  begin_change_of(writer, record, author);
  append_schema_entry(writer, "schema.removal_started", record, author);
  return {};
}

void append_schema_entry(store::Writer& writer, const char* type, const store::SchemaRecord& record,
                         const identity::Author& author) {
  writer.append({.type = type,
                 .subject_type = "schema",
                 .subject_id = record.urn,
                 .actor = author.actor,
                 .cause = author.cause,
                 .data = json::write(describe(record)),
                 .values = {},
                 .origin = author.origin});
}

}  // namespace provost::admin

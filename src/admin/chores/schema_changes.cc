#include "admin/chores/schema_changes.h"

#include <algorithm>
#include <utility>

#include "admin/chores/rewrite.h"
#include "admin/organisation/schemas.h"
#include "base/text.h"
#include "scim/resource/changes.h"
#include "scim/schema/change.h"
#include "scim/schema/load.h"
#include "store/schemas.h"

namespace provost::admin {
namespace {

using scim::schema::Attribute;
using scim::schema::Change;
using scim::schema::Profile;
using scim::schema::Schema;
using store::SchemaRecord;

constexpr std::size_t resources_per_slice = 200;

// The record after its change; nothing when the schema is removed.
std::optional<SchemaRecord> outcome_of(const SchemaRecord& record) {
  if (record.next->empty()) {
    return std::nullopt;
  }
  SchemaRecord after = record;
  after.definition = std::exchange(after.next, std::nullopt).value();
  return after;
}

// What a document keeps under the URN of a changing schema.
class Keeping {
 public:
  Keeping(const SchemaRecord& record, const std::optional<SchemaRecord>& outcome)
      : from_(scim::schema::parse_schema(record.definition)),
        to_(outcome ? scim::schema::parse_schema(outcome->definition) : nullptr),
        change_(to_ ? scim::schema::compare(*from_, *to_) : Change()) {}

  json::Object narrowed(json::Object document) const {
    json::Value* held = document.if_contains(from_->id);
    if (held == nullptr) {
      return document;
    }
    json::Object& values = held->as_object();
    for (const Change::Loss& loss : change_.losses) {
      values.erase(loss.attribute);
    }
    if (to_ == nullptr || values.empty() || lacks_required(values)) {
      document.erase(from_->id);
    }
    return document;
  }

 private:
  // standards.md DIS-10: without a required attribute the extension cannot stay.
  bool lacks_required(const json::Object& values) const {
    return std::ranges::any_of(to_->attributes, [&](const Attribute& attribute) {
      return attribute.required && !values.contains(attribute.name);
    });
  }

  std::shared_ptr<const Schema> from_;
  std::shared_ptr<const Schema> to_;
  Change change_;
};

std::vector<SchemaRecord> with_outcome(std::vector<SchemaRecord> records,
                                       const SchemaRecord& changing,
                                       const std::optional<SchemaRecord>& outcome) {
  const auto place = std::ranges::find(records, changing.urn, &SchemaRecord::urn);
  if (outcome) {
    *place = *outcome;
  } else {
    records.erase(place);
  }
  return records;
}

void finish(store::Writer& writer, const SchemaRecord& record,
            const std::optional<SchemaRecord>& outcome, const identity::Author& author) {
  if (outcome) {
    writer.save_schema(*outcome);
    append_schema_entry(writer, "schema.replaced", *outcome, author);
  } else {
    writer.remove_schema(record.urn);
    append_schema_entry(writer, "schema.removed", record, author);
  }
}

}  // namespace

// Documents are read and written with the full profile, whose rules minimal documents obey too.
Result<bool> schema_slice(store::Writer& writer, store::LongWork& work, Timestamp now) {
  const std::vector<SchemaRecord> records = writer.schemas();
  const auto found = std::ranges::find(records, work.subject, &SchemaRecord::urn);
  if (found == records.end() || !found->next) {
    return true;
  }
  const SchemaRecord& record = *found;
  const std::optional<SchemaRecord> outcome = outcome_of(record);
  const auto before = store::registry_of(Profile::full, records);
  const auto after = store::registry_of(Profile::full, with_outcome(records, record, outcome));
  const Keeping keeping(record, outcome);
  const identity::Author author{work.actor, work.cause};
  const Rewriting rewriting{before->type(record.type), after->type(record.type), now, author};
  const std::vector<ResourceId> ids =
      writer.lookup_after(record.type, record.presence, {}, work.after, resources_per_slice);
  for (const ResourceId& id : ids) {
    // A dangling key has no values to remove; `provost verify` reports it.
    if (const std::optional<scim::Stored> stored = writer.load(record.type, id)) {
      TRY(rewrite(writer, *stored, keeping.narrowed(scim::resource::document_of(*stored)),
                  rewriting));
    }
  }
  work.done += ids.size();
  if (ids.size() < resources_per_slice) {
    finish(writer, record, outcome, author);
    return true;
  }
  work.after = ids.back();
  return false;
}

Result<void> finish_schema_change(const identity::Admin& admin, const store::Org& org,
                                  std::string_view urn, const Progress& progress) {
  return finish_work(admin, org.key, store::WorkKind::schema_change, ascii_lower(urn), progress);
}

}  // namespace provost::admin

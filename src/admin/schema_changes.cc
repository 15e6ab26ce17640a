#include "admin/schema_changes.h"

#include <algorithm>
#include <utility>

#include "admin/rewrite.h"
#include "admin/schema_journal.h"
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

// The record when its change is done; nothing when the schema is removed.
std::optional<SchemaRecord> outcome_of(const SchemaRecord& record) {
  if (record.next->empty()) {
    return std::nullopt;
  }
  SchemaRecord after = record;
  after.definition = std::exchange(after.next, std::nullopt).value();
  return after;
}

// What a document keeps under the URN of a schema that changes.
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
            const std::optional<SchemaRecord>& outcome, const Author& author) {
  if (outcome) {
    writer.save_schema(*outcome);
    append_schema_entry(writer, "schema.replaced", *outcome, author);
  } else {
    writer.remove_schema(record.urn);
    append_schema_entry(writer, "schema.removed", record, author);
  }
}

}  // namespace

Result<bool> SchemaChanges::step() {
  std::optional<OrgId> changing;
  std::optional<store::Org> org;
  admin_.session.catalogue([&](store::Catalogue& catalogue) {
    changing = catalogue.first_schema_change();
    org = changing ? catalogue.find(*changing) : std::nullopt;
  });
  if (!org) {
    return false;
  }
  Place reached;
  TRY(store::write_and_wait(admin_.session, org->key, [&](store::Writer& writer) {
    reached = place_;
    return slice(writer, org->id, reached);
  }));
  place_ = reached;
  return true;
}

// Documents are read and written by the full profile, whose rules those of minimal keep too.
Result<void> SchemaChanges::slice(store::Writer& writer, const OrgId& org, Place& place) const {
  const std::vector<SchemaRecord> records = writer.schemas();
  const auto found = std::ranges::find_if(
      records, [](const SchemaRecord& record) { return record.next.has_value(); });
  if (found == records.end()) {
    return {};  // another process was faster
  }
  const SchemaRecord& record = *found;
  if (std::string change = org.str() + ' ' + record.urn; change != place.change) {
    place = {std::move(change), {}};
  }
  const std::optional<SchemaRecord> outcome = outcome_of(record);
  const auto before = store::registry_of(Profile::full, records);
  const auto after = store::registry_of(Profile::full, with_outcome(records, record, outcome));
  const Keeping keeping(record, outcome);
  const Author author{admin_.actor, {}};
  const Rewriting rewriting{before->type(record.type), after->type(record.type), admin_.clock.now(),
                            author};
  const std::vector<ResourceId> ids =
      writer.lookup_after(record.type, record.presence, {}, place.after, resources_per_slice);
  for (const ResourceId& id : ids) {
    const scim::Stored stored = writer.load(record.type, id).value();
    TRY(rewrite(writer, stored, keeping.narrowed(scim::resource::document_of(stored)), rewriting));
  }
  if (ids.size() < resources_per_slice) {
    finish(writer, record, outcome, author);
    place = {};
  } else {
    place.after = ids.back();
  }
  return {};
}

Result<void> finish_schema_change(const Admin& admin, const store::Org& org, std::string_view urn) {
  SchemaChanges changes(admin);
  for (bool is_changing = true; is_changing;) {
    TRY(store::read_and_wait(admin.session, org.key, [&](store::Reader& reader) {
      const Result<SchemaRecord> record = find_schema(reader, urn);
      is_changing = record.has_value() && record->next.has_value();
    }));
    if (is_changing) {
      // Nothing to do is left when the organisation was removed meanwhile.
      TRY_ASSIGN(is_changing, changes.step());
    }
  }
  return {};
}

}  // namespace provost::admin

#include "provision/resources.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "provision/access/access_changes.h"
#include "provision/journal.h"
#include "provision/lifecycle.h"
#include "scim/resource/advice.h"
#include "scim/resource/changes.h"
#include "scim/resource/read.h"
#include "scim/resource/size.h"

namespace provost::provision {
namespace {

using scim::Draft;
using scim::Stored;
using scim::resource::document_of;
using scim::resource::Projection;
using scim::resource::ValidResource;
using scim::schema::ResourceType;

// The schemas were read before the writer was asked. A document must not be written with schemas
// that have changed since: values removed by a schema change would reappear.
Result<void> check_schemas(store::Writer& writer, const Context& context) {
  if (writer.schemas_revision() == context.schemas_revision) {
    return {};
  }
  Error error(Code::overloaded,
              "the organisation's schemas have just changed; send the request again");
  error.retry_after_s = 1;
  return error;
}

// A resource in the form that answers are rendered from.
Outcome outcome_of(store::Reader& reader, const ResourceType& type, Stored stored,
                   const Projection& projection) {
  Outcome outcome;
  outcome.relations = LoadedRelations(StoreRelations(reader, type, stored.id), type, projection);
  outcome.stored = std::move(stored);
  return outcome;
}

// The same after a write.
Outcome written(store::Writer& writer, const ResourceType& type, Stored stored,
                const Projection& projection) {
  const bool is_group = type.number == scim::schema::group_type;
  if (is_group && projection.includes(*relation_of(type)) &&
      writer.member_count(stored.id) > members_read_by_writer_max) {
    Outcome outcome;
    outcome.stored = std::move(stored);
    outcome.lacks_members = true;
    return outcome;
  }
  return outcome_of(writer, type, std::move(stored), projection);
}

// Unknown members are skipped and reported, or refused in strict mode (design §2.16).
Result<void> report_unknown_members(const store::MemberDelta& delta, const ValidResource& resource,
                                    scim::Report& report, const Context& context) {
  std::vector<std::string> unknown = resource.members().unknown;
  for (const ResourceId& id : delta.unknown) {
    unknown.push_back(id.to_string());
  }
  if (!context.rules.skips_unknown_members() && !unknown.empty()) {
    return Error(Code::invalid_value,
                 fmt::format("members names {}, which is no User or Group of this organisation; "
                             "provision it first",
                             unknown.front()));
  }
  report.unknown_members.insert(report.unknown_members.end(), unknown.begin(), unknown.end());
  return {};
}

// A list of unknown members would remove all members of the group (design §2.18).
Result<void> check_somebody_known(const scim::RelationChange& change,
                                  const NarrowedChange* narrowed, const store::MemberDelta& delta) {
  const bool names_somebody = !change.add.empty() || !change.unknown.empty();
  const bool knows_nobody =
      narrowed == nullptr
          ? delta.unknown.size() == change.add.size()
          : !narrowed->keeps_somebody && delta.unknown.size() == narrowed->change.add.size();
  if (change.clear && names_somebody && knows_nobody && !delta.removed.empty()) {
    return Error(
        Code::invalid_value,
        "none of the members is in this organisation, so the group was not changed: provision "
        "the members first, or send an empty list to empty the group");
  }
  return {};
}

// A User or Group by its name, which is unique in both types.
std::optional<ResourceId> bearer_of(store::Reader& reader, const Context& context,
                                    const std::string& name) {
  const std::string key = fold(name);
  for (const scim::schema::TypeNumber number :
       {scim::schema::user_type, scim::schema::group_type}) {
    const scim::schema::Attribute& naming = *context.registry->type(number).naming;
    const std::vector<ResourceId> found = reader.lookup(number, naming.index, key, 1);
    if (!found.empty()) {
      return found.front();
    }
  }
  return std::nullopt;
}

// A person removed by name who is not in the group is already out; a name that nobody has counts as
// a mistake, since the intended person would stay in (design §2.17).
Result<void> check_absent_names(store::Reader& reader, const Draft& draft, const Context& context) {
  for (const auto& [name, after_additions] : draft.absent) {
    const std::optional<ResourceId> bearer = bearer_of(reader, context, name);
    if (!bearer) {
      return Error(Code::invalid_value,
                   fmt::format("{} is the name of nobody in this organisation, so nothing was "
                               "removed: name members by their id",
                               scim::resource::quote(name)));
    }
    const auto& added = draft.members.add;
    if (after_additions && std::ranges::find(added, *bearer) != added.end()) {
      return Error(Code::invalid_value,
                   fmt::format("this request adds {} to the group and removes the same member by "
                               "name: remove members by their id",
                               scim::resource::quote(name)));
    }
  }
  return {};
}

// Effects on access are worked out when it settles.
void note_members(store::Writer& writer, const ResourceId& id, const store::MemberDelta& delta,
                  AccessChanges& access, const Context& context) {
  journal::members_changed(writer, id, delta, context);
  access.members_changed(id, delta);
}

// For a group being created: members whose rows were written before become its members now.
Result<void> adopt_members(store::Writer& writer, const ResourceId& id,
                           const ValidResource& resource, const StagedMembers& staged,
                           AccessChanges& access, scim::Report& report, const Context& context) {
  TRY_ASSIGN(const store::MemberDelta delta, staged.adopt(writer));
  TRY(report_unknown_members(delta, resource, report, context));
  note_members(writer, id, delta, access, context);
  return {};
}

// Changes a group's members and the access that depends on them. Returns whether it changed any.
Result<bool> save_members(store::Writer& writer, const ResourceId& id,
                          const ValidResource& resource, const NarrowedChange* narrowed,
                          AccessChanges& access, scim::Report& report, const Context& context) {
  if (resource.members().is_empty()) {
    return false;
  }
  const store::MemberDelta delta =
      writer.change_members(id, narrowed == nullptr ? resource.members() : narrowed->change);
  TRY(report_unknown_members(delta, resource, report, context));
  TRY(check_somebody_known(resource.members(), narrowed, delta));
  note_members(writer, id, delta, access, context);
  return !delta.is_empty();
}

// Makes the stored resource equal to `resource`. Returns whether anything changed.
Result<bool> bring_to(store::Writer& writer, const ResourceType& type, const Stored& stored,
                      const json::Object& document, const ValidResource& resource,
                      const NarrowedChange* narrowed, scim::Report& report,
                      const Context& context) {
  const bool document_changed = resource.document() != document;
  AccessChanges access(writer, context);
  if (document_changed) {
    TRY(writer.update(type.number, stored.id, scim::resource::index_keys(document, type), resource,
                      context.now));
    journal::updated(writer, type, stored.id, document, resource.document(), context);
    const bool active = is_active(type, resource.document());
    if (active != is_active(type, document)) {
      access.activity_changed(stored.id, active);
    }
  }
  TRY_ASSIGN(const bool members_changed,
             save_members(writer, stored.id, resource, narrowed, access, report, context));
  if (!document_changed && members_changed) {
    writer.touch(type.number, stored.id, context.now);
  }
  TRY(access.settle());
  return document_changed || members_changed;
}

// A person with this name who was invited by hand while SCIM was off (design §2.15).
std::optional<ResourceId> invited(store::Writer& writer, const ResourceType& type,
                                  const ValidResource& resource) {
  for (const scim::IndexKey& key : resource.keys()) {
    if (!key.unique) {
      continue;
    }
    const std::vector<ResourceId> holders = writer.lookup(type.number, key.index, key.key, 1);
    if (!holders.empty() && writer.access().direct_access(holders.front())) {
      return holders.front();
    }
  }
  return std::nullopt;
}

// The person keeps the id; access given by hand ends.
Result<Outcome> adopt(store::Writer& writer, const ResourceType& type, const ResourceId& id,
                      const ValidResource& resource, const Projection& projection,
                      const Context& context) {
  TRY_ASSIGN(const Stored stored, load(writer, type, id));
  scim::Report report = resource.report();
  journal::adopted(writer, type, id, context);
  TRY(bring_to(writer, type, stored, document_of(stored), resource, nullptr, report, context));
  AccessChanges access(writer, context);
  access.end_direct(id);
  TRY(access.settle());
  TRY_ASSIGN(Outcome outcome, read(writer, type, id, projection));
  outcome.report = std::move(report);
  return outcome;
}

}  // namespace

Result<Stored> load(store::Reader& reader, const ResourceType& type, const ResourceId& id) {
  std::optional<Stored> stored = reader.load(type.number, id);
  if (!stored) {
    return not_found(type, id.to_string());
  }
  return std::move(*stored);
}

Result<Outcome> read(store::Reader& reader, const ResourceType& type, const ResourceId& id,
                     const Projection& projection) {
  TRY_ASSIGN(Stored stored, load(reader, type, id));
  return outcome_of(reader, type, std::move(stored), projection);
}

Result<Outcome> create(store::Writer& writer, const ResourceType& type, const ResourceId& id,
                       const ValidResource& resource, const Projection& projection,
                       const Context& context, const StagedMembers* staged) {
  TRY(check_schemas(writer, context));
  scim::Report report = resource.report();
  const Result<void> inserted = writer.insert(type.number, id, resource, context.now);
  if (inserted.has_error()) {
    const std::optional<ResourceId> known =
        type.number == scim::schema::user_type ? invited(writer, type, resource) : std::nullopt;
    return known ? adopt(writer, type, *known, resource, projection, context)
                 : Result<Outcome>(inserted.error());
  }
  AccessChanges access(writer, context);
  const bool is_person = type.number == scim::schema::user_type;
  journal::created(writer, type, id, resource.document(),
                   is_person ? access.person_created(id, is_active(type, resource.document())) : "",
                   context);
  if (staged != nullptr) {
    TRY(adopt_members(writer, id, resource, *staged, access, report, context));
  } else {
    TRY(save_members(writer, id, resource, nullptr, access, report, context));
  }
  TRY(access.settle());
  Outcome outcome = written(
      writer, type, Stored{id, context.now, context.now, 1, resource.stored_text(id)}, projection);
  outcome.report = std::move(report);
  return outcome;
}

Result<Prepared> prepare_replace(const ResourceType& type, Stored stored, const json::Value& body,
                                 const Precondition& precondition, const Context& context) {
  TRY(check(precondition, stored));
  Prepared prepared;
  prepared.document = document_of(stored);
  TRY_ASSIGN(Draft draft, scim::resource::read(body, type, context.rules, &prepared.document));
  TRY_ASSIGN(prepared.resource, scim::resource::validate(std::move(draft), type, context.rules));
  TRY(scim::resource::check_size(prepared.resource, context.rules, stored.document.size()));
  prepared.stored = std::move(stored);
  return prepared;
}

Result<Prepared> prepare_patch(store::Reader& reader, const ResourceType& type, Stored stored,
                               const scim::patch::PatchPlan& plan, const Precondition& precondition,
                               const Context& context, std::size_t comparisons) {
  TRY(check(precondition, stored));
  Prepared prepared;
  prepared.is_patch = true;
  prepared.document = document_of(stored);
  std::vector<scim::Member> members;
  if (plan.needs_members) {
    members = StoreRelations(reader, type, stored.id).elements(*relation_of(type));
  }
  TRY_ASSIGN(Draft draft, scim::patch::apply(plan, prepared.document, members, type, context.rules,
                                             comparisons));
  TRY(check_absent_names(reader, draft, context));
  TRY_ASSIGN(prepared.resource, scim::resource::validate(std::move(draft), type, context.rules));
  TRY(scim::resource::check_size(prepared.resource, context.rules, stored.document.size()));
  prepared.stored = std::move(stored);
  return prepared;
}

void narrow_members(store::Reader& reader, Prepared& prepared) {
  if (!prepared.resource.members().is_empty()) {
    prepared.members = narrow(reader, prepared.stored.id, prepared.resource.members());
  }
}

Result<Outcome> save(store::Writer& writer, const ResourceType& type, const Prepared& prepared,
                     const Projection& projection, const Context& context) {
  TRY(check_schemas(writer, context));
  const ResourceId& id = prepared.stored.id;
  scim::Report report = prepared.resource.report();
  const NarrowedChange* narrowed = prepared.members ? &*prepared.members : nullptr;
  TRY_ASSIGN(const bool changed, bring_to(writer, type, prepared.stored, prepared.document,
                                          prepared.resource, narrowed, report, context));
  const bool too_large = prepared.is_patch && projection.is_default() &&
                         type.number == scim::schema::group_type &&
                         writer.member_count(id) > members_in_patch_answer_max;
  Outcome outcome;
  if (too_large) {
    outcome.stored = writer.load(type.number, id).value();
  } else {
    TRY_ASSIGN(Stored stored, load(writer, type, id));
    outcome = written(writer, type, std::move(stored), projection);
  }
  outcome.report = std::move(report);
  outcome.changed = changed;
  outcome.too_large = too_large;
  return outcome;
}

Result<Outcome> replace(store::Writer& writer, const ResourceType& type, const ResourceId& id,
                        const json::Value& body, const Precondition& precondition,
                        const Projection& projection, const Context& context) {
  TRY(check_schemas(writer, context));
  TRY_ASSIGN(Stored stored, load(writer, type, id));
  TRY_ASSIGN(const Prepared prepared,
             prepare_replace(type, std::move(stored), body, precondition, context));
  return save(writer, type, prepared, projection, context);
}

Result<Outcome> patch(store::Writer& writer, const ResourceType& type, const ResourceId& id,
                      const scim::patch::PatchPlan& plan, const Precondition& precondition,
                      const Projection& projection, const Context& context) {
  TRY(check_schemas(writer, context));
  TRY_ASSIGN(Stored stored, load(writer, type, id));
  TRY_ASSIGN(const Prepared prepared,
             prepare_patch(writer, type, std::move(stored), plan, precondition, context));
  return save(writer, type, prepared, projection, context);
}

Result<Stored> remove(store::Writer& writer, const ResourceType& type, const ResourceId& id,
                      const Precondition& precondition, const Context& context,
                      const Demand& demand) {
  TRY(check_schemas(writer, context));
  TRY_ASSIGN(Stored stored, load(writer, type, id));
  TRY(check(precondition, stored));
  const json::Object document = document_of(stored);
  AccessChanges access(writer, context);
  Ended ended;
  if (type.number == scim::schema::group_type) {
    access.group_removed(id, name_of(type, document));
  } else {
    ended = access.person_removed(id);
  }
  const std::vector<ResourceId> groups =
      writer.remove(type.number, id, scim::resource::index_keys(document, type), context.now);
  for (const ResourceId& group : groups) {
    journal::members_changed(writer, group, {.added = {}, .removed = {id}, .unknown = {}}, context);
  }
  journal::deleted(writer, type, id, document, ended, context);
  TRY(access.settle(demand));
  return stored;
}

Error not_found(const ResourceType& type, std::string_view id) {
  return Error(Code::not_found,
               fmt::format("there is no {} with the id {} in this organisation", type.name, id));
}

}  // namespace provost::provision

#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "json/json.h"
#include "provision/access/access_changes.h"
#include "provision/context.h"
#include "provision/narrowed_change.h"
#include "provision/precondition.h"
#include "provision/relations.h"
#include "provision/staged_members.h"
#include "scim/patch/patch.h"
#include "scim/resource/render.h"
#include "scim/resource/validate.h"
#include "store/transaction.h"

namespace provost::provision {

// The SCIM use cases on one resource. Each is a plain function over a transaction; an error leaves
// the store as it was. What only depends on the request (reading, binding, validating a create) is
// done before, outside the writer: see scim::resource::read and scim::patch::bind.

// A use case's data for the answer.
struct Outcome {
  scim::Stored stored;
  LoadedRelations relations;
  scim::Report report;
  bool changed = true;
  // PATCH only: the group is too large for the answer to hold it unasked (design §3 PATCH).
  bool too_large = false;
  // After a write: there are more members than the writer reads for an answer. Use read() for them.
  bool lacks_members = false;
};

// Code::not_found: the same for an id that never was, was deleted, or is another organisation's.
Result<Outcome> read(store::Reader& reader, const scim::schema::ResourceType& type,
                     const ResourceId& id, const scim::resource::Projection& projection);

// RFC 7644 §3.3. Code::uniqueness. A person who was invited by hand under that userName is adopted
// and keeps the id (design §2.15): the outcome's is not `id` then. `staged` has the members of the
// resource when they are written already.
Result<Outcome> create(store::Writer& writer, const scim::schema::ResourceType& type,
                       const ResourceId& id, const scim::resource::ValidResource& resource,
                       const scim::resource::Projection& projection, const Context& context,
                       const StagedMembers* staged = nullptr);

// RFC 7644 §3.5.1: never creates. Code::not_found, precondition_failed, uniqueness, mutability.
Result<Outcome> replace(store::Writer& writer, const scim::schema::ResourceType& type,
                        const ResourceId& id, const json::Value& body,
                        const Precondition& precondition,
                        const scim::resource::Projection& projection, const Context& context);

// RFC 7644 §3.5.2: all operations or none; without an effect it changes neither version nor
// lastModified. Code::not_found, precondition_failed, uniqueness, and those of patch::apply.
Result<Outcome> patch(store::Writer& writer, const scim::schema::ResourceType& type,
                      const ResourceId& id, const scim::patch::PatchPlan& plan,
                      const Precondition& precondition,
                      const scim::resource::Projection& projection, const Context& context);

// The result of a PUT or PATCH. Computing it needs only a Reader, so that the writer need not wait
// for a large one: it compares the version and saves (decision 0024).
struct Prepared {
  scim::Stored stored;
  json::Object document;  // that of `stored`
  scim::resource::ValidResource resource;
  bool is_patch = false;
  // What its change of members comes to; absent when nobody has looked.
  std::optional<NarrowedChange> members;

  // Whether it is still valid for the stored state. A change of members changes the group; a
  // renamed member was found by the earlier name.
  bool follows_from(const scim::Stored& now) const { return stored.version == now.version; }
};
// The parts of replace() and patch() before anything is written, with the same errors.
Result<Prepared> prepare_replace(const scim::schema::ResourceType& type, scim::Stored stored,
                                 const json::Value& body, const Precondition& precondition,
                                 const Context& context);
Result<Prepared> prepare_patch(store::Reader& reader, const scim::schema::ResourceType& type,
                               scim::Stored stored, const scim::patch::PatchPlan& plan,
                               const Precondition& precondition, const Context& context,
                               std::size_t comparisons = scim::patch::comparisons_max);
// Looks at the members that are there, which is worth it where the writer would do so otherwise.
void narrow_members(store::Reader& reader, Prepared& prepared);
// The second part. The stored state must equal the one it was prepared from.
Result<Outcome> save(store::Writer& writer, const scim::schema::ResourceType& type,
                     const Prepared& prepared, const scim::resource::Projection& projection,
                     const Context& context);

// Code::not_found.
Result<scim::Stored> load(store::Reader& reader, const scim::schema::ResourceType& type,
                          const ResourceId& id);

// RFC 7644 §3.6. Returns the deleted resource. The id is never reused, the userName is free again.
// Code::not_found, precondition_failed; conflict when done by hand to the last Admin (Human).
Result<scim::Stored> remove(store::Writer& writer, const scim::schema::ResourceType& type,
                            const ResourceId& id, const Precondition& precondition,
                            const Context& context, const Demand& demand = {});

// A group with more direct members than this answers a PATCH with 204 unless attributes are asked.
inline constexpr std::size_t members_in_patch_answer_max = 100;

// Reading more members than these for an answer is not the writer's business.
inline constexpr std::size_t members_read_by_writer_max = 1000;

// "there is no User with the id …"
Error not_found(const scim::schema::ResourceType& type, std::string_view id);

}  // namespace provost::provision

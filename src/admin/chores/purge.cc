#include "admin/chores/purge.h"

#include "admin/chores/rewrite.h"
#include "identity/admin.h"
#include "json/json.h"
#include "scim/resource/changes.h"
#include "store/schemas.h"

namespace provost::admin {
namespace {

using scim::Stored;
using scim::schema::Attribute;
using scim::schema::Profile;
using scim::schema::ResourceType;

constexpr std::size_t users_per_slice = 500;

// The part of a document that the minimal profile keeps.
json::Object narrowed(const json::Object& document, const ResourceType& minimal) {
  json::Object kept;
  for (const auto& [name, value] : document) {
    if (minimal.schema->find(name) != nullptr || minimal.common->find(name) != nullptr ||
        minimal.find_extension(name) != nullptr) {
      kept[name] = value;
    }
  }
  for (const Attribute& attribute : minimal.schema->attributes) {
    if (attribute.lifecycle && !kept.contains(attribute.name)) {
      kept[attribute.name] = false;
    }
  }
  return kept;
}

}  // namespace

Result<bool> purge_slice(store::Writer& writer, store::LongWork& work, Timestamp now) {
  const auto records = writer.schemas();
  const auto full = store::registry_of(Profile::full, records);
  const auto minimal = store::registry_of(Profile::minimal, records);
  // Kept values are validated by the rules under which they were accepted, those of the full
  // profile.
  const ResourceType& type = full->type(scim::schema::user_type);
  const identity::Author author{work.actor, work.cause};
  const auto slice = writer.page_after(type.number, work.after, users_per_slice);
  for (const Stored& stored : slice) {
    TRY(rewrite(writer, stored,
                narrowed(scim::resource::document_of(stored), minimal->type(type.number)),
                {type, type, now, author}));
  }
  work.done += slice.size();
  if (!slice.empty()) {
    work.after = slice.back().id;
  }
  return slice.size() < users_per_slice;
}

}  // namespace provost::admin

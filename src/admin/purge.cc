#include "admin/purge.h"

#include <algorithm>

#include "json/json.h"
#include "scim/resource/read.h"
#include "scim/resource/validate.h"

namespace provost::admin {
namespace {

using scim::Stored;
using scim::schema::Attribute;
using scim::schema::ResourceType;

constexpr std::size_t users_per_slice = 500;

// What the minimal profile keeps of a document.
json::Object narrowed(const json::Object& document, const ResourceType& minimal) {
  json::Object kept;
  for (const auto& [name, value] : document) {
    if (minimal.schema->find(name) != nullptr || minimal.common->find(name) != nullptr) {
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

// The rest is validated by the rules under which it was accepted, those of full.
Result<void> rewrite(store::Writer& writer, const Stored& stored, const ResourceType& full,
                     const ResourceType& minimal, Timestamp now) {
  const json::Value document = json::parse(stored.document).value();
  TRY_ASSIGN(scim::Draft draft,
             scim::resource::read(narrowed(document.as_object(), minimal), full, {}));
  TRY_ASSIGN(const scim::resource::ValidResource resource,
             scim::resource::validate(std::move(draft), full));
  if (resource.stored_text(stored.id) == stored.document) {
    return {};
  }
  return writer.update(full.number, stored.id,
                       scim::resource::index_keys(document.as_object(), full), resource, now);
}

}  // namespace

Result<void> purge_to_minimal(const Admin& admin, const store::Org& org) {
  const auto full = scim::schema::registry_of(scim::schema::Profile::full);
  const auto minimal = scim::schema::registry_of(scim::schema::Profile::minimal);
  const ResourceType& from = full->type(scim::schema::user_type);
  const ResourceType& to = minimal->type(scim::schema::user_type);
  ResourceId after;
  for (bool more = true; more;) {
    ResourceId last = after;
    TRY(store::write_and_wait(admin.session, org.key, [&](store::Writer& writer) -> Result<void> {
      const auto slice = writer.page_after(from.number, after, users_per_slice);
      for (const Stored& stored : slice) {
        TRY(rewrite(writer, stored, from, to, admin.clock.now()));
      }
      more = slice.size() == users_per_slice;
      last = slice.empty() ? after : slice.back().id;
      return {};
    }));
    after = last;
  }
  return {};
}

}  // namespace provost::admin

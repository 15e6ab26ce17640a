#include "admin/purge.h"

#include "admin/rewrite.h"
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

// What the minimal profile keeps of a document.
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

Result<std::optional<ResourceId>> write_slice(const Admin& admin, const store::Org& org,
                                              const ResourceId& after) {
  std::optional<ResourceId> last;
  TRY(store::write_and_wait(admin.session, org.key, [&](store::Writer& writer) -> Result<void> {
    TRY_ASSIGN(last, purge_slice(writer, after, admin.clock.now(), {admin.actor, {}}));
    return {};
  }));
  return last;
}

}  // namespace

Result<std::optional<ResourceId>> purge_slice(store::Writer& writer, const ResourceId& after,
                                              Timestamp now, const Author& author) {
  store::OrgSettings settings = writer.settings();
  if (!settings.purging) {
    return std::optional<ResourceId>();
  }
  const auto records = writer.schemas();
  const auto full = store::registry_of(Profile::full, records);
  const auto minimal = store::registry_of(Profile::minimal, records);
  // What is kept is validated by the rules under which it was accepted, those of full.
  const ResourceType& type = full->type(scim::schema::user_type);
  const auto slice = writer.page_after(type.number, after, users_per_slice);
  for (const Stored& stored : slice) {
    TRY(rewrite(writer, stored,
                narrowed(scim::resource::document_of(stored), minimal->type(type.number)),
                {type, type, now, author}));
  }
  if (slice.size() == users_per_slice) {
    return std::optional(slice.back().id);
  }
  settings.purging = false;
  writer.save_settings(settings);
  return std::optional<ResourceId>();
}

Result<void> purge_to_minimal(const Admin& admin, const store::Org& org) {
  std::optional<ResourceId> after = ResourceId{};
  while (after) {
    TRY_ASSIGN(after, write_slice(admin, org, *after));
  }
  return {};
}

Result<bool> Purges::step() {
  std::optional<OrgId> purging;
  std::optional<store::Org> org;
  admin_.session.catalogue([&](store::Catalogue& catalogue) {
    purging = catalogue.first_purge();
    org = purging ? catalogue.find(*purging) : std::nullopt;
  });
  if (!org) {
    return false;
  }
  const ResourceId from = org->id == org_ ? after_ : ResourceId();
  TRY_ASSIGN(const std::optional<ResourceId> last, write_slice(admin_, *org, from));
  org_ = last ? org->id : OrgId();
  after_ = last.value_or(ResourceId());
  return true;
}

}  // namespace provost::admin

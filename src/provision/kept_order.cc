#include "provision/kept_order.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace provost::provision {
namespace {

using scim::Stored;
using scim::schema::ResourceType;
using scim::schema::Storage;
using scim::sort::Place;

// Ids contain the moment of creation, so both orders are the same.
bool is_order_of_ids(std::string_view computed) {
  return computed == "id" || computed == "created";
}

std::optional<KeptOrder> order_of(const ResourceType& type, const scim::path::BoundPath& path) {
  if (path.attribute == type.naming) {
    return KeptOrder::names;
  }
  if (path.attribute->storage != Storage::computed) {
    return std::nullopt;
  }
  const std::string_view name =
      path.sub_attribute != nullptr ? path.sub_attribute->name : path.attribute->name;
  if (is_order_of_ids(name)) {
    return KeptOrder::ids;
  }
  return name == "lastModified" ? std::optional(KeptOrder::modified) : std::nullopt;
}

using Take = std::function<bool(Stored)>;

// Documents read at a time: few, so that even large ones do not add up.
constexpr std::size_t chunk = 32;

bool load_each(store::Reader& reader, const ResourceType& type, const std::vector<ResourceId>& ids,
               const Take& take) {
  return std::ranges::all_of(ids, [&](const ResourceId& id) {
    std::optional<Stored> stored = reader.load(type.number, id);
    return !stored || take(std::move(*stored));
  });
}

bool walk_ids(store::Reader& reader, const ResourceType& type, std::optional<ResourceId> beyond,
              store::Span span, const Take& take) {
  for (std::size_t left = span.limit; left > 0;) {
    span.limit = std::min(left, chunk);
    std::vector<Stored> some = reader.walk(type.number, beyond, span);
    for (Stored& stored : some) {
      beyond = stored.id;
      if (!take(std::move(stored))) {
        return false;
      }
    }
    left = some.size() < span.limit ? 0 : left - some.size();
    span.skip = 0;
  }
  return true;
}

// The place of a name is its key in the index, since the same function folds both.
store::KeyRange names_beyond(const std::optional<Place>& beyond, bool descending) {
  const std::string* name = beyond ? std::get_if<std::string>(&beyond->value) : nullptr;
  if (name == nullptr) {
    return {};
  }
  return descending ? store::KeyRange{"", *name} : store::KeyRange{*name + '\0', std::nullopt};
}

store::Modified modification_of(const Place& place) {
  const auto* at = std::get_if<Instant>(&place.value);
  return {at == nullptr ? Timestamp{} : Timestamp{at->seconds * 1000 + at->nanoseconds / 1'000'000},
          place.id};
}

std::vector<ResourceId> walk_modified(store::Reader& reader, const ResourceType& type,
                                      const std::optional<Place>& beyond, const store::Span& span) {
  store::Modified above{{std::numeric_limits<std::int64_t>::min()}, {}};
  store::Modified below{{std::numeric_limits<std::int64_t>::max()}, {}};
  if (beyond) {
    (span.descending ? below : above) = modification_of(*beyond);
  }
  return reader.walk_modified(type.number, above, below, span);
}

}  // namespace

std::optional<KeptOrder> kept_order_of(const Query& query) {
  if (!std::ranges::all_of(query.selections, &Selection::matches_all)) {
    return std::nullopt;
  }
  if (!query.sorted) {
    return KeptOrder::ids;
  }
  const Selection& only = query.selections.front();
  return query.selections.size() == 1 && only.key.path ? order_of(*only.type, *only.key.path)
                                                       : std::nullopt;
}

bool walk_in(store::Reader& reader, KeptOrder order, const ResourceType& type,
             const std::optional<Place>& beyond, const store::Span& span, const Take& take) {
  switch (order) {
    case KeptOrder::ids:
      return walk_ids(reader, type, beyond ? std::optional(beyond->id) : std::nullopt, span, take);
    case KeptOrder::names:
      return load_each(reader, type,
                       reader.walk_keys(type.number, type.naming->index,
                                        names_beyond(beyond, span.descending), span),
                       take);
    case KeptOrder::modified:
      return load_each(reader, type, walk_modified(reader, type, beyond, span), take);
  }
  return true;
}

}  // namespace provost::provision

#include "provision/relations.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <unordered_set>

#include "provision/walk.h"

namespace provost::provision {
namespace {

using scim::Member;
using scim::schema::Attribute;
using scim::schema::ResourceType;

}  // namespace

bool StoreRelations::holds_members() const {
  return type_.number == scim::schema::group_type;
}

bool StoreRelations::contains(const Attribute& attribute, std::string_view value) const {
  const std::optional<Uuid> other = Uuid::parse(value);
  if (!other) {
    return false;
  }
  if (holds_members()) {
    return reader_.is_member(id_, *other);
  }
  // Groups that hold the user through another group count too, so a direct look is not enough for
  // User.groups.
  return reader_.is_member(*other, id_) ||
         std::ranges::any_of(elements(attribute), [&](const Member& m) { return m.id == *other; });
}

bool StoreRelations::is_empty(const Attribute&) const {
  return holds_members() ? reader_.member_count(id_) == 0
                         : reader_.groups_of(id_, ResourceId{}, 1).empty();
}

std::vector<Member> StoreRelations::elements(const Attribute&) const {
  return holds_members() ? all_members() : all_groups();
}

std::vector<Member> StoreRelations::all_members() const {
  std::vector<Member> all = reader_.members(id_, {}, walk_chunk_rows);
  for (std::size_t read = all.size(); read == walk_chunk_rows;) {
    std::vector<Member> more = reader_.members(id_, all.back().id, walk_chunk_rows);
    read = more.size();
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
  }
  return all;
}

std::vector<Member> StoreRelations::all_groups() const {
  std::vector<Member> all;
  std::unordered_set<ResourceId> seen;
  std::deque<ResourceId> waiting{id_};
  while (!waiting.empty()) {
    const ResourceId from = waiting.front();
    waiting.pop_front();
    for_each_member([&](const ResourceId& after,
                        std::size_t limit) { return reader_.groups_of(from, after, limit); },
                    [&](const Member& group) {
                      if (seen.insert(group.id).second) {
                        waiting.push_back(group.id);
                        all.push_back(group);
                        all.back().direct = from == id_;
                      }
                    });
  }
  return all;
}

LoadedRelations::LoadedRelations(const scim::Relations& source, const ResourceType& type,
                                 const scim::resource::Projection& projection) {
  const Attribute* relation = relation_of(type);
  if (relation != nullptr && projection.includes(*relation)) {
    elements_ = source.elements(*relation);
  }
}

bool LoadedRelations::contains(const Attribute&, std::string_view value) const {
  return std::ranges::any_of(elements_, [&](const Member& m) { return m.id.to_string() == value; });
}

bool LoadedRelations::is_empty(const Attribute&) const {
  return elements_.empty();
}

std::vector<Member> LoadedRelations::elements(const Attribute&) const {
  return elements_;
}

std::size_t LoadedRelations::text_bytes(std::size_t base_bytes) const {
  // {"value":"<id>","$ref":"<base>/Groups/<id>","display":"…","type":"Group"}
  constexpr std::size_t frame_bytes = 140;
  std::size_t bytes = 0;
  for (const Member& member : elements_) {
    bytes += frame_bytes + base_bytes + member.display.size();
  }
  return bytes;
}

const Attribute* relation_of(const ResourceType& type) {
  const auto& attributes = type.schema->attributes;
  const auto found =
      std::ranges::find(attributes, scim::schema::Storage::relation, &Attribute::storage);
  return found == attributes.end() ? nullptr : &*found;
}

}  // namespace provost::provision

#pragma once

#include <string_view>
#include <vector>

#include "scim/resource/render.h"
#include "scim/resource/resource.h"
#include "store/transaction.h"

namespace provost::provision {

// The relation attributes of one resource, read from the store when they are asked for:
// Group.members, and User.groups with the groups that hold a user by way of another group
// (standards.md USR-3, GRP-4: cycles are legal and end).
class StoreRelations final : public scim::Relations {
 public:
  StoreRelations(store::Reader& reader, const scim::schema::ResourceType& type,
                 const ResourceId& id)
      : reader_(reader), type_(type), id_(id) {}

  bool contains(const scim::schema::Attribute& attribute, std::string_view value) const override;
  bool is_empty(const scim::schema::Attribute& attribute) const override;
  std::vector<scim::Member> elements(const scim::schema::Attribute& attribute) const override;

 private:
  bool holds_members() const;
  std::vector<scim::Member> all_members() const;
  std::vector<scim::Member> all_groups() const;

  store::Reader& reader_;
  const scim::schema::ResourceType& type_;
  ResourceId id_;
};

// The relation attributes that one answer needs, read while the transaction was open, so that the
// answer can be rendered after it.
class LoadedRelations final : public scim::Relations {
 public:
  LoadedRelations() = default;
  // Reads what `projection` includes, and nothing when it includes none.
  LoadedRelations(const scim::Relations& source, const scim::schema::ResourceType& type,
                  const scim::resource::Projection& projection);

  bool contains(const scim::schema::Attribute& attribute, std::string_view value) const override;
  bool is_empty(const scim::schema::Attribute& attribute) const override;
  std::vector<scim::Member> elements(const scim::schema::Attribute& attribute) const override;
  std::size_t size() const { return elements_.size(); }
  // About how many bytes they are in an answer whose URLs begin with so many.
  std::size_t text_bytes(std::size_t base_bytes) const;

 private:
  // A resource type has at most one relation attribute.
  std::vector<scim::Member> elements_;
};

// The relation attribute of a resource type, or null.
const scim::schema::Attribute* relation_of(const scim::schema::ResourceType& type);

}  // namespace provost::provision

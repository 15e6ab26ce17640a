#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scim/filter/filter.h"
#include "scim/resource/resource.h"

namespace provost::scim::filter::testing {

// What filters look at in tests: a resource with its relation in memory.
class Sample final : public Relations {
 public:
  Sample(const schema::ResourceType& type, std::string_view id, std::string_view document)
      : type_(type) {
    stored_.id = Uuid::parse(id).value();
    stored_.created = {1'305'261'754'000};  // 2011-05-13T04:42:34Z
    stored_.last_modified = {1'305'261'754'250};
    stored_.version = 7;
    document_ = json::parse(document).value().as_object();
    document_["schemas"] = json::Array{json::Value(type.schema->id)};
    document_["id"] = id;
  }

  Sample& with(Member member) {
    members_.push_back(std::move(member));
    return *this;
  }

  View view() const { return {type_, stored_, document_, *this}; }
  const ResourceId& id() const { return stored_.id; }
  const json::Object& document() const { return document_; }
  const std::vector<Member>& members() const { return members_; }
  // How often all elements of the relation were asked for.
  int listings() const { return listings_; }

  bool contains(const schema::Attribute&, std::string_view value) const override {
    for (const Member& member : members_) {
      if (member.id.to_string() == value) {
        return true;
      }
    }
    return false;
  }
  bool is_empty(const schema::Attribute&) const override { return members_.empty(); }
  std::vector<Member> elements(const schema::Attribute&) const override {
    ++listings_;
    return members_;
  }

 private:
  const schema::ResourceType& type_;
  Stored stored_;
  json::Object document_;
  std::vector<Member> members_;
  mutable int listings_ = 0;
};

inline const schema::ResourceType& user(schema::Profile profile = schema::Profile::full) {
  return schema::registry_of(profile)->type(schema::user_type);
}
inline const schema::ResourceType& group() {
  return schema::registry_of(schema::Profile::full)->type(schema::group_type);
}

inline Result<BoundFilter> bound(std::string_view text, const schema::ResourceType& type,
                                 const Rules& rules = {}) {
  TRY_ASSIGN(const NodePtr node, parse(text, type, {.strict = !rules.takes_unquoted_text()}));
  return bind(*node, type, rules);
}

}  // namespace provost::scim::filter::testing

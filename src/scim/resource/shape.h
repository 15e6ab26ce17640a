#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/json.h"
#include "scim/path/path.h"
#include "scim/resource/read.h"
#include "scim/resource/resource.h"
#include "scim/schema/schema.h"

namespace provost::scim::resource {

// Maximum bytes of a name, an externalId or other text with an index. Entra's longest has 256
// characters.
inline constexpr std::size_t key_bytes_max = 1024;

// One member of a request's object and where it belongs. Without a target the resource type has no
// such attribute; a target without attribute is a whole extension that was given as null.
struct Assignment {
  std::string name;  // as sent, with the extension's URN where it stood in such an object
  std::optional<path::BoundPath> target;
  const json::Value* raw = nullptr;
};

// Brings what clients send into the shape of a resource type's schemas: the one component behind
// bodies (resource::read) and PATCH values (patch::bind). Notes in a report what it did on its own.
class Shaper {
 public:
  // Where a name was found: the same slip has other codes and other advice.
  enum class Place : std::uint8_t { body, patch };

  Shaper(const schema::ResourceType& type, const Rules& rules, Report& report)
      : type_(type), rules_(rules), report_(report) {}

  // The members of an object in their order. Names match without case (standards.md ATT-1); dotted
  // and URN-colon names (idp-clients.md P3) and objects under a schema's URN are resolved. The
  // result points into `object`.
  Result<std::vector<Assignment>> split(const json::Object& object) const;
  // The same for an object that stands for a whole extension.
  Result<std::vector<Assignment>> split_extension(const schema::Schema& extension,
                                                  const json::Value& value) const;

  // Canonical values; null when unassigned. In a singular complex value a sub-attribute given as
  // null stays null, so that merge() can clear it.
  Result<json::Value> value(const schema::Attribute& attribute, const json::Value& raw);
  Result<json::Value> sub_value(const schema::Attribute& attribute, const schema::Attribute& sub,
                                const json::Value& raw);
  // One element of a multi-valued attribute.
  Result<json::Value> element(const schema::Attribute& attribute, const json::Value& raw);

  // Takes note of an attribute that the type does not have, unless the value says nothing.
  void drop(std::string_view name, const json::Value& value);
  // The same for a name at the top of a body or an operation, which may have been meant for an
  // attribute that decides who has access.
  void drop_unknown(std::string_view name, const json::Value& value, Place place);
  // The same whatever the value says.
  void note_dropped(std::string name);
  // Takes note that a request sets an attribute, for the exceptions of those that decide who has
  // access.
  void note_assignment(const schema::Attribute& attribute, const json::Value& value);
  // Refuses the request if attributes were dropped and the rules forbid it, unless it takes
  // somebody's access away (design §2.4). To be called when everything has been shaped.
  Result<void> check_dropped() const;
  // Refuses a request in which an unknown name seems to mean an attribute that decides who has
  // access, unless it takes the access away by the right name as well (design §2.17).
  Result<void> check_misnamed() const;
  // Whether the request gives such an attribute a value; to members a list, be it empty.
  bool says_who_has_access() const { return says_who_has_access_; }

 private:
  Result<const json::Object*> attributes_of(const schema::Schema& schema,
                                            const json::Value& value) const;
  Result<void> split_into(std::vector<Assignment>& out, const json::Object& object,
                          const schema::Schema* within) const;
  Result<void> split_member(std::vector<Assignment>& out, std::string_view name,
                            const json::Value& value, const schema::Schema* within) const;
  std::optional<path::BoundPath> resolve(std::string_view name, const schema::Schema* within) const;
  std::optional<path::BoundPath> find_by_name(std::string_view name,
                                              const schema::Schema* extension) const;
  json::Value rewritten(const schema::Attribute& attribute, const json::Value& raw);
  Result<json::Value> list(const schema::Attribute& attribute, const json::Value& raw);
  Error not_members(const schema::Attribute& relation, const json::Value& value) const;
  Result<json::Value> object(const schema::Attribute& attribute, const json::Value& raw);
  Result<void> object_member(json::Object& out, const schema::Attribute& attribute,
                             std::string_view name, const json::Value& value);
  Result<json::Value> simple(const schema::Attribute& attribute, const json::Value& raw,
                             std::string_view name);
  bool is_read_only_beyond_profile(std::string_view name) const;
  Error wrong_name(std::string_view name, const schema::Attribute& meant, Place place) const;

  const schema::ResourceType& type_;
  const Rules& rules_;
  Report& report_;
  bool takes_access_away_ = false;
  bool says_who_has_access_ = false;
  std::optional<Error> misnamed_;  // the first
};

}  // namespace provost::scim::resource

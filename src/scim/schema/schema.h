#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace provost::scim::schema {

// The characteristics of RFC 7643 §2.2 and §7.
enum class Type : std::uint8_t {
  string,
  boolean,
  integer,
  decimal,
  date_time,
  reference,
  binary,
  complex
};
enum class Mutability : std::uint8_t { read_write, read_only, immutable, write_only };
enum class Returned : std::uint8_t { by_default, always, never, on_request };
enum class Uniqueness : std::uint8_t { none, server, global };

// Where the values of an attribute live.
enum class Storage : std::uint8_t {
  document,  // in the stored document of the resource
  relation,  // in the membership relation (Group.members, User.groups), never in the document
  computed,  // set by the server when a resource is rendered: id, schemas, meta
  discarded  // accepted and thrown away: password
};

// A further rule on the text of a value, beyond what RFC 7643 can say.
enum class Format : std::uint8_t { any, non_empty, email, country };

// Number of an index of a resource type, as in the stored keys; 0 means none.
using IndexNumber = std::uint8_t;

struct Attribute {
  std::string name;
  Type type = Type::string;
  bool multi_valued = false;
  bool required = false;
  bool case_exact = false;
  Mutability mutability = Mutability::read_write;
  Returned returned = Returned::by_default;
  Uniqueness uniqueness = Uniqueness::none;
  std::string description;
  std::vector<std::string> canonical_values;
  std::vector<std::string> reference_types;
  std::vector<Attribute> sub_attributes;

  Storage storage = Storage::document;
  Format format = Format::any;
  // The index that holds this attribute's value (for a complex attribute: that of its `value`).
  IndexNumber index = 0;
  // The Entra source attribute or expression that should feed it, named in error messages.
  std::string entra_source;
  // Turning it off takes a person's access away (active): never refused for extras, and never
  // removed from a minimal profile (design §2.4).
  bool lifecycle = false;
  // Value of a boolean that POST or PUT omit.
  std::optional<bool> default_boolean;
  // A change is accepted and reported: the attribute is meant to be immutable (design §2.6).
  bool warn_on_change = false;
  // Accepted, but not in /Schemas, since clients expect advertised attributes back.
  bool hidden = false;

  // The sub-attribute of that name without regard to case, or null.
  const Attribute* find(std::string_view sub_name) const;
  bool is_complex() const { return type == Type::complex; }
};

struct Schema {
  std::string id;  // the URN
  std::string name;
  std::string description;
  std::vector<Attribute> attributes;

  const Attribute* find(std::string_view name) const;
};

struct Extension {
  std::shared_ptr<const Schema> schema;
  bool required = false;
  // The index that holds, under an empty key, which resources have values of the extension; 0 is
  // none.
  IndexNumber presence = 0;
};

// What happens to an attribute that the resource type does not define, named by a PATCH path:
// the minimal profile drops it and says so, the full one refuses it (design §2.4, §2.16).
enum class UnknownPath : std::uint8_t { dropped, refused };

// Number of a resource type as it stands in the stored keys.
using TypeNumber = std::uint8_t;
inline constexpr TypeNumber user_type = 1;
inline constexpr TypeNumber group_type = 2;

struct ResourceType {
  TypeNumber number = 0;
  std::string name;      // "User"
  std::string endpoint;  // "/Users"
  std::string description;
  std::shared_ptr<const Schema> schema;
  std::vector<Extension> extensions;
  // id, externalId, meta and schemas (RFC 7643 §3.1), which every resource has.
  std::shared_ptr<const Schema> common;
  UnknownPath unknown_path = UnknownPath::refused;
  // The attribute that names a resource of this type to people: userName, displayName. It is
  // unique within the organisation.
  const Attribute* naming = nullptr;
  // Attributes that RFC 7643 defines for this type and the organisation's profile leaves out.
  // They are dropped like unknown ones, but the message can say that the profile is the reason.
  std::shared_ptr<const Schema> beyond_profile;

  // Some of what documents hold is left out of answers unless it is asked for. Only extensions of
  // an organisation's own have such attributes.
  bool withholds = false;

  const Extension* find_extension(std::string_view urn) const;
};

enum class Profile : std::uint8_t { minimal, full };

// Everything that one organisation's service provider offers. Immutable; attributes are compared by
// address, and live as long as the registry.
class Registry {
 public:
  Registry(Profile profile, std::vector<std::shared_ptr<const ResourceType>> types);

  Profile profile() const { return profile_; }
  std::span<const std::shared_ptr<const ResourceType>> types() const { return types_; }
  const ResourceType& type(TypeNumber number) const;
  const ResourceType* find_by_name(std::string_view name) const;
  // By the path segment after the Tenant URL, as "Users", without regard to case.
  const ResourceType* find_by_segment(std::string_view segment) const;
  // Stands for all types where only names are read, as in a filter over several of them: every
  // schema is one of its extensions.
  const ResourceType& every_type() const { return every_type_; }
  // Each schema once: those that GET /Schemas lists, except the configuration ones.
  const std::vector<std::shared_ptr<const Schema>>& schemas() const { return schemas_; }

 private:
  Profile profile_;
  std::vector<std::shared_ptr<const ResourceType>> types_;
  std::vector<std::shared_ptr<const Schema>> schemas_;
  ResourceType every_type_;
};

// The schemas that describe the discovery documents themselves: ServiceProviderConfig, ResourceType
// and Schema. They are the same everywhere, and reachable by id only (standards.md DIS-11).
const std::vector<std::shared_ptr<const Schema>>& configuration_schemas();

// The registry of a profile, built once from the embedded schema files (schema/data/*.json).
std::shared_ptr<const Registry> registry_of(Profile profile);

// An extension that an organisation added to a resource type.
struct CustomExtension {
  TypeNumber type = 0;
  Extension extension;
};

// The registry of a profile and an organisation's own extensions, after those of the standard.
// Rebuilt at each call, unless there are none.
std::shared_ptr<const Registry> registry_of(Profile profile,
                                            const std::vector<CustomExtension>& extensions);

}  // namespace provost::scim::schema

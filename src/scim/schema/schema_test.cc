#include "scim/schema/schema.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace provost::scim::schema {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

const ResourceType& user(Profile profile) {
  return registry_of(profile)->type(user_type);
}
const ResourceType& group(Profile profile) {
  return registry_of(profile)->type(group_type);
}

const Attribute& full(std::string_view name) {
  const ResourceType& type = user(Profile::full);
  for (const Schema* schema :
       {type.schema.get(), type.common.get(), type.extensions.at(0).schema.get()}) {
    if (const Attribute* found = schema->find(name)) {
      return *found;
    }
  }
  ADD_FAILURE() << "no attribute " << name;
  return type.schema->attributes.front();
}

std::vector<std::string> names(const std::vector<Attribute>& attributes) {
  std::vector<std::string> out;
  for (const Attribute& attribute : attributes) {
    out.push_back(attribute.name);
  }
  return out;
}

TEST(Registry, IsBuiltOnceForEachProfile) {
  EXPECT_EQ(registry_of(Profile::full), registry_of(Profile::full));
  EXPECT_NE(registry_of(Profile::full), registry_of(Profile::minimal));
  EXPECT_EQ(registry_of(Profile::minimal)->profile(), Profile::minimal);
}

TEST(Registry, FindsTypesByNameAndByPathSegment) {
  const auto registry = registry_of(Profile::full);
  EXPECT_EQ(registry->find_by_name("user"), &registry->type(user_type));
  EXPECT_EQ(registry->find_by_segment("groups"), &registry->type(group_type));
  EXPECT_EQ(registry->find_by_segment("/Groups"), nullptr);
  EXPECT_EQ(registry->find_by_segment("Devices"), nullptr);
  EXPECT_EQ(registry->find_by_name("Device"), nullptr);
}

TEST(Registry, ListsEachSchemaOnce) {
  const auto ids = [](Profile profile) {
    std::vector<std::string> out;
    for (const auto& schema : registry_of(profile)->schemas()) {
      out.push_back(schema->name);
    }
    return out;
  };
  EXPECT_THAT(ids(Profile::full), ElementsAre("User", "EnterpriseUser", "Group"));
  EXPECT_THAT(ids(Profile::minimal), ElementsAre("User", "Group"));
}

TEST(Registry, AddsExtensionsOfAnOrganisationInBothProfiles) {
  const auto badge = std::make_shared<Schema>();
  badge->id = "urn:example:badge";
  for (const Profile profile : {Profile::minimal, Profile::full}) {
    const auto registry =
        registry_of(profile, {{user_type, {.schema = badge, .required = true, .presence = 64}}});
    const Extension* found = registry->type(user_type).find_extension("URN:example:badge");
    ASSERT_NE(found, nullptr);
    EXPECT_TRUE(found->required);
    EXPECT_EQ(found->presence, 64);
    EXPECT_EQ(registry->type(group_type).find_extension(badge->id), nullptr);
    EXPECT_EQ(registry->schemas().size(), registry_of(profile)->schemas().size() + 1);
    EXPECT_EQ(registry->type(user_type).naming, registry_of(profile)->type(user_type).naming);
    EXPECT_EQ(registry_of(profile)->type(user_type).find_extension(badge->id), nullptr);
  }
  EXPECT_EQ(registry_of(Profile::full, {}), registry_of(Profile::full));
}

TEST(MinimalProfile, UserIsWhatTheGuideMaps) {
  const ResourceType& type = user(Profile::minimal);
  EXPECT_THAT(names(type.schema->attributes), ElementsAre("userName", "active"));
  EXPECT_THAT(names(type.common->attributes), ElementsAre("schemas", "id", "externalId", "meta"));
  EXPECT_TRUE(type.extensions.empty());
  EXPECT_EQ(type.unknown_path, UnknownPath::dropped);
  const Attribute& name = *type.schema->find("USERNAME");
  EXPECT_EQ(type.naming, &name);
  EXPECT_TRUE(name.required);
  EXPECT_EQ(name.format, Format::email);
  EXPECT_EQ(name.entra_source, "userPrincipalName");
  EXPECT_EQ(name.uniqueness, Uniqueness::server);
  const Attribute& active = *type.schema->find("active");
  EXPECT_TRUE(active.required && active.lifecycle);
  EXPECT_EQ(active.type, Type::boolean);
  EXPECT_FALSE(active.default_boolean.has_value());
  EXPECT_EQ(active.entra_source,
            "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")");
}

TEST(MinimalProfile, KnowsWhatItLeavesOut) {
  const Schema& rest = *user(Profile::minimal).beyond_profile;
  EXPECT_THAT(names(rest.attributes), IsSupersetOf({"displayName", "emails", "groups", "password",
                                                    "department", "manager"}));
  EXPECT_EQ(rest.find("userName"), nullptr);
  EXPECT_EQ(rest.find("active"), nullptr);
  EXPECT_EQ(user(Profile::full).beyond_profile, nullptr);
}

TEST(CommonAttributes, CorrelateByExternalId) {
  const Attribute& external = *user(Profile::minimal).common->find("externalId");
  EXPECT_EQ(external.format, Format::non_empty);
  EXPECT_TRUE(external.case_exact && external.warn_on_change);
  EXPECT_FALSE(external.required);
  EXPECT_EQ(external.uniqueness, Uniqueness::none);  // COM-4
  EXPECT_EQ(external.entra_source, "objectId");
  EXPECT_EQ(external.index, 2);
  const Attribute& id = *user(Profile::minimal).common->find("id");
  EXPECT_EQ(id.mutability, Mutability::read_only);
  EXPECT_EQ(id.returned, Returned::always);
  EXPECT_EQ(id.storage, Storage::computed);
}

TEST(FullProfile, HasEveryAttributeOfRfc7643) {
  const ResourceType& type = user(Profile::full);
  EXPECT_THAT(names(type.schema->attributes),
              ElementsAre("userName", "name", "displayName", "nickName", "profileUrl", "title",
                          "userType", "preferredLanguage", "locale", "timezone", "active",
                          "password", "emails", "phoneNumbers", "ims", "photos", "addresses",
                          "groups", "entitlements", "roles", "x509Certificates"));
  EXPECT_THAT(names(type.extensions.at(0).schema->attributes),
              ElementsAre("employeeNumber", "costCenter", "organization", "division", "department",
                          "manager"));
  EXPECT_EQ(type.find_extension("URN:ietf:params:scim:schemas:extension:enterprise:2.0:user"),
            &type.extensions.at(0));
  EXPECT_EQ(type.unknown_path, UnknownPath::refused);
  EXPECT_EQ(full("userName").format, Format::non_empty);
  EXPECT_EQ(full("active").default_boolean, true);
  EXPECT_FALSE(full("active").required);
}

TEST(FullProfile, AcceptsPasswordsWithoutKeepingOrAdvertisingThem) {
  const Attribute& password = full("password");
  EXPECT_EQ(password.storage, Storage::discarded);
  EXPECT_EQ(password.returned, Returned::never);
  EXPECT_EQ(password.mutability, Mutability::write_only);
  EXPECT_TRUE(password.hidden);
}

TEST(FullProfile, ObeysTheErrata) {
  EXPECT_TRUE(group(Profile::full).schema->find("displayName")->required);               // ERR-1
  EXPECT_THAT(full("groups").find("$ref")->reference_types, ElementsAre("Group"));       // ERR-2
  EXPECT_TRUE(full("manager").find("value")->case_exact);                                // ERR-3
  EXPECT_EQ(full("x509Certificates").find("value")->type, Type::binary);                 // ERR-5
  EXPECT_NE(full("addresses").find("primary"), nullptr);                                 // ERR-12
  EXPECT_TRUE(full("groups").find("value")->case_exact);                                 // ERR-12
  EXPECT_TRUE(group(Profile::full).schema->find("members")->find("value")->case_exact);  // ERR-12
}

// idp-clients.md §2.3: canonical types make Entra's mappings derivable; roles must have none.
TEST(FullProfile, HasCanonicalTypesWhereMappingsNeedThem) {
  EXPECT_THAT(full("emails").find("type")->canonical_values, ElementsAre("work", "home", "other"));
  for (const char* name : {"phoneNumbers", "ims", "photos", "addresses"}) {
    EXPECT_FALSE(full(name).find("type")->canonical_values.empty()) << name;
  }
  EXPECT_TRUE(full("roles").find("type")->canonical_values.empty());
}

void expect_sound(const Attribute& attribute, bool is_sub) {
  SCOPED_TRACE(attribute.name);
  EXPECT_FALSE(attribute.description.empty());
  EXPECT_EQ(attribute.is_complex(), !attribute.sub_attributes.empty());
  EXPECT_EQ(attribute.type == Type::reference, !attribute.reference_types.empty());
  if (attribute.type == Type::reference || attribute.type == Type::binary) {
    EXPECT_TRUE(attribute.case_exact);  // ERR-11
  }
  if (attribute.is_complex()) {
    EXPECT_FALSE(is_sub);                               // ATT-5, ERR-6
    EXPECT_EQ(attribute.uniqueness, Uniqueness::none);  // ERR-4
  }
  if (attribute.is_complex() && attribute.index != 0) {
    EXPECT_EQ(attribute.find("value")->index, attribute.index);
  }
  for (const Attribute& sub : attribute.sub_attributes) {
    expect_sound(sub, true);
  }
}

TEST(EverySchema, KeepsTheRulesOfTheModel) {
  for (const Profile profile : {Profile::minimal, Profile::full}) {
    for (const auto& schema : registry_of(profile)->schemas()) {
      for (const Attribute& attribute : schema->attributes) {
        expect_sound(attribute, false);
      }
    }
    for (const Attribute& attribute : user(profile).common->attributes) {
      expect_sound(attribute, false);
    }
  }
}

TEST(EverySchema, NumbersItsIndexesApart) {
  const ResourceType& type = user(Profile::full);
  std::set<int> seen;
  for (const Schema* schema :
       {type.schema.get(), type.common.get(), type.extensions.at(0).schema.get()}) {
    for (const Attribute& attribute : schema->attributes) {
      EXPECT_TRUE(attribute.index == 0 || seen.insert(attribute.index).second) << attribute.name;
    }
  }
  EXPECT_THAT(seen, ElementsAre(1, 2, 3, 4, 5));
}

TEST(Group, IsTheSameInBothProfiles) {
  for (const Profile profile : {Profile::minimal, Profile::full}) {
    const ResourceType& type = group(profile);
    EXPECT_EQ(type.endpoint, "/Groups");
    EXPECT_EQ(type.naming, type.schema->find("displayName"));
    EXPECT_EQ(type.naming->index, 1);
    const Attribute& members = *type.schema->find("members");
    EXPECT_EQ(members.storage, Storage::relation);
    EXPECT_EQ(members.find("value")->mutability, Mutability::immutable);
    // DIS-11: it is always the member's own name, whatever a client sends.
    EXPECT_EQ(members.find("display")->mutability, Mutability::read_only);
  }
  EXPECT_EQ(group(Profile::minimal).unknown_path, UnknownPath::refused);
  EXPECT_EQ(group(Profile::full).unknown_path, UnknownPath::refused);
}

TEST(ConfigurationSchemas, DescribeTheDiscoveryDocuments) {
  std::vector<std::string> found;
  for (const auto& schema : configuration_schemas()) {
    found.push_back(schema->name);
  }
  EXPECT_THAT(found, ElementsAre("ServiceProviderConfig", "ResourceType", "Schema"));
  const Schema& config = *configuration_schemas().at(0);
  EXPECT_NE(config.find("etag"), nullptr);                                 // ERR-10
  EXPECT_NE(config.find("authenticationSchemes")->find("type"), nullptr);  // ERR-10
  const Schema& type = *configuration_schemas().at(1);
  EXPECT_TRUE(type.find("schemaExtensions")->multi_valued);          // ERR-8
  EXPECT_FALSE(type.find("schemaExtensions")->required);             // ERR-8
  EXPECT_EQ(type.find("endpoint")->uniqueness, Uniqueness::server);  // ERR-9
  const Schema& schema = *configuration_schemas().at(2);
  EXPECT_TRUE(
      schema.find("attributes")->find("subAttributes")->find("referenceTypes")->multi_valued);
}

}  // namespace
}  // namespace provost::scim::schema

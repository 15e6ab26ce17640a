#include "scim/message/message.h"

#include <functional>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/json.h"

namespace provost::scim::message {
namespace {

using schema::Profile;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

constexpr char base[] = "https://scim.example/acme/scim/v2";
constexpr char user_urn[] = "urn:ietf:params:scim:schemas:core:2.0:User";

json::Value parsed(const std::string& text) {
  auto value = json::parse(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value.has_value() ? *value : json::Value();
}

std::vector<std::string> names_of(const json::Value& list) {
  std::vector<std::string> names;
  for (const json::Value& item : list.as_array()) {
    names.emplace_back(item.at("name").as_string());
  }
  return names;
}

const json::Value& named(const json::Value& list, std::string_view name) {
  for (const json::Value& item : list.as_array()) {
    if (item.at("name").as_string() == name) {
      return item;
    }
  }
  ADD_FAILURE() << "nothing is named " << name;
  return list;
}

// Every code of base/error.h, compared with RFC 7644 tables 8 and 9.
TEST(ErrorForm, IsThatOfTheRfc) {
  const std::map<Code, std::pair<int, std::string_view>> expected{
      {Code::invalid_filter, {400, "invalidFilter"}},
      {Code::too_many, {400, "tooMany"}},
      {Code::mutability, {400, "mutability"}},
      {Code::invalid_syntax, {400, "invalidSyntax"}},
      {Code::invalid_path, {400, "invalidPath"}},
      {Code::no_target, {400, "noTarget"}},
      {Code::invalid_value, {400, "invalidValue"}},
      {Code::invalid_version, {400, "invalidVers"}},
      {Code::invalid_cursor, {400, "invalidCursor"}},
      {Code::expired_cursor, {400, "expiredCursor"}},
      {Code::invalid_count, {400, "invalidCount"}},
      {Code::unauthenticated, {401, ""}},
      {Code::forbidden, {403, ""}},
      {Code::sensitive, {403, "sensitive"}},
      {Code::not_found, {404, ""}},
      {Code::method_not_allowed, {405, ""}},
      {Code::not_acceptable, {406, ""}},
      {Code::uniqueness, {409, "uniqueness"}},
      {Code::conflict, {409, ""}},
      {Code::precondition_failed, {412, ""}},
      {Code::payload_too_large, {413, ""}},
      {Code::unsupported_media, {415, ""}},
      {Code::too_many_requests, {429, ""}},
      {Code::internal, {500, ""}},
      {Code::not_implemented, {501, ""}},
      {Code::overloaded, {503, ""}},
  };
  ASSERT_EQ(expected.size(), static_cast<std::size_t>(Code::overloaded) + 1);
  for (const auto& [code, form] : expected) {
    EXPECT_EQ(form_of(code).status, form.first) << form.second;
    EXPECT_EQ(form_of(code).scim_type, form.second) << form.first;
  }
}

TEST(ErrorBody, HasItsStatusAsText) {
  EXPECT_EQ(error_body(Error(Code::invalid_value, "say \"x\"", "for the log")),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400",)"
            R"("scimType":"invalidValue","detail":"say \"x\""})");
  EXPECT_EQ(error_body(Error(Code::not_found, "")),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"404"})");
}

TEST(ListResponse, HasCursorsInsteadOfAStartIndex) {  // standards.md CUR-3, CUR-4, CUR-10
  std::string out;
  begin_list(out, {.total_results = 7,
                   .start_index = {},
                   .items_per_page = 2,
                   .previous_cursor = "p",
                   .next_cursor = "n"});
  end_list(out);
  EXPECT_EQ(out, R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],)"
                 R"("totalResults":7,"itemsPerPage":2,"previousCursor":"p","nextCursor":"n",)"
                 R"("Resources":[]})");
}

TEST(ListResponse, AlwaysHasItsNumbersAndResources) {
  std::string out;
  begin_list(out, {.total_results = 7,
                   .start_index = 3,
                   .items_per_page = 0,
                   .previous_cursor = {},
                   .next_cursor = {}});
  end_list(out);
  EXPECT_EQ(out, R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],)"
                 R"("totalResults":7,"startIndex":3,"itemsPerPage":0,"Resources":[]})");
}

TEST(ServiceProviderConfig, SaysWhatIsThere) {
  const Features features{.page_size_default = 50,
                          .page_size_max = 200,
                          .cursor_lifetime_s = 60,
                          .sort = true,
                          .etag = true};
  const json::Value config = parsed(service_provider_config(features, base));
  EXPECT_EQ(config.at("pagination"),  // CUR-14
            json::parse(R"({"cursor":true,"index":true,"defaultPaginationMethod":"index",
                            "defaultPageSize":50,"maxPageSize":200,"cursorTimeout":60})")
                .value());
  EXPECT_TRUE(config.at("patch").at("supported").as_bool());
  EXPECT_FALSE(config.at("bulk").at("supported").as_bool());
  EXPECT_EQ(config.at("bulk").at("maxOperations").as_int64(), 0);   // DIS-6
  EXPECT_EQ(config.at("bulk").at("maxPayloadSize").as_int64(), 0);  // DIS-6
  EXPECT_EQ(config.at("filter").at("maxResults").as_int64(), 200);
  EXPECT_FALSE(config.at("changePassword").at("supported").as_bool());
  EXPECT_TRUE(config.at("sort").at("supported").as_bool());
  EXPECT_TRUE(config.at("etag").at("supported").as_bool());
  const json::Value& scheme = config.at("authenticationSchemes").as_array().at(0);
  EXPECT_EQ(scheme.at("type").as_string(), "oauthbearertoken");  // DIS-7
  EXPECT_FALSE(scheme.at("name").as_string().empty() ||
               scheme.at("description").as_string().empty());
  EXPECT_EQ(config.at("meta").at("location").as_string(),
            std::string(base) + "/ServiceProviderConfig");
}

TEST(ServiceProviderConfig, TellsTheLimitsOfBulkWhenThereIsBulk) {
  const Features features{
      .page_size_max = 9, .bulk = true, .bulk_operations_max = 11, .bulk_bytes_max = 12};
  const json::Value config = parsed(service_provider_config(features, base));
  EXPECT_EQ(config.at("bulk").at("maxOperations").as_int64(), 11);
  EXPECT_EQ(config.at("bulk").at("maxPayloadSize").as_int64(), 12);
  EXPECT_FALSE(config.at("sort").at("supported").as_bool());
}

// Strict clients refuse members that the published schema lacks.
TEST(ServiceProviderConfig, HasOnlyMembersOfItsSchema) {
  const auto& own = *schema::configuration_schemas().front();
  const json::Value config = parsed(service_provider_config({}, base));
  for (const auto& [name, value] : config.as_object()) {
    EXPECT_TRUE(name == "schemas" || name == "meta" || own.find(name) != nullptr) << name;
  }
}

TEST(ResourceTypes, TellTheTruthForEachProfile) {
  const json::Value full =
      parsed(resource_types(*schema::registry_of(Profile::full), base)).at("Resources");
  EXPECT_THAT(names_of(full), UnorderedElementsAre("User", "Group"));
  const json::Value& user = named(full, "User");
  EXPECT_EQ(user.at("id").as_string(), "User");  // DIS-8
  EXPECT_EQ(user.at("endpoint").as_string(), "/Users");
  EXPECT_EQ(user.at("schema").as_string(), user_urn);
  EXPECT_EQ(json::write(user.at("schemaExtensions")),
            R"([{"schema":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",)"
            R"("required":false}])");
  EXPECT_EQ(user.at("meta").at("location").as_string(), std::string(base) + "/ResourceTypes/User");
  const json::Value minimal =
      parsed(resource_types(*schema::registry_of(Profile::minimal), base)).at("Resources");
  EXPECT_FALSE(named(minimal, "User").as_object().contains("schemaExtensions"));
}

TEST(ResourceType, IsFoundByIdWithoutRegardToCase) {
  const auto registry = schema::registry_of(Profile::full);
  EXPECT_EQ(parsed(*resource_type(*registry, "gROUP", base)).at("name").as_string(), "Group");
  EXPECT_EQ(resource_type(*registry, "Device", base).error().code, Code::not_found);
}

TEST(Schemas, ListOnlyWhatResourcesUse) {
  const json::Value list = parsed(schemas(*schema::registry_of(Profile::full), base));
  EXPECT_EQ(list.at("totalResults").as_int64(), 3);
  EXPECT_EQ(list.at("itemsPerPage").as_int64(), 3);
  EXPECT_EQ(list.at("startIndex").as_int64(), 1);
  EXPECT_THAT(names_of(list.at("Resources")),
              UnorderedElementsAre("User", "EnterpriseUser", "Group"));
  const json::Value minimal = parsed(schemas(*schema::registry_of(Profile::minimal), base));
  EXPECT_THAT(names_of(named(minimal.at("Resources"), "User").at("attributes")),
              UnorderedElementsAre("userName", "active", "externalId"));  // design §2.21
}

void walk(const json::Value& value, const std::function<void(std::string_view)>& on_name) {
  EXPECT_FALSE(value.is_null());  // idp-clients.md §1.6
  if (value.is_array()) {
    for (const json::Value& element : value.as_array()) {
      walk(element, on_name);
    }
  } else if (value.is_object()) {
    for (const auto& [name, member] : value.as_object()) {
      on_name(name);
      walk(member, on_name);
    }
  }
}

TEST(Schemas, HaveNoNullsNoKeysOfOursAndNoPassword) {
  for (const Profile profile : {Profile::full, Profile::minimal}) {
    const std::string text = schemas(*schema::registry_of(profile), base);
    walk(parsed(text), [](std::string_view name) { EXPECT_FALSE(name.starts_with("x-")) << name; });
    EXPECT_THAT(text, ::testing::Not(HasSubstr("\"password\"")));
  }
}

void expect_complete(const json::Value& attribute) {
  const json::Object& object = attribute.as_object();
  SCOPED_TRACE(json::write(object.at("name")));
  const bool is_complex = object.at("type").as_string() == "complex";
  for (const char* name :
       {"type", "multiValued", "description", "required", "mutability", "returned"}) {
    EXPECT_TRUE(object.contains(name)) << name;
  }
  EXPECT_EQ(object.contains("uniqueness"), !is_complex);  // ERR-4
  EXPECT_EQ(object.contains("caseExact"), !is_complex);
  EXPECT_EQ(object.contains("subAttributes"), is_complex);
  EXPECT_EQ(object.contains("referenceTypes"), object.at("type").as_string() == "reference");
  if (is_complex) {
    for (const json::Value& sub : object.at("subAttributes").as_array()) {
      expect_complete(sub);
    }
  }
}

TEST(Schemas, HaveEveryCharacteristic) {
  const json::Value list = parsed(schemas(*schema::registry_of(Profile::full), base));
  for (const json::Value& schema : list.at("Resources").as_array()) {
    EXPECT_EQ(schema.at("schemas").as_array().at(0).as_string(),
              "urn:ietf:params:scim:schemas:core:2.0:Schema");
    EXPECT_EQ(schema.at("meta").at("location").as_string(),
              std::string(base) + "/Schemas/" + std::string(schema.at("id").as_string()));
    for (const json::Value& attribute : schema.at("attributes").as_array()) {
      expect_complete(attribute);
    }
  }
}

TEST(Schemas, CarryTheWordsOfTheRfc) {
  const json::Value list = parsed(schemas(*schema::registry_of(Profile::full), base));
  const json::Value& user = named(list.at("Resources"), "User").at("attributes");
  EXPECT_EQ(named(user, "userName").at("uniqueness").as_string(), "server");
  EXPECT_EQ(named(user, "groups").at("mutability").as_string(), "readOnly");
  EXPECT_EQ(named(user, "profileUrl").at("type").as_string(), "reference");
  const json::Value& emails = named(user, "emails");
  EXPECT_EQ(json::write(named(emails.at("subAttributes"), "type").at("canonicalValues")),
            R"(["work","home","other"])");
  const json::Value& members =
      named(named(list.at("Resources"), "Group").at("attributes"), "members");
  EXPECT_EQ(named(members.at("subAttributes"), "value").at("mutability").as_string(), "immutable");
}

TEST(Schema, IsFoundByIdWithoutRegardToCaseConfigurationIncluded) {
  const auto registry = schema::registry_of(Profile::minimal);
  EXPECT_EQ(parsed(*schema(*registry, "URN:ietf:params:scim:schemas:core:2.0:user", base))
                .at("id")
                .as_string(),
            user_urn);
  for (const char* name : {"ServiceProviderConfig", "ResourceType", "Schema"}) {
    const auto found =
        schema(*registry, std::string("urn:ietf:params:scim:schemas:core:2.0:") + name, base);
    ASSERT_TRUE(found.has_value()) << name;
    EXPECT_EQ(parsed(*found).at("name").as_string(), name);
  }
  EXPECT_EQ(schema(*registry, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", base)
                .error()
                .code,
            Code::not_found);
}

}  // namespace
}  // namespace provost::scim::message

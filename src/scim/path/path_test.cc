#include "scim/path/path.h"

#include <gtest/gtest.h>

#include "scim/path/testing/random_path.h"

namespace provost::scim::path {
namespace {

using schema::Profile;

constexpr char core[] = "urn:ietf:params:scim:schemas:core:2.0:User";
constexpr char enterprise[] = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const schema::ResourceType& user(Profile profile = Profile::full) {
  return schema::registry_of(profile)->type(schema::user_type);
}

struct Case {
  std::string text;
  AttributePath path;
};

TEST(PathParse, SplitsUrnAttributeAndSubAttribute) {
  const Case cases[] = {
      {"userName", {"", "userName", ""}},
      {"name.givenName", {"", "name", "givenName"}},
      {"members.$ref", {"", "members", "$ref"}},
      {"x-y_z1", {"", "x-y_z1", ""}},
      {std::string(core) + ":userName", {core, "userName", ""}},
      {std::string(core) + ":name.familyName", {core, "name", "familyName"}},
      {std::string(enterprise) + ":department", {enterprise, "department", ""}},
      {std::string(enterprise) + ":manager.value", {enterprise, "manager", "value"}},
      {enterprise, {enterprise, "", ""}},
      {core, {core, "", ""}},
      {"URN:ietf:params:scim:schemas:CORE:2.0:user:UserName",
       {"URN:ietf:params:scim:schemas:CORE:2.0:user", "UserName", ""}},
      {"urn:example:custom:2.0:User:badge.colour",
       {"urn:example:custom:2.0:User", "badge", "colour"}},
      {std::string(core) + "X:name", {std::string(core) + "X", "name", ""}},
  };
  for (const Case& c : cases) {
    const auto path = parse(c.text, user());
    ASSERT_TRUE(path.has_value()) << c.text;
    EXPECT_EQ(*path, c.path) << c.text;
    EXPECT_EQ(print(*path), c.text);
  }
}

// design §2.17.
TEST(PathParse, TakesOtherSpellingsWhereTheRulesDo) {
  const std::pair<std::string, AttributePath> cases[] = {
      {std::string(core) + ".active", {core, "active", ""}},
      {std::string(enterprise) + ".manager.value", {enterprise, "manager", "value"}},
      {"User.active", {"", "active", ""}},
      {"$.name.givenName", {"", "name", "givenName"}},
      {"user.$.active", {"", "active", ""}},
      {" active ", {"", "active", ""}},
  };
  for (const auto& [text, path] : cases) {
    EXPECT_EQ(parse(text, user()).value(), path) << text;
    const auto strict = parse(text, user(), {.strict = true});
    EXPECT_TRUE(strict.has_error() || !bind(*strict, user(), {.strict = true})) << text;
  }
  EXPECT_TRUE(is_resource(std::string(core) + " ", user()));
  EXPECT_FALSE(is_resource(enterprise, user()));
}

TEST(PathPrint, GivesTextThatParsesToTheSamePath) {
  std::mt19937 random(20261124);
  for (const schema::ResourceType* type : {&user(), &user(Profile::minimal)}) {
    for (int i = 0; i < 20'000; ++i) {
      const AttributePath path = testing::random_path(random, *type);
      const auto back = parse(print(path), *type);
      ASSERT_TRUE(back.has_value()) << print(path);
      ASSERT_EQ(*back, path) << print(path);
    }
  }
}

TEST(PathParse, QuotesNoMoreThanTheBeginningOfALongText) {
  const auto path = parse(std::string(100'000, '!'), user());
  ASSERT_TRUE(path.has_error());
  EXPECT_LT(path.error().detail.size(), 400U);
}

TEST(PathParse, RefusesWhatIsNoPath) {
  const std::string cases[] = {"",
                               ".",
                               "a.",
                               ".a",
                               "a.b.c",
                               "a b",
                               "1a",
                               "a.1b",
                               "emails[x]",
                               "a\xC3\xA9",
                               "urn:",
                               "a:b",
                               "-a",
                               std::string(core) + ":",
                               std::string(core) + ":a.b.c"};
  for (const std::string& text : cases) {
    const auto path = parse(text, user());
    ASSERT_TRUE(path.has_error()) << text;
    EXPECT_EQ(path.error().code, Code::invalid_path) << text;
    EXPECT_NE(path.error().detail.find("\"" + text + "\""), std::string::npos);
  }
}

std::string bound_name(std::string_view text, const schema::ResourceType& type) {
  const auto path = parse(text, type);
  const auto bound = path.has_value() ? bind(*path, type) : std::nullopt;
  if (!bound) {
    return "nothing";
  }
  std::string out = bound->extension == nullptr ? "" : bound->extension->name + ":";
  out += bound->attribute == nullptr ? "" : bound->attribute->name;
  return out + (bound->sub_attribute == nullptr ? "" : "." + bound->sub_attribute->name);
}

TEST(PathBind, FindsAttributesWithoutRegardToCase) {
  const std::pair<std::string, std::string> cases[] = {
      {"USERNAME", "userName"},
      {"id", "id"},
      {"externalid", "externalId"},
      {"meta.LastModified", "meta.lastModified"},
      {"Name.GivenName", "name.givenName"},
      {std::string(core) + ":username", "userName"},
      {std::string(core) + ":externalId", "externalId"},
      {std::string(core) + ":department", "nothing"},
      {core, "nothing"},
      {std::string(enterprise) + ":Department", "EnterpriseUser:department"},
      {std::string(enterprise) + ":manager.displayname", "EnterpriseUser:manager.displayName"},
      {std::string(enterprise) + ":userName", "nothing"},
      {enterprise, "EnterpriseUser:"},
      {"manager", "EnterpriseUser:manager"},
      {"manager.value", "EnterpriseUser:manager.value"},
      {"shoeSize", "nothing"},
      {"userName.x", "nothing"},
      {"name.x", "nothing"},
      {"urn:example:x:y", "nothing"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(bound_name(text, user()), expected) << text;
  }
}

TEST(PathBind, KnowsOnlyTheAttributesOfTheProfile) {
  EXPECT_EQ(bound_name("displayName", user(Profile::minimal)), "nothing");
  EXPECT_EQ(bound_name(std::string(enterprise) + ":department", user(Profile::minimal)), "nothing");
  EXPECT_EQ(bound_name("active", user(Profile::minimal)), "active");
}

TEST(PathBind, PointsIntoTheRegistry) {
  const auto bound = bind(*parse("emails.value", user()), user());
  ASSERT_TRUE(bound.has_value());
  EXPECT_EQ(bound->attribute, user().schema->find("emails"));
  EXPECT_EQ(bound->sub_attribute, user().schema->find("emails")->find("value"));
}

}  // namespace
}  // namespace provost::scim::path

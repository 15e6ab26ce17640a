#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scim/filter/filter.h"
#include "scim/filter/testing.h"

namespace provost::scim::filter {
namespace {

using testing::bound;
using testing::group;
using ::testing::HasSubstr;
using testing::user;

struct Refusal {
  const char* requirement;
  const char* text;
  const char* detail;
};

void expect_refused(const std::vector<Refusal>& cases, const schema::ResourceType& type) {
  for (const Refusal& c : cases) {
    const auto filter = bound(c.text, type);
    ASSERT_TRUE(filter.has_error()) << c.requirement << " " << c.text;
    EXPECT_EQ(filter.error().code, Code::invalid_filter) << c.text;
    EXPECT_THAT(filter.error().detail, HasSubstr(c.detail)) << c.requirement << " " << c.text;
  }
}

TEST(FilterBind, RefusesWhatDoesNotFitTheAttribute) {
  expect_refused(
      {{"FLT-5", "active gt true", "uses gt on active"},
       {"FLT-5", "active co \"t\"", "uses co on active"},
       {"FLT-5", "x509Certificates.value ge \"AA\"", "uses ge on x509Certificates.value"},
       {"FLT-5", "x509Certificates.value sw \"AA\"", "uses sw on"},
       {"FLT-12", "name eq \"x\"", "name one, such as name.formatted"},
       {"FLT-12", "name gt \"x\"", "compares name"},
       {"FLT-12", "addresses co \"x\"", "compares addresses"},
       {"FLT-12", "meta eq \"x\"", "compares meta"},
       {"FLT-13", "shoeSize pr", "shoeSize, an attribute that User does not have"},
       {"FLT-13", "name.shoeSize pr", "name.shoeSize"},
       {"FLT-13", "members pr", "members, an attribute that User does not have"},
       {"FLT-13", "urn:example:2.0:User:x pr", "urn:example:2.0:User:x"},
       {"FLT-13", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr", "enterprise"},
       {"FLT-19", "active eq \"yes\"", "compares active with \"yes\", but active is true or false"},
       {"FLT-19", "active eq 1", "active is true or false"},
       {"FLT-19", "userName eq true", "userName is text"},
       {"FLT-19", "userName eq 5", "userName is text"},
       {"FLT-19", "meta.created eq \"yesterday\"", "meta.created is a date and time"},
       {"FLT-19", "meta.created gt \"2026-11-24T06:02:00 01:00\"",
        "A + in a query string means a blank: write it as %2B."},
       {"FLT-19", "userName co null", "userName is text"},
       {"FLT-22", "password eq \"x\"", "password, which cannot be filtered by"},
       {"USR-2", "password pr", "password"},
       {"meta", "meta.location pr", "meta.location, which cannot"},
       {"relation", "groups.$ref eq \"x\"", "groups.$ref, which cannot"},
       {"relation", "groups[$ref pr]", "groups.$ref, which cannot"},
       {"value path", "userName[value eq \"x\"]", "has no parts to filter"},
       {"value path", "schemas[value eq \"x\"]", "has no parts to filter"},
       {"value path", "meta[created pr]", "has no parts to filter"},
       {"value path", "emails.value[type eq \"x\"]", "has no parts to filter"},
       {"value path", "emails[shoeSize pr]", "shoeSize within emails"},
       {"value path", "emails[emails.type pr]", "emails.type within emails"},
       {"value path", "emails[type pr].shoeSize pr", "shoeSize within emails"},
       {"value path", "emails[primary gt true]", "uses gt on emails.primary"}},
      user());
}

// design §2.4: the reason is the organisation's profile, and the message says so.
TEST(FilterBind, NamesTheProfileThatLeavesAnAttributeOut) {
  const schema::ResourceType& type = user(schema::Profile::minimal);
  expect_refused({{"design §2.4", "displayName eq \"x\"", "attribute profile is minimal"},
                  {"design §2.4", "emails[type eq \"work\"].value eq \"x\"", "minimal"},
                  {"design §2.4", "manager eq \"x\"", "minimal"},
                  {"design §2.4", "groups eq \"x\"", "match Users by userName or externalId"},
                  {"FLT-13", "shoeSize pr", "an attribute that User does not have"}},
                 type);
  EXPECT_THAT(bound("shoeSize pr", type).error().detail, ::testing::Not(HasSubstr("profile")));
  EXPECT_TRUE(bound("userName eq \"a@b\" and active eq true and externalId pr", type).has_value());
}

TEST(FilterBind, AcceptsEveryKindOfAttribute) {
  for (const char* text :
       {"id eq \"x\"", "schemas pr", "meta.lastModified gt \"2026-01-01T00:00:00Z\"",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName pr",
        "manager[value pr]", "name[givenName eq \"x\"]", "name eq null", "emails ne null",
        "addresses[country eq \"DE\"]", "active ne \"FALSE\"", "meta.created sw \"2026\""}) {
    EXPECT_TRUE(bound(text, user()).has_value()) << text;
  }
  EXPECT_TRUE(bound("members[type eq \"User\"]", group()).has_value());
}

// standards.md FLT-5, FLT-18, FLT-19, COM-2.
TEST(FilterBind, IsLessForgivingInStrictMode) {
  constexpr Rules strict{.strict = true};
  for (const char* text :
       {"active eq \"True\"", "emails[primary eq \"false\"]", "meta.created co \"2026\"",
        "meta.created sw \"2026\"", "meta.lastModified ew \"Z\"", "userName eq ada",
        "emails[type eq work]", "department eq \"R\"", "manager.value pr"}) {
    EXPECT_TRUE(bound(text, user()).has_value()) << text;
    const Result<BoundFilter> refused = bound(text, user(), strict);
    ASSERT_TRUE(refused.has_error()) << text;
    EXPECT_EQ(refused.error().code, Code::invalid_filter) << text;
  }
  for (const char* text :
       {"active eq true", "active ne null", "meta.created ge \"2026-11-24T06:02:00Z\"",
        "userName eq\"ada\"", "title eq null",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"R\""}) {
    EXPECT_TRUE(bound(text, user(), strict).has_value()) << text;
  }
}

TEST(FilterBindElement, KnowsOnlyTheSubAttributes) {
  const schema::Attribute& emails = *user().schema->find("emails");
  for (const char* text : {"userName pr", "emails.type pr", "emails[type pr]",
                           "urn:ietf:params:scim:schemas:core:2.0:User:type pr"}) {
    const auto node = parse(text, user());
    ASSERT_TRUE(node.has_value()) << text;
    const auto inner = bind_element(**node, emails);
    ASSERT_TRUE(inner.has_error()) << text;
    EXPECT_EQ(inner.error().code, Code::invalid_filter);
  }
}

}  // namespace
}  // namespace provost::scim::filter

#include "scim/resource/validate.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/resource/email.h"
#include "scim/resource/testing.h"

namespace provost::scim::resource {
namespace {

using namespace testing;

Result<ValidResource> validated(std::string_view document, const schema::ResourceType& type) {
  Draft draft;
  draft.document = object_of(document);
  return validate(std::move(draft), type);
}

std::string refusal(std::string_view document, const schema::ResourceType& type) {
  const Result<ValidResource> valid = validated(document, type);
  EXPECT_TRUE(valid.has_error()) << document;
  if (valid.has_value()) {
    return {};
  }
  EXPECT_EQ(valid.error().code, Code::invalid_value);
  return valid.error().detail;
}

TEST(IsEmail, FollowsTheRuleOfTheProduct) {
  struct Case {
    std::string text;
    bool ok;
  };
  const std::vector<Case> cases = {
      {"ada@fabrikam.example", true},
      {"o'hara@x.example", true},
      {"guest_gmail.com#EXT#@fabrikam.onmicrosoft.com", true},
      {"root@localhost", true},
      {"ü@ö.example", true},
      {"", false},
      {"bob", false},
      {"@x", false},
      {"a@", false},
      {"a@b@c", false},
      {"a b@c", false},
      {"a@b\t", false},
      {"a\x7f@b", false},
      {"a\u00a0b@c", false},
      {"a\u3000b@c", false},
      {"a\u0085b@c", false},
      {std::string(318, 'a') + "@b", true},
      {std::string(319, 'a') + "@b", false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(is_email(c.text), c.ok) << c.text;
  }
}

TEST(Validate, SaysWhichMappingToFix) {
  EXPECT_EQ(refusal(R"({"userName":"bob","active":true})", minimal_user()),
            "userName must be an e-mail address, got \"bob\". In Entra: Provisioning > Mappings > "
            "Provision Microsoft Entra ID Users, map userPrincipalName to userName.");
  const Rules other{.may_be_entra = false};
  Draft draft;
  draft.document = object_of(R"({"userName":"bob","active":true})");
  EXPECT_EQ(validate(std::move(draft), minimal_user(), other).error().detail,
            "userName must be an e-mail address, got \"bob\". In your identity provider's "
            "attribute mappings for Users, check what is sent as userName.");
  EXPECT_NE(refusal(R"({"active":true})", minimal_user())
                .find("userName is required. In Entra: Provisioning"),
            std::string::npos);
  EXPECT_NE(refusal(R"({"userName":"a@b"})", minimal_user()).find("active is required"),
            std::string::npos);
}

TEST(Validate, USR1_FullProfileTakesAnyNonEmptyName) {
  EXPECT_EQ(validated(R"({"userName":"bob"})", full_user()).value().name(), "bob");
  EXPECT_NE(refusal(R"({"userName":""})", full_user()).find("userName must be non-empty"),
            std::string::npos);
}

TEST(Validate, GRP1_GroupNeedsAName) {
  EXPECT_NE(refusal(R"({})", group()).find("displayName is required"), std::string::npos);
  EXPECT_NE(refusal(R"({"displayName":""})", group()).find("displayName"), std::string::npos);
}

TEST(Validate, ATT8_ExternalIdIsNonEmptyWhenPresent) {
  EXPECT_NE(refusal(R"({"externalId":"","userName":"a@b","active":true})", minimal_user())
                .find("externalId must be non-empty when present"),
            std::string::npos);
}

// design §2.27.
TEST(Validate, NamesDoNotChangeTheDirectionOfText) {
  for (const char* control :
       {"\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"}) {
    const std::string user = fmt::format(R"({{"userName":"a{}@b","active":true}})", control);
    EXPECT_NE(refusal(user, minimal_user()).find("direction of text"), std::string::npos);
    const std::string ops = fmt::format(R"({{"displayName":"Ops{}"}})", control);
    EXPECT_NE(refusal(ops, group()).find("direction of text"), std::string::npos);
  }
  EXPECT_TRUE(validated(R"({"displayName":"Zoë עברית"})", group()).has_value());
}

TEST(Validate, MV1_AtMostOnePrimary) {
  EXPECT_NE(refusal(R"({"userName":"a","emails":[{"value":"1","primary":true},
                        {"value":"2","primary":true}]})",
                    full_user())
                .find("emails"),
            std::string::npos);
}

TEST(Validate, CHR7_KeysAreFoldedWhereCaseDoesNotCount) {
  const ValidResource valid =
      validated(R"({"externalId":"E-1","userName":"Ada@Fabrikam.Example","active":true})",
                minimal_user())
          .value();
  const auto key_of = [&](const schema::Attribute& attribute) {
    const auto found = std::ranges::find(valid.keys(), attribute.index, &IndexKey::index);
    return found == valid.keys().end() ? IndexKey() : *found;
  };
  const IndexKey name = key_of(*minimal_user().naming);
  EXPECT_EQ(name.key, fold("ada@fabrikam.example"));
  EXPECT_TRUE(name.unique);
  const IndexKey external = key_of(*minimal_user().common->find("externalId"));
  EXPECT_EQ(external.key, "E-1");
  EXPECT_FALSE(external.unique);
  EXPECT_TRUE(std::ranges::is_sorted(valid.keys()));
}

TEST(StoredText, OpensWithSchemasAndIdAndListsPresentExtensions) {
  const ResourceId id = member_id(1);
  EXPECT_EQ(validated(R"({"userName":"a","ENT":{"department":"D"}})", full_user())
                .value()
                .stored_text(id),
            expand(R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","ENT"],"id":"u1",)"
                   R"("userName":"a","ENT":{"department":"D"}})"));
  EXPECT_EQ(validated(R"({"userName":"a"})", full_user()).value().stored_text(id),
            expand(R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"u1",)"
                   R"("userName":"a"})"));
}

}  // namespace
}  // namespace provost::scim::resource

#include "identity/sign_in_settings.h"

#include <gmock/gmock.h>

#include "provision/testing/fixture.h"

namespace provost::identity {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* issuer = "https://id.example.com";

class SignInSettingsTest : public provision::ProvisionTest {
 protected:
  Result<store::SignInSettings> change(const SignInChange& change) {
    return write<store::SignInSettings>([&](store::Writer& writer) {
      return change_sign_in(writer, OrgId("acme"), change, vault_, {"operator:1", "request-1"});
    });
  }
  Vault vault_{{}, store_.random()};
};

TEST_F(SignInSettingsTest, KeepTheSecretSealed) {
  const auto saved =
      change({.enabled = true, .issuer = issuer, .client_id = "app", .client_secret = "s3cr3t"});
  ASSERT_TRUE(saved.has_value()) << saved.error().detail;
  EXPECT_THAT(saved->sealed_secret, Not(HasSubstr("s3cr3t")));
  EXPECT_EQ(client_secret_of(*saved, OrgId("acme"), vault_), "s3cr3t");
  EXPECT_EQ(client_secret_of(*saved, OrgId("other"), vault_), std::nullopt);
  EXPECT_EQ(client_secret_of({}, OrgId("acme"), vault_), "") << "there is none";
  EXPECT_EQ(json::write(describe_sign_in(*saved)),
            R"({"enabled":true,"issuer":"https://id.example.com","clientId":"app",)"
            R"("clientSecretSet":true,"clientSecretExpires":null})");
}

TEST_F(SignInSettingsTest, AreEnabledOnlyWhenTheyAreComplete) {
  EXPECT_EQ(change({.enabled = true}).error().code, Code::invalid_value);
  EXPECT_EQ(change({.enabled = true, .issuer = issuer}).error().code, Code::invalid_value);
  EXPECT_TRUE(change({.enabled = true, .issuer = issuer, .client_id = "app"}).has_value());
  EXPECT_TRUE(change({.client_id = ""}).has_error());
  EXPECT_TRUE(change({.enabled = false, .client_id = ""}).has_value());
}

TEST_F(SignInSettingsTest, NameWhatIsWrong) {
  EXPECT_THAT(change({.issuer = "https://login.microsoftonline.com/common/v2.0"}).error().detail,
              HasSubstr("common"));
  EXPECT_THAT(change({.client_id = "a\nb"}).error().detail, HasSubstr("clientId"));
  EXPECT_THAT(change({.client_secret = std::string(2000, 'x')}).error().detail,
              HasSubstr("clientSecret"));
}

// Whoever may choose the issuer must not obtain a secret meant for another.
TEST_F(SignInSettingsTest, OfAnotherIssuerLoseTheSecret) {
  ASSERT_TRUE(change({.issuer = issuer, .client_secret = "s3cr3t"}).has_value());
  EXPECT_FALSE(change({.client_id = "other"})->sealed_secret.empty());
  EXPECT_TRUE(change({.issuer = "https://evil.example.com"})->sealed_secret.empty());
  const auto both = change({.issuer = issuer, .client_secret = "new"});
  EXPECT_EQ(client_secret_of(*both, OrgId("acme"), vault_), "new");
  EXPECT_TRUE(change({.client_secret = ""})->sealed_secret.empty());
}

TEST_F(SignInSettingsTest, KnowWhenTheSecretEndsAsLongAsItIsTheSame) {
  EXPECT_THAT(change({.issuer = issuer, .secret_expires = "2027-03-31"}).error().detail,
              HasSubstr("there is no client secret"));
  const auto saved =
      change({.issuer = issuer, .client_secret = "one", .secret_expires = "2027-03-31"});
  ASSERT_TRUE(saved.has_value()) << saved.error().detail;
  EXPECT_EQ(describe_sign_in(*saved).at("clientSecretExpires"), "2027-03-31T00:00:00.000Z");
  EXPECT_TRUE(change({.client_id = "app"})->secret_expires.has_value());
  EXPECT_EQ(describe_sign_in(*change({.secret_expires = "2027-04-01T12:00:00+02:00"}))
                .at("clientSecretExpires"),
            "2027-04-01T10:00:00.000Z");
  for (const char* text : {"soon", "2027-02-30", "31.03.2027", "1969-01-01"}) {
    EXPECT_THAT(change({.secret_expires = text}).error().detail,
                HasSubstr("clientSecretExpires: \"" + std::string(text)));
  }
  EXPECT_FALSE(change({.client_secret = "two"})->secret_expires.has_value());
  EXPECT_TRUE(change({.secret_expires = "2027-03-31"})->secret_expires.has_value());
  EXPECT_FALSE(change({.secret_expires = ""})->secret_expires.has_value());
  EXPECT_TRUE(change({.secret_expires = "2027-03-31"})->secret_expires.has_value());
  EXPECT_FALSE(change({.issuer = "https://other.example.com"})->secret_expires.has_value());
}

TEST_F(SignInSettingsTest, AreJournalledWithoutTheSecret) {
  ASSERT_TRUE(change({.issuer = issuer, .client_secret = "s3cr3t"}).has_value());
  ASSERT_TRUE(change({.issuer = issuer}).has_value());  // changes nothing
  const auto entries = journal();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].entry.type, "sign_in.configured");
  EXPECT_EQ(entries[0].entry.actor, "operator:1");
  EXPECT_THAT(entries[0].entry.data, HasSubstr(R"("clientSecretChanged":true)"));
  EXPECT_THAT(entries[0].entry.data, Not(HasSubstr("s3cr3t")));
}

}  // namespace
}  // namespace provost::identity

#include "oidc/issuer.h"

#include <gtest/gtest.h>

namespace provost::oidc {
namespace {

const std::string tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const std::string entra = "https://login.microsoftonline.com/" + tenant + "/v2.0";

TEST(Issuer, of_entra_names_its_tenant) {
  const Result<Issuer> issuer = read_issuer(entra);
  ASSERT_TRUE(issuer.has_value());
  EXPECT_EQ(issuer->tenant, tenant);
  EXPECT_EQ(issuer->discovery_url(), entra + "/.well-known/openid-configuration");
}

TEST(Issuer, that_has_the_form_of_entra_names_a_tenant_on_any_host) {
  EXPECT_EQ(read_issuer("https://" + tenant + ".ciamlogin.com/" + tenant + "/v2.0")->tenant,
            tenant);
}

TEST(Issuer, of_others_has_none) {
  for (const char* text : {"https://example.okta.com", "https://id.example.com:8443/realms/a",
                           "https://[2001:4860::1]/x"}) {
    const Result<Issuer> issuer = read_issuer(text);
    ASSERT_TRUE(issuer.has_value()) << text;
    EXPECT_FALSE(issuer->is_entra());
    EXPECT_EQ(issuer->text, text);
  }
}

TEST(Issuer, with_a_slash_at_its_end_keeps_it_but_not_in_the_address) {
  const Result<Issuer> issuer = read_issuer("https://example.eu.auth0.com/");
  ASSERT_TRUE(issuer.has_value());
  EXPECT_EQ(issuer->text, "https://example.eu.auth0.com/");
  EXPECT_EQ(issuer->discovery_url(),
            "https://example.eu.auth0.com/.well-known/openid-configuration");
}

TEST(Issuer, may_be_http_on_this_machine_alone) {
  for (const char* text : {"http://127.0.0.1:5000", "http://localhost:5000/x", "http://[::1]:1"}) {
    EXPECT_TRUE(read_issuer(text).has_value()) << text;
  }
  for (const char* text : {"http://id.example.com", "http://10.0.0.1", "http://127.0.0.1.evil.com",
                           "http://localhost.evil.com"}) {
    EXPECT_TRUE(read_issuer(text).has_error()) << text;
  }
}

struct Refused {
  std::string text;
  std::string says;
};

class RefusedIssuer : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedIssuer, is_named) {
  const Result<Issuer> issuer = read_issuer(GetParam().text);
  ASSERT_TRUE(issuer.has_error()) << GetParam().text;
  EXPECT_EQ(issuer.error().code, Code::invalid_value);
  EXPECT_NE(issuer.error().detail.find(GetParam().says), std::string::npos)
      << issuer.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Each, RefusedIssuer,
    ::testing::Values(
        Refused{"https://login.microsoftonline.com/common/v2.0", "\"common\""},
        Refused{"https://login.microsoftonline.com/Organizations/v2.0", "every organisation"},
        Refused{"https://login.microsoftonline.com/consumers/v2.0", "\"consumers\""},
        Refused{"https://LOGIN.microsoftonline.com/common/v2.0", "\"common\""},
        Refused{"https://login.microsoftonline.com/contoso.com/v2.0", "Directory (tenant) ID"},
        Refused{"https://login.microsoftonline.com/" + tenant, "/v2.0"},
        Refused{entra + "/", "nothing behind it"},
        Refused{"https://login.microsoftonline.com", "/v2.0"},
        Refused{"https://login.microsoftonline.com/72F988BF-86F1-41AF-91AB-2D7CD011DB47/v2.0",
                "lower case"},
        Refused{"https://sts.windows.net/" + tenant + "/", "version 1"},
        Refused{"https://id.example.com?x=1", "without a query"},
        Refused{"https://id.example.com/?", "without a query"},
        Refused{"https://id.example.com/#x", "https URL"},
        Refused{"https://me@id.example.com", "https URL"},
        Refused{"https://id.example.com\\@evil.com", "https URL"},
        Refused{"https://id.example.com:0", "https URL"},
        Refused{"https://id.example.com:70000", "https URL"}, Refused{"https://[::1", "https URL"},
        Refused{"https://", "https URL"}, Refused{"https://\xc3\xa9.example.com", "https URL"},
        Refused{"ftp://id.example.com", "https URL"}, Refused{"", "https URL"}));

}  // namespace
}  // namespace provost::oidc

#include "oidc/id_token.h"

#include <gtest/gtest.h>

#include "oidc/encoding.h"
#include "oidc/testing/signer.h"

namespace provost::oidc {
namespace {

using testing::Signer;

constexpr std::int64_t now_s = 1'700'000'000;
const std::string tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";

// Keys take a moment to generate.
struct Signers {
  Signer rsa = Signer::rsa("r1");
  Signer other = Signer::rsa("r2");
  Signer ec = Signer::ec("e1");
};
const Signers& signers() {
  static const Signers made;
  return made;
}

KeySet keys() {
  return KeySet::read(testing::key_set_of({&signers().rsa, &signers().ec})).value();
}

Expected expected() {
  return {.issuer = {.text = "https://id.example.com", .tenant = {}},
          .client_id = "app",
          .nonce = "N",
          .now = {now_s * 1000}};
}

json::Object claims() {
  return {{"iss", "https://id.example.com"},
          {"aud", "app"},
          {"sub", "s-1"},
          {"exp", now_s + 300},
          {"iat", now_s},
          {"nonce", "N"},
          {"oid", "o-1"},
          {"preferred_username", "ada@example.com"},
          {"email", "root@example.com"}};
}

json::Object with(std::string_view name, json::Value value) {
  json::Object changed = claims();
  changed[name] = std::move(value);
  return changed;
}

json::Object without(std::string_view name) {
  json::Object changed = claims();
  changed.erase(name);
  return changed;
}

Outcome<Person> verify(const json::Object& content) {
  return verify_id_token(signers().rsa.sign(content), keys(), expected());
}

TEST(IdToken, says_who_it_is) {
  for (const auto& [signer, algorithm] :
       {std::pair{&signers().rsa, "RS256"}, std::pair{&signers().rsa, "PS256"},
        std::pair{&signers().ec, "ES256"}}) {
    const Outcome<Person> person =
        verify_id_token(signer->sign(claims(), algorithm), keys(), expected());
    ASSERT_TRUE(person.has_value()) << algorithm << " " << person.error().detail;
    EXPECT_EQ(person->issuer, "https://id.example.com");
    EXPECT_EQ(person->subject, "s-1");
    EXPECT_EQ(person->object_id, "o-1");
    EXPECT_EQ(person->user_name, "ada@example.com");
  }
}

TEST(IdToken, without_oid_is_known_by_its_subject) {
  EXPECT_EQ(verify(without("oid"))->object_id, "s-1");
}

TEST(IdToken, without_a_name_is_not_known_by_its_email) {
  EXPECT_EQ(verify(without("preferred_username"))->user_name, "");
}

TEST(IdToken, without_kid_is_tried_with_the_keys_that_fit) {
  json::Object key = signers().rsa.public_key();
  key.erase("kid");
  const KeySet set =
      KeySet::read(json::write(json::Object{{"keys", {signers().other.public_key(), key}}}))
          .value();
  // A signer from another set adds its kid; one with the same key but without an id does not.
  EXPECT_TRUE(verify_id_token(signers().rsa.sign(claims()), set, expected()).has_error());
  EXPECT_TRUE(verify_id_token(signers().other.sign(claims()), set, expected()).has_value());
}

struct Wrong {
  const char* called;
  json::Object content;
  const char* says;
};

TEST(IdToken, with_a_wrong_claim_is_refused) {
  const std::vector<Wrong> all = {
      {"iss", with("iss", "https://id.example.com/"), "(iss)"},
      {"no iss", without("iss"), "(iss)"},
      {"aud", with("aud", "other"), "(aud)"},
      {"aud list", with("aud", {"other"}), "(aud)"},
      {"no aud", without("aud"), "(aud)"},
      {"azp", with("azp", "other"), "(azp)"},
      {"two aud without azp", with("aud", {"app", "other"}), "(azp)"},
      {"exp", with("exp", now_s - 60), "(exp)"},
      {"exp text", with("exp", "never"), "(exp)"},
      {"no exp", without("exp"), "(exp)"},
      {"iat", with("iat", now_s + 61), "(iat)"},
      {"no iat", without("iat"), "(iat)"},
      {"nbf", with("nbf", now_s + 61), "(nbf)"},
      {"nbf text", with("nbf", "x"), "(nbf)"},
      {"nonce", with("nonce", "M"), "(nonce)"},
      {"no nonce", without("nonce"), "(nonce)"},
      {"no sub", without("sub"), "(sub)"},
      {"long sub", with("sub", json::Value(std::string(256, 'x').c_str())), "(sub)"},
      {"long oid", with("oid", json::Value(std::string(2000, 'x').c_str())), "(oid"},
  };
  for (const Wrong& one : all) {
    const Outcome<Person> person = verify(one.content);
    ASSERT_TRUE(person.has_error()) << one.called;
    EXPECT_EQ(person.error().kind, FaultKind::invalid) << one.called;
    EXPECT_NE(person.error().detail.find(one.says), std::string::npos) << person.error().detail;
  }
}

TEST(IdToken, may_be_a_minute_off) {
  EXPECT_TRUE(verify(with("exp", now_s - 59)).has_value());
  EXPECT_TRUE(verify(with("iat", now_s + 60)).has_value());
  EXPECT_TRUE(verify(with("nbf", now_s + 60)).has_value());
  EXPECT_TRUE(verify(with("exp", static_cast<double>(now_s) + 0.5)).has_value());
  EXPECT_TRUE(verify(with("aud", {"app"})).has_value());
}

TEST(IdToken, for_several_apps_says_that_it_was_given_to_this_one) {
  json::Object shared = with("aud", {"other", "app"});
  shared["azp"] = "app";
  EXPECT_TRUE(verify(shared).has_value());
}

TEST(IdToken, of_entra_is_of_the_tenant_of_the_issuer) {
  Expected entra = expected();
  entra.issuer = read_issuer("https://login.microsoftonline.com/" + tenant + "/v2.0").value();
  json::Object content = with("iss", json::Value(entra.issuer.text.c_str()));
  content["tid"] = tenant;
  const auto check = [&] { return verify_id_token(signers().rsa.sign(content), keys(), entra); };
  EXPECT_TRUE(check().has_value());
  content["tid"] = "9188040d-6c67-4c5b-b112-36a304b66dad";
  EXPECT_EQ(check().error().kind, FaultKind::wrong_tenant);
  content.erase("tid");
  EXPECT_EQ(check().error().kind, FaultKind::wrong_tenant);
  content["tid"] = tenant;
  content.erase("oid");
  EXPECT_NE(check().error().detail.find("oid"), std::string::npos);
}

TEST(IdToken, is_believed_by_its_signature_alone) {
  const std::string good = signers().rsa.sign(claims());
  const std::size_t dot = good.rfind('.');
  std::string forged = good.substr(0, good.find('.') + 1) +
                       to_base64url(json::write(with("sub", "s-2"))) + good.substr(dot);
  EXPECT_TRUE(verify_id_token(forged, keys(), expected()).has_error());
  EXPECT_TRUE(verify_id_token(good.substr(0, dot + 1), keys(), expected()).has_error());
  EXPECT_TRUE(verify_id_token(signers().other.sign(claims()), keys(), expected()).has_error());
}

TEST(IdToken, without_a_signature_is_refused) {
  const std::string token =
      to_base64url(R"({"alg":"none"})") + "." + to_base64url(json::write(claims())) + ".";
  EXPECT_NE(verify_id_token(token, keys(), expected()).error().detail.find("(alg)"),
            std::string::npos);
}

// The classic attack: the public key, which everybody has, as the secret of HS256.
TEST(IdToken, signed_with_a_shared_secret_is_refused) {
  const std::string known = json::write(signers().rsa.public_key());
  const std::string token = Signer::secret(known).sign(claims(), "HS256");
  EXPECT_NE(verify_id_token(token, keys(), expected()).error().detail.find("(alg)"),
            std::string::npos);
}

TEST(IdToken, that_asks_for_an_extension_is_refused) {
  const std::string token = signers().rsa.sign(claims(), "RS256", {{"crit", "[\"exp\"]"}});
  EXPECT_NE(verify_id_token(token, keys(), expected()).error().detail.find("(crit)"),
            std::string::npos);
}

TEST(IdToken, that_is_none_is_refused) {
  for (const char* text : {"", ".", "..", "a.b", "a.b.c.d", "a.b.c.d.e", "e30.e30.", "\xff.x.y"}) {
    EXPECT_TRUE(verify_id_token(text, keys(), expected()).has_error()) << text;
  }
  EXPECT_TRUE(read_token_header(std::string(70'000, '.')).has_error());
}

TEST(KeySet, passes_over_what_it_has_no_use_for) {
  json::Object encryption = signers().other.public_key();
  encryption["use"] = "enc";
  json::Object other_algorithm = signers().other.public_key();
  other_algorithm["alg"] = "RS512";
  const json::Value set = json::Object{
      {"keys",
       {encryption, other_algorithm, Signer::rsa("small", 1024).public_key(),
        Signer::ec("large", CJOSE_JWK_EC_P_384).public_key(), json::Object{{"kty", "OKP"}},
        json::Object{{"kty", "oct"}, {"k", "c2VjcmV0"}}, "x", signers().rsa.public_key()}}};
  const Outcome<KeySet> keys_of_it = KeySet::read(json::write(set));
  ASSERT_TRUE(keys_of_it.has_value());
  EXPECT_EQ(keys_of_it->size(), 1u);
  EXPECT_EQ(keys_of_it->candidates("r1", Algorithm::rs256).size(), 1u);
  EXPECT_EQ(keys_of_it->candidates("r1", Algorithm::es256).size(), 0u);
  EXPECT_EQ(keys_of_it->candidates("r2", Algorithm::rs256).size(), 0u);
}

TEST(IdToken, with_a_part_that_is_no_base64url_is_refused) {
  const std::string good = signers().rsa.sign(claims());
  for (const std::size_t part : {std::size_t{0}, good.find('.') + 1, good.rfind('.') + 1}) {
    for (const std::size_t place : {0u, 1u, 2u, 3u, 5u}) {
      for (const char sign : {'=', '+', ' '}) {
        std::string token = good;
        token.at(part + place) = sign;
        EXPECT_TRUE(verify_id_token(token, keys(), expected()).has_error()) << token;
      }
    }
  }
}

// A padding sign within a key used to end the whole server: found by fuzzing.
TEST(KeySet, passes_over_keys_that_are_no_base64url) {
  const json::Object good = signers().other.public_key();
  const std::string modulus(good.at("n").as_string());
  for (const std::size_t place : {0u, 1u, 2u, 3u, 5u, 169u, 341u}) {
    for (const char sign : {'=', '+', ' '}) {
      std::string text = modulus;
      text.at(place) = sign;
      json::Object broken = good;
      broken["n"] = text;
      const json::Value set = json::Object{{"keys", {broken, signers().rsa.public_key()}}};
      const Outcome<KeySet> keys_of_it = KeySet::read(json::write(set));
      ASSERT_TRUE(keys_of_it.has_value()) << text;
      EXPECT_EQ(keys_of_it->size(), 1u) << text;
    }
  }
}

TEST(KeySet, keeps_to_the_algorithm_that_a_key_is_for) {
  json::Object key = signers().rsa.public_key();
  key["alg"] = "PS256";
  const KeySet set = KeySet::read(json::write(json::Object{{"keys", {key}}})).value();
  EXPECT_TRUE(verify_id_token(signers().rsa.sign(claims(), "RS256"), set, expected()).has_error());
  EXPECT_TRUE(verify_id_token(signers().rsa.sign(claims(), "PS256"), set, expected()).has_value());
}

TEST(KeySet, without_a_key_is_invalid) {
  for (const char* text : {"", "{}", "[]", R"({"keys":[]})", R"({"keys":{}})",
                           R"({"keys":[{"kty":"RSA","n":"AQ","e":"AQAB"}]})"}) {
    EXPECT_TRUE(KeySet::read(text).has_error()) << text;
  }
}

}  // namespace
}  // namespace provost::oidc

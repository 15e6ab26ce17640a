#include "oidc/providers.h"

#include <functional>
#include <map>
#include <utility>

#include <gtest/gtest.h>

#include "base/testing/fakes.h"
#include "oidc/testing/signer.h"

namespace provost::oidc {
namespace {

using testing::Signer;

constexpr const char* discovery_url = "https://id.example.com/.well-known/openid-configuration";
constexpr const char* keys_url = "https://id.example.com/keys";
constexpr const char* token_url = "https://id.example.com/token";

// Gives scripted answers, and counts.
class FakeFetcher final : public Fetcher {
 public:
  std::map<std::string, Outcome<Fetched>> answers;
  std::map<std::string, int> asked;
  Fetch last;

  // Runs once, while the next answer is pending.
  std::function<void()> meanwhile;

  Outcome<Fetched> fetch(const Fetch& fetch) override {
    ++asked[fetch.url];
    last = fetch;
    if (const auto other = std::exchange(meanwhile, nullptr)) {
      other();
    }
    const auto answer = answers.find(fetch.url);
    return answer == answers.end() ? Fault{FaultKind::unreachable, "no answer"} : answer->second;
  }
};

class ProvidersTest : public ::testing::Test {
 protected:
  ProvidersTest() {
    fetcher_.answers.insert_or_assign(
        discovery_url, Fetched{200, json::write(json::Object{{"issuer", "https://id.example.com"},
                                                             {"authorization_endpoint",
                                                              "https://id.example.com/authorize"},
                                                             {"token_endpoint", token_url},
                                                             {"jwks_uri", keys_url}})});
    publish({&first_key()});
    answer_with(first_key());
  }

  static const Signer& first_key() {
    static const Signer key = Signer::ec("k1");
    return key;
  }
  static const Signer& second_key() {
    static const Signer key = Signer::ec("k2");
    return key;
  }

  void publish(std::initializer_list<const Signer*> signers) {
    fetcher_.answers.insert_or_assign(keys_url, Fetched{200, testing::key_set_of(signers)});
  }

  void answer_with(const Signer& signer) {
    const std::int64_t now = clock_.now().ms / 1000;
    const json::Object claims{{"iss", "https://id.example.com"},
                              {"aud", "app"},
                              {"sub", "s"},
                              {"exp", now + 300},
                              {"iat", now},
                              {"nonce", "N"}};
    fetcher_.answers.insert_or_assign(
        token_url,
        Fetched{200, json::write(json::Object{{"id_token", signer.sign(claims, "ES256")}})});
  }

  Outcome<Person> finish() { return providers_.finish(registration_, "C", secrets_); }

  provost::testing::ManualClock clock_;
  FakeFetcher fetcher_;
  Providers providers_{fetcher_, clock_};
  Registration registration_{.issuer = {.text = "https://id.example.com", .tenant = {}},
                             .client_id = "app",
                             .client_secret = "secret",
                             .redirect_uri = "https://scim.example.com/oauth/callback"};
  Secrets secrets_{.state = "S", .nonce = "N", .code_verifier = "V"};
};

TEST_F(ProvidersTest, redeem_a_code_for_a_person) {
  const Outcome<Person> person = finish();
  ASSERT_TRUE(person.has_value()) << person.error().detail;
  EXPECT_EQ(person->subject, "s");
  EXPECT_EQ(fetcher_.asked[token_url], 1);
}

TEST_F(ProvidersTest, are_asked_for_their_documents_now_and_then) {
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(providers_.start(registration_, secrets_).has_value());
    ASSERT_TRUE(finish().has_value());
  }
  EXPECT_EQ(fetcher_.asked[discovery_url], 1);
  EXPECT_EQ(fetcher_.asked[keys_url], 1);
  clock_.advance_s(discovery_life_s);
  ASSERT_TRUE(providers_.start(registration_, secrets_).has_value());
  EXPECT_EQ(fetcher_.asked[discovery_url], 2);
}

TEST_F(ProvidersTest, that_do_not_answer_are_left_alone_for_a_moment) {
  fetcher_.answers.erase(discovery_url);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(providers_.start(registration_, secrets_).error().kind, FaultKind::unreachable);
  }
  EXPECT_EQ(fetcher_.asked[discovery_url], 1);
  clock_.advance_s(failure_life_s);
  EXPECT_TRUE(providers_.start(registration_, secrets_).has_error());
  EXPECT_EQ(fetcher_.asked[discovery_url], 2);
}

TEST_F(ProvidersTest, that_did_not_answer_are_asked_again_when_the_clock_was_set_back) {
  const Outcome<Fetched> document = fetcher_.answers.at(discovery_url);
  fetcher_.answers.erase(discovery_url);
  EXPECT_TRUE(providers_.start(registration_, secrets_).has_error());
  fetcher_.answers.insert_or_assign(discovery_url, document);
  clock_.advance_s(-24 * 3600);
  EXPECT_TRUE(providers_.start(registration_, secrets_).has_value());
}

TEST_F(ProvidersTest, may_change_their_keys_once_a_minute) {
  ASSERT_TRUE(finish().has_value());
  publish({&second_key()});
  answer_with(second_key());
  EXPECT_TRUE(finish().has_error());  // asked less than a minute ago
  EXPECT_EQ(fetcher_.asked[keys_url], 1);
  clock_.advance_s(keys_refetch_s);
  answer_with(second_key());
  EXPECT_TRUE(finish().has_value());
  EXPECT_EQ(fetcher_.asked[keys_url], 2);
}

TEST_F(ProvidersTest, stop_being_believed_with_a_key_that_they_took_back) {
  ASSERT_TRUE(finish().has_value());
  publish({&second_key()});
  clock_.advance_s(keys_life_s);
  answer_with(first_key());
  EXPECT_TRUE(finish().has_error());
}

TEST_F(ProvidersTest, are_started_at_without_waiting_once_they_are_known) {
  EXPECT_FALSE(providers_.start_if_known(registration_, secrets_));
  const std::string url = providers_.start(registration_, secrets_).value();
  const auto known = providers_.start_if_known(registration_, secrets_);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->value(), url);
  EXPECT_EQ(fetcher_.asked[discovery_url], 1);
  clock_.advance_s(discovery_life_s);
  EXPECT_FALSE(providers_.start_if_known(registration_, secrets_)) << "it may have changed";
}

TEST_F(ProvidersTest, that_gave_no_answer_are_known_for_that) {
  fetcher_.answers.erase(discovery_url);
  EXPECT_TRUE(providers_.start(registration_, secrets_).has_error());
  const auto known = providers_.start_if_known(registration_, secrets_);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->error().kind, FaultKind::unreachable);
}

TEST_F(ProvidersTest, that_leave_codes_unanswered_are_left_alone_for_a_moment) {
  fetcher_.answers.erase(token_url);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(finish().error().kind, FaultKind::unreachable);
  }
  EXPECT_EQ(fetcher_.asked[token_url], unanswered_max);
  clock_.advance_s(failure_life_s);
  answer_with(first_key());
  EXPECT_TRUE(finish().has_value());
  EXPECT_TRUE(finish().has_value()) << "one answer is enough";
}

// However many ask, only one thread waits for a provider that has never answered.
TEST_F(ProvidersTest, that_said_nothing_are_tried_by_one_at_a_time) {
  fetcher_.answers.erase(token_url);
  for (int i = 0; i < unanswered_max; ++i) {
    finish();
  }
  for (int again = 1; again <= 2; ++again) {
    clock_.advance_s(failure_life_s);
    fetcher_.meanwhile = [&] { EXPECT_EQ(finish().error().kind, FaultKind::unreachable); };
    EXPECT_EQ(finish().error().kind, FaultKind::unreachable);
    EXPECT_EQ(fetcher_.asked[token_url], unanswered_max + again);
  }
  clock_.advance_s(failure_life_s);
  answer_with(first_key());
  EXPECT_TRUE(finish().has_value());
  fetcher_.meanwhile = [&] { EXPECT_TRUE(finish().has_value()); };
  EXPECT_TRUE(finish().has_value()) << "it answers, so all may ask";
}

TEST_F(ProvidersTest, are_asked_again_when_the_clock_was_set_back) {
  ASSERT_TRUE(providers_.start(registration_, secrets_).has_value());
  clock_.advance_s(-24 * 3600);
  ASSERT_TRUE(providers_.start(registration_, secrets_).has_value());
  EXPECT_EQ(fetcher_.asked[discovery_url], 2);
}

TEST_F(ProvidersTest, say_whether_they_accept_the_client) {
  const Provider provider = *providers_.check(registration_.issuer).provider;
  const auto accepts = [&](int status, const char* body) {
    fetcher_.answers.insert_or_assign(token_url, Fetched{status, body});
    return providers_.accepts_client(provider, registration_);
  };
  EXPECT_EQ(accepts(400, R"({"error":"invalid_grant"})"), true);
  EXPECT_NE(fetcher_.last.form->find("no-code"), std::string::npos);
  EXPECT_EQ(accepts(401, R"({"error":"invalid_client"})"), false);
  for (const char* body : {R"({"error":"invalid_request"})", "", R"({"id_token":"a.b.c"})"}) {
    EXPECT_EQ(accepts(200, body), std::nullopt) << body;
  }
  fetcher_.answers.erase(token_url);
  EXPECT_EQ(providers_.accepts_client(provider, registration_), std::nullopt);
}

TEST_F(ProvidersTest, are_checked_afresh) {
  ASSERT_TRUE(providers_.start(registration_, secrets_).has_value());
  const Checkup good = providers_.check(registration_.issuer);
  EXPECT_TRUE(good.problems.empty());
  EXPECT_EQ(good.keys, 1u);
  EXPECT_EQ(fetcher_.asked[discovery_url], 2);
  fetcher_.answers.insert_or_assign(keys_url, Fetched{404, ""});
  const Checkup half = providers_.check(registration_.issuer);
  ASSERT_EQ(half.problems.size(), 1u);
  EXPECT_NE(half.problems[0].find("answers 404"), std::string::npos);
  fetcher_.answers.insert_or_assign(discovery_url, Fetched{302, ""});
  EXPECT_EQ(providers_.check(registration_.issuer).problems.size(), 1u);
}

}  // namespace
}  // namespace provost::oidc

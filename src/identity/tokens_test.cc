#include "identity/tokens.h"

#include <map>

#include <gtest/gtest.h>

#include "identity/token_expiry.h"
#include "identity/token_label.h"
#include "store/testing/memory_store.h"

namespace provost::identity {
namespace {

constexpr std::int64_t hour_s = 3600;

class Tokens : public ::testing::Test {
 protected:
  void SetUp() override { store_.add(acme_, {.name = "Acme"}); }
  NewToken rotate(std::int64_t overlap_s, std::optional<std::int64_t> expires_in_s = {}) {
    store_.clock().advance_s(1);
    return rotate_token(admin_, acme_, overlap_s, expires_in_s).value();
  }
  std::optional<Timestamp> expiry(const std::string& id) {
    for (const store::Token& token : list_tokens(admin_, acme_).value()) {
      if (token.id == id) {
        return token.expires;
      }
    }
    ADD_FAILURE() << "no token " << id;
    return {};
  }

  testing::MemoryStore store_;
  Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  OrgId acme_{"acme"};
};

TEST_F(Tokens, DoNotExpireUnlessAsked) {  // design §2.2
  EXPECT_EQ(expiry(rotate(0).token.id), std::nullopt);
  const NewToken short_lived = rotate(0, hour_s);
  EXPECT_EQ(expiry(short_lived.token.id), short_lived.token.created.plus_s(hour_s));
}

TEST_F(Tokens, RotationEndsOlderOnesAtTheEarlierOfTheirExpiryAndTheOverlap) {  // design §2.2
  const std::string unlimited = rotate(overlap_default_s).token.id;
  const NewToken short_lived = rotate(overlap_default_s, hour_s);
  const NewToken last = rotate(2 * hour_s);
  EXPECT_EQ(expiry(unlimited), last.token.created.plus_s(2 * hour_s));
  EXPECT_EQ(expiry(short_lived.token.id), short_lived.token.created.plus_s(hour_s));
  EXPECT_EQ(expiry(last.token.id), std::nullopt);
}

TEST_F(Tokens, RotationWithoutOverlapRevokesAtOnce) {
  const std::string old = rotate(0).token.id;
  rotate(0);
  EXPECT_LE(*expiry(old), store_.clock().now());
}

TEST_F(Tokens, AreListedNewestFirst) {
  const std::string first = rotate(hour_s).token.id;
  const std::string second = rotate(hour_s).token.id;
  const auto tokens = list_tokens(admin_, acme_).value();
  ASSERT_EQ(tokens.size(), 2u);
  EXPECT_EQ(tokens[0].id, second);
  EXPECT_EQ(tokens[1].id, first);
}

TEST_F(Tokens, TellWhichOneIsCurrent) {
  const std::string ended = rotate(0).token.id;
  const std::string retiring = rotate(0).token.id;
  const NewToken current = rotate(hour_s);
  const std::vector<store::Token> all = list_tokens(admin_, acme_).value();
  const Timestamp now = store_.clock().now();
  std::map<std::string, std::string> states;
  for (const store::Token& token : all) {
    states[token.id] = state_of(token, all, now);
  }
  EXPECT_EQ(states[ended], "ended");
  EXPECT_EQ(states[retiring], "retiring");
  EXPECT_EQ(states[current.token.id], "current");
  const json::Object shown = describe(current.token, all, now);
  const std::string prefix(shown.at("prefix").as_string());
  EXPECT_EQ(prefix.size(), 10u);
  EXPECT_TRUE(current.text.starts_with(prefix));
}

TEST_F(Tokens, KeepTheNameOfTheOneBeforeUnlessAnotherIsGiven) {
  const auto name_after = [&](const std::optional<std::string>& name) {
    store_.clock().advance_s(1);
    const NewToken made = rotate_token(admin_, acme_, hour_s, {}, name).value();
    EXPECT_EQ(list_tokens(admin_, acme_).value().front().name, made.token.name);
    return made.token.name;
  };
  EXPECT_EQ(name_after({}), "");
  EXPECT_EQ(name_after("Nightly sync"), "Nightly sync");
  EXPECT_EQ(name_after({}), "Nightly sync");
  EXPECT_EQ(name_after("Entra"), "Entra");
  EXPECT_EQ(name_after(""), "");
  EXPECT_EQ(name_after({}), "");
}

TEST_F(Tokens, HaveNoNameThatHidesOrBreaksALine) {
  for (const std::string& name :
       {std::string(101, 'x'), std::string(" x"), std::string("x "), std::string("a\nb"),
        std::string("a\u202Eb"), std::string("\xff")}) {
    EXPECT_EQ(rotate_token(admin_, acme_, 0, {}, name).error().code, Code::invalid_value) << name;
  }
  EXPECT_TRUE(list_tokens(admin_, acme_).value().empty());
  EXPECT_TRUE(rotate_token(admin_, acme_, 0, {}, std::string(100, 'x')).has_value());
}

TEST_F(Tokens, AreCalledByTheirNameAndTheirFirstCharacters) {
  store::Token token;
  token.lookup = "9QaZxYwV12";
  EXPECT_EQ(label_of(token), "pvt_9QaZxY…");
  EXPECT_EQ(short_label_of(token), "pvt_9QaZxY…");
  token.name = "Nightly sync";
  EXPECT_EQ(label_of(token), "Nightly sync (pvt_9QaZxY…)");
  EXPECT_EQ(short_label_of(token), "Nightly sync");
}

// An old token made at 0 and replaced at 1 s, which ends with the overlap.
class OldToken : public ::testing::Test {
 protected:
  std::size_t seen(std::int64_t overlap_s, std::int64_t left_s, std::int64_t used_before_s) {
    const Timestamp replaced{1'000};
    store::Token old;
    old.id = "old";
    old.expires = replaced.plus_s(overlap_s);
    const Timestamp now = old.expires->plus_s(-left_s);
    old.last_used = now.plus_s(-used_before_s);
    old.last_used_ip = "192.0.2.1";
    store::Token current;
    current.id = "current";
    current.created = replaced;
    current.last_used = current_used_;
    current.last_used_ip = current_ip_;
    return still_used({old, current}, now).size();
  }

  std::optional<Timestamp> current_used_;
  std::string current_ip_ = "192.0.2.1";
};

TEST_F(OldToken, IsSeenForAnHourBeforeItsEndWhileInUse) {
  EXPECT_EQ(seen(24 * hour_s, hour_s + 1, 60), 0U);
  EXPECT_EQ(seen(24 * hour_s, hour_s, 60), 1U);
  EXPECT_EQ(seen(24 * hour_s, 1, 60), 1U);
  EXPECT_EQ(seen(24 * hour_s, 0, 60), 0U) << "it has ended";
  EXPECT_EQ(seen(24 * hour_s, 60, hour_s + 1), 0U) << "its use stopped";
}

TEST_F(OldToken, IsSeenForHalfOfAShortOverlap) {
  EXPECT_EQ(seen(hour_s, hour_s / 2 + 1, 60), 0U);
  EXPECT_EQ(seen(hour_s, hour_s / 2, 60), 1U);
  EXPECT_EQ(seen(hour_s, 600, hour_s / 2 + 1), 0U);
}

TEST_F(OldToken, IsNoTroubleOnceItsClientUsesTheNewOne) {
  current_used_ = Timestamp{1'000'000'000};
  EXPECT_EQ(seen(24 * hour_s, 60, 60), 0U);
  current_ip_ = "192.0.2.2";
  EXPECT_EQ(seen(24 * hour_s, 60, 60), 1U) << "another client does";
}

TEST_F(Tokens, AreKeptAsHashOnly) {
  const NewToken made = rotate(0);
  const store::Token stored = list_tokens(admin_, acme_).value().front();
  EXPECT_EQ(stored.hash.find(made.text), std::string::npos);
  EXPECT_EQ(stored.hash.size(), 32u);
  EXPECT_LT(stored.lookup.size(), 16u);
}

TEST_F(Tokens, RevokedOnesEndNowAndUnknownOnesAreNotFound) {
  const std::string id = rotate(0).token.id;
  ASSERT_TRUE(revoke_token(admin_, acme_, id).has_value());
  EXPECT_LE(*expiry(id), store_.clock().now());
  EXPECT_EQ(revoke_token(admin_, acme_, "nobody").error().code, Code::not_found);
  store_.add(OrgId("other"));
  EXPECT_EQ(revoke_token(admin_, OrgId("other"), id).error().code, Code::not_found);
}

TEST(ReadDuration, TakesANumberAndAUnit) {
  EXPECT_EQ(read_duration("24h").value(), 86400);
  EXPECT_EQ(read_duration("90m").value(), 5400);
  EXPECT_EQ(read_duration("7d").value(), 604800);
  EXPECT_EQ(read_duration("0").value(), 0);
  EXPECT_EQ(read_duration("none").value(), 0);
  for (const char* bad : {"", "h", "24", "-1h", "1w", "1h30m", "999999999999d"}) {
    EXPECT_EQ(read_duration(bad).error().code, Code::invalid_value) << bad;
  }
}

}  // namespace
}  // namespace provost::identity

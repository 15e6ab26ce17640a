#include "identity/token_text.h"

#include <set>

#include <gtest/gtest.h>

namespace provost::identity {
namespace {

TEST(TokenText, IsRecognisableAndCarriesItsLookup) {
  SecureRandom random;
  const TokenText token = make_token_text(random);
  EXPECT_TRUE(token.text.starts_with("pvt_"));
  EXPECT_EQ(token.text.size(), 64u);
  EXPECT_EQ(lookup_of(token.text), token.lookup);
}

TEST(TokenText, IsRefusedWhenAnyCharacterChanges) {
  SecureRandom random;
  const std::string good = make_token_text(random).text;
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = bad[at] == 'x' ? 'y' : 'x';
    EXPECT_EQ(lookup_of(bad), std::nullopt) << at;
  }
  EXPECT_EQ(lookup_of(good + "x"), std::nullopt);
  EXPECT_EQ(lookup_of(good.substr(0, 63)), std::nullopt);
  EXPECT_EQ(lookup_of(""), std::nullopt);
}

TEST(TokenText, OfOneKindIsNoneOfAnother) {
  SecureRandom random;
  const TokenText key = make_token_text(random, operator_key_prefix);
  EXPECT_TRUE(key.text.starts_with("pvo_"));
  EXPECT_EQ(lookup_of(key.text, operator_key_prefix), key.lookup);
  EXPECT_EQ(lookup_of(key.text), std::nullopt);
  EXPECT_EQ(lookup_of(make_token_text(random).text, operator_key_prefix), std::nullopt);
}

TEST(TokenText, NeverRepeats) {
  SecureRandom random;
  std::set<std::string> texts;
  std::set<std::string> lookups;
  for (int i = 0; i < 1000; ++i) {
    const TokenText token = make_token_text(random);
    texts.insert(token.text);
    lookups.insert(token.lookup);
  }
  EXPECT_EQ(texts.size(), 1000u);
  EXPECT_EQ(lookups.size(), 1000u);
}

TEST(TokenHash, DoesNotHoldTheText) {
  EXPECT_EQ(hash_of("pvt_a").size(), 32u);
  EXPECT_TRUE(same_hash(hash_of("pvt_a"), hash_of("pvt_a")));
  EXPECT_FALSE(same_hash(hash_of("pvt_a"), hash_of("pvt_b")));
  EXPECT_FALSE(same_hash(hash_of("pvt_a"), ""));
}

}  // namespace
}  // namespace provost::identity

#include "identity/passwords.h"

#include <gtest/gtest.h>
#include <sodium.h>

namespace provost::identity {
namespace {

const PasswordCost cheap{crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};

TEST(Passwords, AreKnownAgainAndOthersAreNot) {
  const std::string hash = hash_password("correct horse battery", cheap);
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_EQ(hash.find("horse"), std::string::npos);
  EXPECT_TRUE(is_password(hash, "correct horse battery", cheap));
  EXPECT_FALSE(is_password(hash, "correct horse batterz", cheap));
  EXPECT_FALSE(is_password(hash, "", cheap));
  EXPECT_NE(hash_password("correct horse battery", cheap), hash) << "salted";
}

TEST(Passwords, NobodyHasNone) {
  for (const std::string& hash : {std::string(), std::string("junk"), std::string(500, '$')}) {
    EXPECT_FALSE(is_password(hash, "correct horse battery", cheap)) << hash;
    EXPECT_FALSE(is_password(hash, "", cheap)) << hash;
  }
}

TEST(Passwords, AsDearAsLibsodiumRecommendsUnlessSaidOtherwise) {
  EXPECT_NE(hash_password("correct horse battery", {}).find("m=65536,t=2"), std::string::npos);
}

TEST(Passwords, HaveToBeLongAndNotTheName) {
  const std::vector<std::pair<std::string, bool>> cases{{"", false},
                                                        {"elevenchars", false},
                                                        {"twelve chars", true},
                                                        {"ääääääääääää", true},
                                                        {"äääääääääää", false},
                                                        {std::string(1024, 'x'), true},
                                                        {std::string(1025, 'x'), false},
                                                        {"ada.lovelace@example.com", false},
                                                        {"ADA.lovelace@example.com", false},
                                                        {"twelve \xff chars", false}};
  for (const auto& [password, good] : cases) {
    EXPECT_EQ(check_password(password, "ada.lovelace@example.com").has_value(), good) << password;
  }
}

}  // namespace
}  // namespace provost::identity

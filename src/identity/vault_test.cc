#include "identity/vault.h"

#include <gtest/gtest.h>

namespace provost::identity {
namespace {

class VaultTest : public ::testing::Test {
 protected:
  static SecretKey key(std::uint8_t byte) {
    SecretKey key;
    key.fill(byte);
    return key;
  }
  SecureRandom random_;
  Vault vault_{key(1), random_};
};

TEST_F(VaultTest, GivesBackWhatWasSealed) {
  for (const std::string& secret : {std::string(), std::string("s"), std::string(1000, 'x')}) {
    EXPECT_EQ(vault_.open(vault_.seal(secret, "a"), "a"), secret);
  }
}

TEST_F(VaultTest, ShowsNeitherTheSecretNorThatTwoAreTheSame) {
  const std::string one = vault_.seal("the client secret", "a");
  EXPECT_EQ(one.find("client"), std::string::npos);
  EXPECT_NE(vault_.seal("the client secret", "a"), one);
}

TEST_F(VaultTest, OpensInItsOwnContextAndUnderItsOwnKeyOnly) {
  const std::string sealed = vault_.seal("secret", "totp:1");
  EXPECT_FALSE(vault_.open(sealed, "totp:2"));
  EXPECT_FALSE(Vault(key(2), random_).open(sealed, "totp:1"));
}

TEST_F(VaultTest, WithoutAKeyOpensNothingUntilASecretIsToBeSealed) {
  const std::string sealed = vault_.seal("old", "a");
  int made = 0;
  const auto make_key = [&made] {
    ++made;
    return key(3);
  };
  const Vault lost = Vault::without_key(make_key, random_);
  EXPECT_FALSE(lost.open(sealed, "a"));
  EXPECT_EQ(made, 0);
  EXPECT_EQ(lost.open(lost.seal("new", "a"), "a"), "new");
  EXPECT_FALSE(lost.open(sealed, "a"));
  EXPECT_EQ(Vault(key(3), random_).open(lost.seal("newer", "a"), "a"), "newer");
  EXPECT_EQ(made, 1);
}

TEST_F(VaultTest, NoticesEveryChangedByteAndEveryMissingOne) {
  const std::string sealed = vault_.seal("secret", "a");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(vault_.open(changed, "a")) << i;
    EXPECT_FALSE(vault_.open(std::string_view(sealed).substr(0, i), "a")) << i;
  }
}

}  // namespace
}  // namespace provost::identity

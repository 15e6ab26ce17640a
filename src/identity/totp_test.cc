#include "identity/totp.h"

#include <gtest/gtest.h>

namespace provost::identity {
namespace {

// RFC 6238 appendix B, the last six of its eight digits.
TEST(Totp, CodesAreThoseOfTheStandard) {
  const std::string secret = "12345678901234567890";
  const std::vector<std::pair<std::int64_t, const char*>> cases{
      {59, "287082"}, {1111111109, "081804"}, {1234567890, "005924"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : cases) {
    EXPECT_EQ(totp_code(secret, totp_step_at({seconds * 1000})), code) << seconds;
  }
}

TEST(Totp, TakesTheCodeOfThisStepTheOneBeforeAndTheOneAfter) {
  const std::string secret = "12345678901234567890";
  const Timestamp now{1234567890'000};
  const std::int64_t step = totp_step_at(now);
  for (std::int64_t off = -3; off <= 3; ++off) {
    const auto found = totp_step_of(secret, totp_code(secret, step + off), now, 0);
    const bool is_near = off >= -1 && off <= 1;
    EXPECT_EQ(found, is_near ? std::optional(step + off) : std::nullopt) << off;
  }
}

TEST(Totp, TakesACodeOnceAndNoneFromBefore) {
  const std::string secret = "12345678901234567890";
  const Timestamp now{1234567890'000};
  const std::int64_t step = totp_step_at(now);
  EXPECT_FALSE(totp_step_of(secret, totp_code(secret, step), now, step));
  EXPECT_FALSE(totp_step_of(secret, totp_code(secret, step - 1), now, step));
  EXPECT_EQ(totp_step_of(secret, totp_code(secret, step + 1), now, step), step + 1);
}

TEST(Totp, ReadsSixDigitsAndNothingElse) {
  const std::string secret = "12345678901234567890";
  const Timestamp now{59'000};
  const std::vector<std::pair<const char*, bool>> cases{
      {"287082", true},   {"287 082", true},  {" 287082 ", true}, {"", false},
      {"28708", false},   {"2870820", false}, {"28708x", false},  {"287-082", false},
      {"２87082", false}, {"      ", false}};
  for (const auto& [code, good] : cases) {
    EXPECT_EQ(totp_step_of(secret, code, now, 0).has_value(), good) << code;
  }
}

TEST(Totp, IsWrittenAsAppsReadIt) {
  EXPECT_EQ(totp_text("12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  EXPECT_EQ(totp_uri("12345678901234567890", "ada@x"),
            "otpauth://totp/Provost:ada%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=Provost&algorithm=SHA1&digits=6&period=30");
}

TEST(Totp, SecretsAreLongAndDiffer) {
  SecureRandom random;
  const std::string secret = make_totp_secret(random);
  EXPECT_EQ(secret.size(), 20u);
  EXPECT_NE(make_totp_secret(random), secret);
}

}  // namespace
}  // namespace provost::identity

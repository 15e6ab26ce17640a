#include "access/difference.h"

#include <gtest/gtest.h>

namespace provost::access {
namespace {

using Held = std::optional<Target>;

TEST(Difference, APersonWhoCannotSignInAnyLongerLosesWhateverTheRole) {
  const Difference half = difference(Target::user_human, Target::admin_service);
  EXPECT_TRUE(half.loses_sign_in);
  EXPECT_TRUE(half.gains_admin);
  EXPECT_TRUE(half.is_loss());
  EXPECT_FALSE(half.is_gain());
}

TEST(Difference, EveryPairIsALossAGainOrTheSame) {
  const Held all[] = {std::nullopt, Target::user_service, Target::user_human, Target::admin_service,
                      Target::admin_human};
  // Rows: before; columns: after, in the order above.
  const char* expected[] = {
      "=++++",  // without access
      "-=+++",  // User (Service account)
      "--=-+",  // User (Human)
      "---=+",  // Admin (Service account)
      "----=",  // Admin (Human)
  };
  for (int before = 0; before < 5; ++before) {
    for (int after = 0; after < 5; ++after) {
      const Difference change = difference(all[before], all[after]);
      const char kind = change.is_loss() ? '-' : change.is_gain() ? '+' : '=';
      EXPECT_EQ(kind, expected[before][after]) << before << " to " << after;
    }
  }
}

TEST(Difference, SaysWhatIsLost) {
  const Difference all = difference(Target::admin_human, std::nullopt);
  EXPECT_TRUE(all.loses_access && all.loses_admin && all.loses_sign_in);
  const Difference admin = difference(Target::admin_human, Target::user_human);
  EXPECT_TRUE(admin.loses_admin && !admin.loses_access && !admin.loses_sign_in);
}

}  // namespace
}  // namespace provost::access

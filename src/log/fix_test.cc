#include "log/fix.h"

#include <string>

#include <gtest/gtest.h>

#include "log/catalogue.h"

namespace provost::log {
namespace {

using store::Provider;

constexpr Fix fix = "Rotate the token{ in Entra under A| in Okta under B}. Press Test{ twice|}.";

TEST(Fix, NamesThePlacesOfTheOrganisationsOwnProvider) {
  EXPECT_EQ(fix.text(Provider::entra), "Rotate the token in Entra under A. Press Test twice.");
  EXPECT_EQ(fix.text(Provider::okta), "Rotate the token in Okta under B. Press Test.");
  EXPECT_EQ(fix.text(Provider::jumpcloud), "Rotate the token. Press Test.");
}

TEST(Fix, NamesBothWhileNobodyHasSaidWhichItIs) {
  EXPECT_EQ(fix.text(), "Rotate the token in Entra under A, in Okta under B. Press Test twice.");
  constexpr Fix in_brackets = "Send it again{ (Entra: A)| (Okta: B)}.";
  EXPECT_EQ(in_brackets.text(), "Send it again (Entra: A; Okta: B).");
}

TEST(Fix, OfACauseSpeaksOfNoOtherProvider) {
  for (std::size_t n = 1; n < cause_count; ++n) {
    const CauseText& cause = text_of(static_cast<Cause>(n));
    EXPECT_EQ(cause.fix.text(Provider::entra).find("Okta"), std::string::npos) << cause.id;
    EXPECT_EQ(cause.fix.text(Provider::okta).find("Entra"), std::string::npos) << cause.id;
    for (const Provider provider : {Provider::onelogin, Provider::other}) {
      const std::string text = cause.fix.text(provider);
      EXPECT_FALSE(text.empty()) << cause.id;
      EXPECT_EQ(text.find("Okta"), std::string::npos) << cause.id;
      EXPECT_EQ(text.find("Entra"), std::string::npos) << cause.id;
      EXPECT_EQ(text.find_first_of("{|}"), std::string::npos) << cause.id;
    }
  }
}

}  // namespace
}  // namespace provost::log

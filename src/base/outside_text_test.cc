#include "base/outside_text.h"

#include <string>

#include <gtest/gtest.h>

#include "base/text.h"

namespace provost {
namespace {

const std::string token = "pvt_0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ123456";

TEST(OutsideText, IsUtf8AndCutBetweenCharacters) {
  EXPECT_EQ(outside_text("Bad \xff\xfe\xc3 agent", 200), "Bad ??? agent");
  EXPECT_EQ(outside_text("Prov M\xfcller", 200), "Prov M?ller");
  EXPECT_EQ(outside_text("M\u00fcller", 200), "M\u00fcller");
  EXPECT_EQ(outside_text("\u00fc\u00fc", 3), "\u00fc");
  EXPECT_EQ(outside_text("\xf0\x9f\x98", 200), "???") << "a character that is not whole";
  EXPECT_EQ(outside_text("\xed\xa0\x80", 200), "???") << "half of a surrogate pair";
  EXPECT_EQ(outside_text("abc", 2), "ab");
  EXPECT_EQ(outside_text("", 2), "");
}

TEST(OutsideText, EveryByteAndEveryCutGivesUtf8OfTheLengthAskedFor) {
  std::string text = "a\u00e9\u20ac\U0001F600";
  for (int byte = 0; byte < 256; ++byte) {
    const std::string bytes = text + static_cast<char>(byte) + text;
    for (std::size_t max = 0; max <= bytes.size() + 1; ++max) {
      const std::string out = outside_text(bytes, max);
      EXPECT_TRUE(is_valid_utf8(out));
      EXPECT_LE(out.size(), max);
    }
  }
}

TEST(OutsideText, HidesSecretsWhereverTheyStand) {
  EXPECT_EQ(masked(token), "pvt_***");
  EXPECT_EQ(masked("/" + token + "/scim/v2/Users"), "/pvt_***/scim/v2/Users");
  EXPECT_EQ(masked("Bearer " + token + ", x" + token), "Bearer pvt_***, xpvt_***");
  EXPECT_EQ(masked("pvpvt_" + token.substr(4)), "pvpvt_***");
  EXPECT_EQ(masked(token.substr(0, 30)), "pvt_***") << "a part of one";
  for (const char kind : {'c', 'k', 'l', 'o', 's', 't'}) {
    std::string other = token;
    other[2] = kind;
    EXPECT_EQ(masked(other), other.substr(0, 4) + "***");
  }
}

TEST(OutsideText, LeavesOrdinaryWordsAlone) {
  for (const std::string text :
       {"", "p", "pv", "pvt_", "pvt_short", "pvc pipe, pve_1 and pv", "PVT_0123456789abcdefghij",
        "pv1_0123456789abcdefghij", "password", "the password is too long to be one",
        R"(the password is wrong, not "twelve")", R"("password", "userName eq \"ada\"")"}) {
    EXPECT_EQ(masked(text), text);
  }
}

TEST(OutsideText, HidesWhatGoesWithTheWordPassword) {
  EXPECT_EQ(masked(R"(password eq "hunter2")"), R"(password eq "***")");
  EXPECT_EQ(masked(R"(urn:x:User:passWord sw "hun\"ter2" and active eq "x")"),
            R"(urn:x:User:passWord sw "***" and active eq "x")");
  EXPECT_EQ(masked(R"(password[value eq "hunter2"])"), R"(password[value eq "***"])");
  EXPECT_EQ(masked(R"(got {"password":"hunter2","a":"b"}.)"), R"(got {"password":"***","a":"b"}.)");
  EXPECT_EQ(masked(R"({"path":"password eq \"hunter2\""})"), R"({"path":"password eq \"***\""})");
  EXPECT_EQ(masked(R"("password[value eq \"hunter2)"), R"("password[value eq \"***)") << "cut";
  EXPECT_EQ(masked("password eq 'hunter2'"), "password eq '***'");
  EXPECT_EQ(masked(R"(password eq "a" or PASSWORD ne "b")"),
            R"(password eq "***" or PASSWORD ne "***")");
}

TEST(OutsideText, HidesPasswordsInUrlsToo) {
  EXPECT_EQ(masked("filter: password%20eq%20%22hunter2%22 is none"),
            "filter: password%20eq%20%22***%22 is none");
  EXPECT_EQ(masked("password+eq+%22hunter2%22"), "password+eq+%22***%22");
  EXPECT_EQ(masked("password%5Bvalue%20eq%20%22hun%5c%22ter2%22%5D&x=%22y%22"),
            "password%5Bvalue%20eq%20%22***%22%5D&x=%22y%22");
  EXPECT_EQ(masked("password%2520eq%2520%2522hunter2%2522+x"),
            "password%2520eq%2520%2522***%2522+x");
  EXPECT_EQ(masked("password%20eq%20%27hunter2"), "password%20eq%20%27***") << "cut";
  EXPECT_EQ(masked("password%20eq%20\"hunter2\""), "password%20eq%20\"***\"");
  for (const std::string text :
       {"password%20%zz%22a%22", "password%2", "password%", "password%25"}) {
    EXPECT_EQ(masked(text), text);
  }
}

TEST(UnseenCharacters, AreNamedInSentences) {
  EXPECT_EQ(with_unseen_named("Ada \u202Elive\u2066 \u200F\uFEFF\u00AD"),
            "Ada <U+202E>live<U+2066> <U+200F><U+FEFF><U+00AD>");
  // A family emoji, a Persian word, and bytes that are not UTF-8.
  for (const std::string text : {"", "Ada", "\U0001F468\u200D\U0001F469",
                                 "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", "a\xff"}) {
    EXPECT_EQ(with_unseen_named(text), text);
  }
}

TEST(UnseenCharacters, CommandNoTerminal) {
  EXPECT_EQ(with_unseen_named("a\x1b[2Jb\r\x07\u009b\tc\n"),
            "a<U+001B>[2Jb<U+000D><U+0007><U+009B>\tc\n");
}

TEST(UnseenCharacters, AreEscapesInJsonAndMeanTheSame) {
  EXPECT_EQ(with_unseen_escaped("[\"a\u202E\U000E0041 \u00E9\"]"),
            "[\"a\\u202e\\udb40\\udc41 \u00E9\"]");
}

// A cut must not leave part of a secret readable, even when too little remains to look like one.
TEST(OutsideText, ACutDoesNotUncoverASecret) {
  for (std::size_t max = 0; max < 100; ++max) {
    const std::string out = outside_text("agent " + token + " end", max);
    EXPECT_EQ(out.find("012345"), std::string::npos) << out;
  }
  const std::string filler(200, 'x');
  EXPECT_EQ(outside_text(filler + token, 210), filler + "pvt_***");
}

}  // namespace
}  // namespace provost

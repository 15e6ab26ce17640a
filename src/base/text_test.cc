#include "base/text.h"

#include <gtest/gtest.h>

namespace provost {
namespace {

struct FoldCase {
  const char* one;
  const char* other;
  bool equal;
};

TEST(Fold, ComparesNamesByWidthCaseAndComposition) {
  const FoldCase cases[] = {
      {"Ada@Fabrikam.Example", "ada@fabrikam.example", true},
      {"STRASSE", "stra\u00DFe", true},           // full case folding, not lower-casing
      {"\u00C5NGSTROM", "A\u030Angstrom", true},  // composed and decomposed
      {"\uFF21\uFF22\uFF23", "abc", true},        // full-width letters
      {"\uFF76\uFF9E", "\u30AB\uFF9E", true},     // half-width katakana
      {"\u0391\u03A3", "\u03B1\u03C2", true},     // final sigma
      {"\uFB01x", "\uFB01y", false},
      {"\u2460", "1", false},  // no other compatibility mapping
      {"ada", "adb", false},
  };
  for (const FoldCase& c : cases) {
    EXPECT_EQ(fold(c.one) == fold(c.other), c.equal) << c.one << " / " << c.other;
  }
}

TEST(Fold, IsIdempotent) {
  for (const char* text : {"\u0130stanbul", "\uFF76\uFF9E", "A\u030A", "\u1E9E", "plain"}) {
    EXPECT_EQ(fold(fold(text)), fold(text)) << text;
  }
}

TEST(Fold, KeepsBytesThatAreNoText) {
  EXPECT_EQ(fold("\xFF\xFEQ"), "\xFF\xFEQ");
}

TEST(DecodeQuery, UndoesTheEncodingOnce) {
  EXPECT_EQ(decode_query_component("a+b%20c"), "a b c");
  EXPECT_EQ(decode_query_component("100%2525"), "100%25");
  EXPECT_EQ(decode_query_component("%C3%A9"), "\u00E9");
  EXPECT_EQ(decode_query_component("50%"), std::nullopt);
  EXPECT_EQ(decode_query_component("%4"), std::nullopt);
  EXPECT_EQ(decode_query_component("%zz"), std::nullopt);
}

TEST(DecodePath, KeepsThePlus) {
  EXPECT_EQ(decode_path_segment("a+b%2Fc"), "a+b/c");
}

TEST(EncodeComponent, LeavesOnlyUnreservedCharacters) {
  EXPECT_EQ(encode_uri_component("a b\"é~"), "a%20b%22%C3%A9~");
}

TEST(Utf8, IsCheckedStrictly) {
  EXPECT_TRUE(is_valid_utf8("plain"));
  EXPECT_TRUE(is_valid_utf8("\u00E9\U0001F600"));
  EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));  // beyond U+10FFFF
}

TEST(IgnoringCase, ComparesAsciiLettersOnly) {
  EXPECT_TRUE(iequals("userName", "USERNAME"));
  EXPECT_FALSE(iequals("userName", "userNam"));
  EXPECT_FALSE(iequals("\u00E9", "\u00C9"));
  EXPECT_TRUE(istarts_with("Bearer abc", "bearer "));
}

TEST(Text, TrimsBlanksAndTabsAround) {
  EXPECT_EQ(trim_blanks(" \ta b\t "), "a b");
  EXPECT_EQ(trim_blanks(" \t "), "");
  EXPECT_EQ(trim_blanks(""), "");
  EXPECT_EQ(trim_blanks("\na "), "\na");
}

TEST(Text, IsWrittenAsLowerCaseHex) {
  using namespace std::string_view_literals;
  EXPECT_EQ(to_hex("\x00\x7f\xff"sv), "007fff");
  EXPECT_EQ(to_hex(""), "");
}

}  // namespace
}  // namespace provost

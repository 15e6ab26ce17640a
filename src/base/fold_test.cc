#include <cstdlib>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <utf8proc.h>

#include "base/text.h"

namespace provost {
namespace {

// The key that databases contain: folding, then utf8proc's own ordering of marks. It does no width
// mapping, so the texts here contain no full-width or half-width forms.
std::string stored_key(const std::string& text) {
  utf8proc_uint8_t* folded = nullptr;
  const utf8proc_ssize_t length = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), &folded,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
  std::string out(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(length));
  std::free(folded);
  return out;
}

void append(std::string& text, utf8proc_int32_t point) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t length = utf8proc_encode_char(point, bytes);
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

// Ideographs and most of Hangul are left out: there are many of them, all alike.
bool is_compared(utf8proc_int32_t point) {
  const bool is_form = point == 0x3000 || (point >= 0xFF01 && point <= 0xFFEF);
  const bool is_alike = (point >= 0x3400 && point < 0xA000) || (point >= 0xAC80 && point < 0xD700);
  return utf8proc_codepoint_valid(point) && !is_form && !is_alike;
}

TEST(Fold, GivesEveryCharacterTheKeyThatDatabasesHold) {
  for (utf8proc_int32_t point = 0x80; point < 0x20000; ++point) {
    if (is_compared(point)) {
      std::string text = "a";
      append(text, point);
      ASSERT_EQ(fold(text), stored_key(text)) << "U+" << std::hex << point;
    }
  }
}

TEST(Fold, GivesMixedTextTheKeyThatDatabasesHold) {
  // Marks of several classes, the letters they compose with, Hangul, and letters that fold to
  // several.
  constexpr utf8proc_int32_t points[] = {
      'a',    'A',    'e',    's',     0x0301, 0x0316, 0x0327, 0x0345,  0x0308,  0x031B,
      0x0323, 0x1E69, 0x00DF, 0x0130,  0x1100, 0x1161, 0x11A8, 0xAC00,  0x05B0,  0x05BC,
      0x0644, 0x0653, 0x3099, 0x304B,  0x0958, 0x0F71, 0x0F74, 0x1D15E, 0x1D165, 0x10400,
      0x0390, 0x1FB7, 0x03A3, 0x1F600, 0xFDFA, 0x2126, 0x0B47, 0x0B56,  0x0041,  0x030A,
  };
  std::mt19937 random(4);
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    for (std::size_t left = 1 + random() % 24; left > 0; --left) {
      append(text, points[random() % std::size(points)]);
    }
    ASSERT_EQ(fold(text), stored_key(text)) << "round " << round;
  }
}

// A megabyte of alternating marks of two classes: exchanging neighbours would take minutes.
TEST(Fold, TakesAMegabyteOfMarks) {
  constexpr std::size_t pairs = 250'000;
  std::string text = "A";
  for (std::size_t i = 0; i < pairs; ++i) {
    text += "\u0301\u0316";
  }
  std::string ordered = "\u0061";
  for (std::size_t i = 0; i < pairs; ++i) {
    ordered += "\u0316";
  }
  for (std::size_t i = 0; i < pairs; ++i) {
    ordered += "\u0301";
  }
  const std::string folded = fold(text);
  EXPECT_EQ(folded, fold(ordered));
  EXPECT_EQ(fold(folded), folded);
  EXPECT_LE(folded.size(), text.size());
}

}  // namespace
}  // namespace provost

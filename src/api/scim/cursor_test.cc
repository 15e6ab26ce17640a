#include "api/scim/cursor.h"

#include <gtest/gtest.h>

namespace provost::api::scim_api {
namespace {

class Cursor : public ::testing::Test {
 protected:
  std::string seal(const CursorState& state = {}) {
    return seal_cursor(state, "scope", now_, keys_, random_);
  }
  Code refusal(std::string_view text, std::string_view scope = "scope") const {
    return open_cursor(text, scope, now_, keys_).error().code;
  }

  Timestamp now_{1'800'000'000'000};
  std::vector<store::CursorKey> keys_{{2, std::string(32, 'n'), {}}, {1, std::string(32, 'o'), {}}};
  SecureRandom random_;
};

TEST_F(Cursor, ComesBackAsItWas) {
  const CursorState state{.beyond = {std::string("a\"\n"), 2, first_uuid_v7(7)},
                          .backward = true,
                          .total = 12,
                          .count = -3};
  EXPECT_EQ(open_cursor(seal(state), "scope", now_, keys_).value(), state);
  const CursorState bare{
      .beyond = {{}, 1, first_uuid_v7(1)}, .backward = false, .total = {}, .count = {}};
  EXPECT_EQ(open_cursor(seal(bare), "scope", now_, keys_).value(), bare);
}

TEST_F(Cursor, HasOnlyUnreservedCharactersAndTellsNothing) {  // standards.md CUR-2
  const CursorState state{.beyond = {std::string("ada@x.example"), 1, {}}};
  const std::string text = seal(state);
  EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                   "-._~"),
            std::string::npos);
  EXPECT_NE(seal(state), text) << "equal states make different cursors";
}

TEST_F(Cursor, OpensOnlyWhereItBelongs) {  // standards.md CUR-6, CUR-7
  const std::string text = seal();
  EXPECT_EQ(refusal(text, "other scope"), Code::invalid_cursor);
  EXPECT_EQ(refusal(""), Code::invalid_cursor);
  EXPECT_EQ(refusal("x"), Code::invalid_cursor);
  EXPECT_EQ(refusal(text + "A"), Code::invalid_cursor);
  EXPECT_EQ(refusal(std::string(100'000, 'A')), Code::invalid_cursor);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string forged = text;
    forged[at] = forged[at] == 'A' ? 'B' : 'A';
    EXPECT_EQ(refusal(forged), Code::invalid_cursor) << at;
  }
}

TEST_F(Cursor, LivesForAnHour) {  // standards.md CUR-7, CUR-14
  const std::string text = seal();
  now_ = now_.plus_s(cursor_lifetime_s - 1);
  EXPECT_TRUE(open_cursor(text, "scope", now_, keys_).has_value());
  now_ = now_.plus_s(1);
  EXPECT_EQ(refusal(text), Code::expired_cursor);
}

TEST_F(Cursor, OutlivesOneChangeOfTheKey) {
  const std::string text = seal();
  keys_ = {{3, std::string(32, 'x'), {}}, keys_.front()};
  EXPECT_TRUE(open_cursor(text, "scope", now_, keys_).has_value());
  keys_ = {{4, std::string(32, 'y'), {}}, keys_.front()};
  EXPECT_EQ(refusal(text), Code::invalid_cursor);
}

TEST_F(Cursor, NeedsAKey) {
  keys_.clear();
  EXPECT_THROW(seal(), std::runtime_error);
}

}  // namespace
}  // namespace provost::api::scim_api

#include "base/uuid.h"

#include <limits>

#include <gtest/gtest.h>

#include "base/random.h"

namespace provost {
namespace {

TEST(Uuid, ReadsItsOwnTextInAnyCase) {
  const char* text = "0193a2f0-7c1e-7abc-8def-0123456789ab";
  const auto id = Uuid::parse(text);
  ASSERT_TRUE(id);
  EXPECT_EQ(id->to_string(), text);
  EXPECT_EQ(Uuid::parse("0193A2F0-7C1E-7ABC-8DEF-0123456789AB"), id);
}

TEST(Uuid, RefusesEverythingElse) {
  for (const char* text :
       {"", "u1", "0193a2f07c1e7abc8def0123456789ab", "{0193a2f0-7c1e-7abc-8def-0123456789a}",
        "0193a2f0-7c1e-7abc-8def-0123456789ag", "0193a2f0-7c1e-7abc-8def_0123456789ab"}) {
    EXPECT_EQ(Uuid::parse(text), std::nullopt) << text;
  }
}

TEST(Uuid, MadeLaterSortsLater) {
  const std::array<std::uint8_t, 10> high{255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  const Uuid first = make_uuid_v7(1'700'000'000'000, high);
  const Uuid second = make_uuid_v7(1'700'000'000'001, {});
  EXPECT_LT(first, second);
  EXPECT_LT(first.to_string(), second.to_string());
}

TEST(Uuid, EachMomentHasAFirst) {
  const std::array<std::uint8_t, 10> high{255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  constexpr std::int64_t now = 1'700'000'000'000;
  EXPECT_LT(make_uuid_v7(now - 1, high), first_uuid_v7(now));
  EXPECT_LT(first_uuid_v7(now), make_uuid_v7(now, {}));
  EXPECT_EQ(first_uuid_v7(std::numeric_limits<std::int64_t>::min()), Uuid{});
  EXPECT_LT(make_uuid_v7(now, high), first_uuid_v7(std::numeric_limits<std::int64_t>::max()));
}

TEST(Uuid, CarriesVersionAndVariant) {  // RFC 9562 §5.7
  SecureRandom random;
  for (int i = 0; i < 100; ++i) {
    const std::string text = new_id({1'700'000'000'000}, random).to_string();
    EXPECT_EQ(text[14], '7');
    EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace provost

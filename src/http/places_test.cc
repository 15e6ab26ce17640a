#include "http/places.h"

#include <optional>
#include <vector>

#include <gtest/gtest.h>

namespace provost::http {
namespace {

using boost::asio::ip::make_address;
using Kind = Places::Kind;

TEST(PlacesTest, CountsWhatIsServedAndFreesItsPlace) {
  Places places(2, 2);
  const Places::Place first = places.take(std::nullopt);
  {
    const Places::Place second = places.take(std::nullopt);
    EXPECT_EQ(second.kind(), Kind::served);
    EXPECT_EQ(places.take(std::nullopt).kind(), Kind::over_limit);
  }
  EXPECT_EQ(first.kind(), Kind::served);
  EXPECT_EQ(places.take(std::nullopt).kind(), Kind::served);
}

TEST(PlacesTest, OneAddressTakesNoMoreThanItsShare) {
  Places places(10, 2);
  const auto flood = place_owner(make_address("192.0.2.1"));
  const auto other = place_owner(make_address("192.0.2.2"));
  const Places::Place first = places.take(flood);
  {
    const Places::Place second = places.take(flood);
    EXPECT_EQ(places.take(flood).kind(), Kind::over_share);
    EXPECT_EQ(places.take(other).kind(), Kind::served);
    EXPECT_EQ(places.take(std::nullopt).kind(), Kind::served);
  }
  EXPECT_EQ(places.take(flood).kind(), Kind::served);
}

TEST(PlacesTest, WhoIsToldSoTakesNothingFromTheOthers) {
  Places places(8, 1);
  const auto flood = place_owner(make_address("192.0.2.1"));
  std::vector<Places::Place> told;
  for (Kind kind = Kind::served; kind != Kind::dropped; kind = told.back().kind()) {
    ASSERT_LT(told.size(), 100U);
    told.push_back(places.take(flood));
  }
  EXPECT_EQ(told.size(), 1U + 17 + 1) << "one served, an eighth and 16 told, one dropped";
  EXPECT_EQ(places.take(place_owner(make_address("192.0.2.2"))).kind(), Kind::served);
}

TEST(PlacesTest, TakesThePlaceThatAnotherLeaves) {
  Places places(1, 1);
  std::optional<Places::Place> idle(places.take(std::nullopt));
  Places::Place next = places.take(std::nullopt);
  EXPECT_EQ(next.kind(), Kind::over_limit);
  next.serve();
  EXPECT_EQ(next.kind(), Kind::served);
  idle.reset();
  EXPECT_EQ(places.take(std::nullopt).kind(), Kind::over_limit);
  { const Places::Place gone = std::move(next); }
  EXPECT_EQ(places.take(std::nullopt).kind(), Kind::served);
}

TEST(PlacesTest, TellsWhoseAConnectionIs) {
  const auto owner = [](const char* text) { return place_owner(make_address(text)); };
  EXPECT_EQ(owner("127.0.0.1"), std::nullopt);
  EXPECT_EQ(owner("127.3.2.1"), std::nullopt);
  EXPECT_EQ(owner("::1"), std::nullopt);
  EXPECT_EQ(owner("::ffff:127.0.0.1"), std::nullopt);
  EXPECT_EQ(owner("192.0.2.1"), owner("::ffff:192.0.2.1"));
  EXPECT_NE(owner("192.0.2.1"), owner("192.0.2.2"));
  EXPECT_EQ(owner("2001:db8::1"), owner("2001:db8::ffff:0:0:2"));
  EXPECT_NE(owner("2001:db8::1"), owner("2001:db8:0:1::1"));
  EXPECT_NE(owner("192.0.2.1"), owner("::"));
}

}  // namespace
}  // namespace provost::http

#include "base/rfc3339.h"

#include <gtest/gtest.h>

namespace provost {
namespace {

TEST(ParseDateTime, ReadsEveryFormOfAnInstant) {  // standards.md TYP-4, FLT-7
  const Instant noon{1305261274, 0};
  for (const char* text :
       {"2011-05-13T04:34:34Z", "2011-05-13T04:34:34.000+00:00", "2011-05-13T06:34:34+02:00",
        "2011-05-12T23:04:34-05:30", "2011-05-13T04:34:34", "2011-05-13t04:34:34z"}) {
    EXPECT_EQ(parse_date_time(text), noon) << text;
  }
  EXPECT_EQ(parse_date_time("2011-05-13T04:34:34.1234567Z"), (Instant{1305261274, 123456700}));
  EXPECT_EQ(parse_date_time("2011-05-13T04:34:34.1234567899Z"), (Instant{1305261274, 123456789}));
  EXPECT_EQ(parse_date_time("2011-05-12T24:00:00Z"), parse_date_time("2011-05-13T00:00:00Z"));
  EXPECT_EQ(parse_date_time("1969-12-31T23:59:59Z"), (Instant{-1, 0}));
}

TEST(ParseDateTime, RefusesWhatIsNone) {
  for (const char* text : {"", "2011-05-13", "2011-05-13 04:34:34Z", "2011-13-01T00:00:00Z",
                           "2011-02-30T00:00:00Z", "2011-05-13T25:00:00Z", "2011-05-13T24:00:01Z",
                           "2011-05-13T04:60:00Z", "2011-05-13T04:34:34.Z", "2011-05-13T04:34:34+2",
                           "2011-05-13T04:34:34Zx", "11-05-13T04:34"}) {
    EXPECT_EQ(parse_date_time(text), std::nullopt) << text;
  }
}

TEST(ToRfc3339, WritesUtcWithMilliseconds) {  // standards.md §3 row 49
  EXPECT_EQ(to_rfc3339({1305261274123}), "2011-05-13T04:34:34.123Z");
  EXPECT_EQ(to_rfc3339({-1}), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(to_rfc3339({951782400000}), "2000-02-29T00:00:00.000Z");
}

}  // namespace
}  // namespace provost

#include "simulate/run.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace provost::simulate {
namespace {

TEST(Run, OfAnAddressThatIsNoUrlSaysSoAndIsNotOk) {
  Options options;
  options.url = "ftp://nowhere";
  std::ostringstream out;
  std::ostringstream progress;
  const Outcome outcome = run(options, out, progress);
  EXPECT_FALSE(outcome.ok);
  EXPECT_FALSE(outcome.stopped.empty());
  EXPECT_THAT(out.str(), ::testing::HasSubstr("stopped: " + outcome.stopped));
}

}  // namespace
}  // namespace provost::simulate

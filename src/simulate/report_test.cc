#include "simulate/report.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/json.h"
#include "simulate/attribute.h"
#include "simulate/progress.h"

namespace provost::simulate {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Percentile, IsTheNearestRank) {
  std::vector<double> hundred;
  for (int i = 1; i <= 100; ++i) {
    hundred.push_back(i);
  }
  EXPECT_EQ(percentile(hundred, 50), 50);
  EXPECT_EQ(percentile(hundred, 95), 95);
  EXPECT_EQ(percentile(hundred, 99), 99);
  EXPECT_EQ(percentile({7}, 50), 7);
  EXPECT_EQ(percentile({7}, 99), 7);
  EXPECT_EQ(percentile({1, 2, 3}, 50), 2);
  EXPECT_EQ(percentile({}, 99), 0);
}

TEST(Recorder, CountsPerKindAndStatusAndOrdersLatencies) {
  Recorder recorder;
  for (const double ms : {9.0, 1.0, 5.0}) {
    recorder.record(Kind::create_user, 201, ms);
  }
  recorder.record(Kind::create_user, 503, 20);
  recorder.record(Kind::match_user, 200, 2);
  const auto rows = recorder.rows();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].kind, Kind::match_user);
  EXPECT_EQ(rows[1].kind, Kind::create_user);
  EXPECT_EQ(rows[1].count, 4U);
  EXPECT_EQ(rows[1].statuses, (std::map<int, std::size_t>{{201, 3}, {503, 1}}));
  EXPECT_EQ(rows[1].p50_ms, 5);
  EXPECT_EQ(rows[1].max_ms, 20);
  EXPECT_EQ(recorder.total(), 5U);
}

TEST(Findings, KeepsTheFirstFiftyAndCountsAll) {
  Findings findings;
  for (int i = 0; i < 70; ++i) {
    findings.add(std::to_string(i));
  }
  EXPECT_EQ(findings.count(), 70U);
  EXPECT_EQ(findings.kept().size(), 50U);
  EXPECT_EQ(findings.kept().back(), "49");
}

Report sample() {
  Report report;
  report.options.token = "s3cret";
  report.options.users = 10;
  report.options.groups = 2;
  report.outcome = {false, 4, 1, 60, 9, 2, ""};
  report.seconds = 2;
  report.rows = {{Kind::create_user, 4, {{0, 1}, {201, 3}}, 1.25, 2, 3, 20}};
  report.failures = {"create user: POST /Users → no answer: reset"};
  report.differences = {"user a@b (by id): active: expected true, got false"};
  return report;
}

TEST(Report, TextShowsTableFailuresDifferencesAndPresence) {
  const std::string text = to_text(sample());
  EXPECT_THAT(text, AllOf(HasSubstr("create user"), HasSubstr("no answer × 1, 201 × 3"),
                          HasSubstr("4 requests in 2.0 s (2 per second)"),
                          HasSubstr("9 of 10 users and 2 of 2 groups are there"),
                          HasSubstr("1 failure\n  create user: POST /Users"),
                          HasSubstr("60 differences\n  user a@b (by id): active"),
                          HasSubstr("… and 59 more"), Not(HasSubstr("s3cret"))));
}

TEST(Report, SaysWhatCouldNotBeChecked) {
  Report report = sample();
  report.outcome.unchecked = 1;
  report.unchecked = {"memberships: nothing lists them"};
  EXPECT_THAT(to_text(report),
              HasSubstr("1 thing could not be checked\n  memberships: nothing lists them"));
  EXPECT_THAT(to_json(report),
              HasSubstr(R"("unchecked":{"count":1,"items":["memberships: nothing lists them"]})"));
}

TEST(Report, TextOfAGoodRunSaysZeroDifferences) {
  Report report;
  report.outcome.ok = true;
  EXPECT_THAT(to_text(report), HasSubstr("0 failures\n0 differences\n"));
}

// A run that ended early verified nothing, so it must not claim that nothing differs.
TEST(Report, TextOfAStoppedRunSaysWhyInsteadOfZeroDifferences) {
  Report report;
  report.outcome.stopped = "Test Connection failed";
  EXPECT_THAT(to_text(report),
              AllOf(HasSubstr("stopped: Test Connection failed"), Not(HasSubstr("0 differences"))));
}

TEST(Report, JsonIsOneObjectWithAllOfIt) {
  const std::string text = to_json(sample());
  EXPECT_THAT(text, Not(HasSubstr("s3cret")));
  const json::Value value = json::parse(text).value();
  const auto at = [&](std::string_view path) {
    return json::write(*value_at(value.get_object(), path));
  };
  EXPECT_EQ(at("client"), "\"entra\"");
  EXPECT_EQ(at("dialect"), "\"default\"");
  EXPECT_EQ(at("mapping"), "\"guide\"");
  EXPECT_EQ(at("ok"), "false");
  EXPECT_EQ(at("users"), R"({"present":9,"of":10})");
  EXPECT_EQ(at("failures.count"), "1");
  EXPECT_EQ(at("differences.count"), "60");
  EXPECT_EQ(at("differences.items"), R"(["user a@b (by id): active: expected true, got false"])");
  EXPECT_THAT(at("requests"),
              AllOf(HasSubstr(R"("kind":"create user","count":4)"),
                    HasSubstr(R"("statuses":{"0":1,"201":3})"), HasSubstr(R"("p99Ms")")));
}

TEST(Progress, DrawsABarOverItselfOnATerminal) {
  std::ostringstream out;
  {
    Progress progress(out, true);
    progress.begin("users", 2);
    progress.tick();
    progress.tick();
  }
  EXPECT_THAT(out.str(), AllOf(HasSubstr("\r"), HasSubstr("users (0 of 2)"),
                               HasSubstr("100 % users (2 of 2)")));
}

TEST(Progress, WritesNoControlCharacterElsewhere) {
  std::ostringstream out;
  {
    Progress progress(out, false);
    progress.begin("users", 1000);
    for (int i = 0; i < 1000; ++i) {
      progress.tick();
    }
  }
  EXPECT_EQ(out.str().find_first_of("\r\x1b\b"), std::string::npos);
  EXPECT_FALSE(is_terminal(out));
}

TEST(Bar, FillsInProportion) {
  EXPECT_EQ(bar(0, 4, 4), "[░░░░]   0 %");
  EXPECT_EQ(bar(1, 4, 4), "[█░░░]  25 %");
  EXPECT_EQ(bar(4, 4, 4), "[████] 100 %");
  EXPECT_EQ(bar(0, 0, 4), "[████] 100 %");
}

}  // namespace
}  // namespace provost::simulate

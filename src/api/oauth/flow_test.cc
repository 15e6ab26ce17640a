#include "api/oauth/flow.h"

#include <gtest/gtest.h>

#include "base/testing/fakes.h"

namespace provost::api::oauth {
namespace {

class FlowTest : public ::testing::Test {
 protected:
  std::optional<OpenedFlow> open(std::string_view state, std::string_view browser) {
    return open_flow(state, browser, clock_.now(), keys_);
  }
  testing::ManualClock clock_;
  testing::SeededRandom random_;
  std::vector<store::CursorKey> keys_{{.generation = 1, .key = std::string(32, 'k')}};
  Flow flow_{.org = "acme", .to = "/console/o/acme/log", .id = "1"};
  std::string browser_ = new_browser_secret(random_);
  oidc::Secrets secrets_ = begin_flow(flow_, browser_, clock_.now(), keys_, random_);
};

TEST_F(FlowTest, ComesBackAsItBegan) {
  const std::optional<OpenedFlow> opened = open(secrets_.state, browser_);
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->flow.org, "acme");
  EXPECT_EQ(opened->flow.to, "/console/o/acme/log");
  EXPECT_EQ(opened->secrets.nonce, secrets_.nonce);
  EXPECT_EQ(opened->secrets.code_verifier, secrets_.code_verifier);
}

TEST_F(FlowTest, OpensOnlyInItsBrowser) {
  EXPECT_FALSE(open(secrets_.state, new_browser_secret(random_)).has_value());
  EXPECT_FALSE(open(secrets_.state, "").has_value());
  EXPECT_FALSE(open(secrets_.state, browser_ + "A").has_value());
}

TEST_F(FlowTest, LivesForTenMinutes) {
  clock_.advance_s(flow_life_s - 1);
  EXPECT_TRUE(open(secrets_.state, browser_).has_value());
  clock_.advance_s(1);
  EXPECT_FALSE(open(secrets_.state, browser_).has_value());
}

TEST_F(FlowTest, IsNothingThatOthersMade) {
  EXPECT_FALSE(open("", browser_).has_value());
  EXPECT_FALSE(open("AAAA", browser_).has_value());
  std::string changed = secrets_.state;
  changed[40] = changed[40] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(open(changed, browser_).has_value());
  keys_.front().key.front() = 'x';
  EXPECT_FALSE(open(secrets_.state, browser_).has_value());
}

TEST_F(FlowTest, HasSecretsOfItsOwnThatAreNotInTheState) {
  Flow other = flow_;
  other.id = "2";
  const oidc::Secrets others = begin_flow(other, browser_, clock_.now(), keys_, random_);
  EXPECT_NE(others.nonce, secrets_.nonce);
  EXPECT_NE(others.code_verifier, secrets_.code_verifier);
  EXPECT_NE(secrets_.nonce, secrets_.code_verifier);
  EXPECT_GE(secrets_.code_verifier.size(), 43u);  // RFC 7636 §4.1
  EXPECT_EQ(secrets_.state.find("acme"), std::string::npos);
}

TEST(Destination, IsAPathBelowTheConsole) {
  for (const char* to : {"/console/", "/console/o/acme/members?role=admin&search=a%20b",
                         "/console/o/acme/members/1#history", "/console/%2Fx"}) {
    EXPECT_EQ(destination_of(to), to);
  }
}

TEST(Destination, IsNoOtherPlace) {
  for (const char* to :
       {"", "/", "/console", "/consolex/", "console/", "//evil.example/console/",
        "https://evil.example/console/", "/console/../oauth/start", "/console/a/..",
        "/console/%2e%2e/x", "/console/./x", "/console/\\evil.example", "/console/%5Cx",
        "/console/ x", "/console/\r\nSet-Cookie: a=b", "/console/\x7f", "/console/%zz",
        "/api/v1/orgs"}) {
    EXPECT_EQ(destination_of(to), "/console/") << to;
  }
  EXPECT_EQ(destination_of("/console/" + std::string(2000, 'x')), "/console/");
}

}  // namespace
}  // namespace provost::api::oauth

#include "api/loop/usage.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "identity/tokens.h"
#include "store/testing/hooked_session.h"
#include "store/testing/memory_store.h"

namespace provost::api {
namespace {

class Usage : public ::testing::Test {
 protected:
  Usage() {
    EXPECT_TRUE(admin::create_organisation(admin_, acme_, {.name = "Acme"}).has_value());
    org_ = identity::find_organisation(admin_, acme_).value().key;
  }
  void flush() {
    usage_.flush(session_);
    // The writer runs units in order: once this one is done, so are all before it.
    EXPECT_TRUE(store::catalogue_write_and_wait(session_, [](store::CatalogueWriter&) {
                  return Result<void>();
                }).has_value());
  }

  provost::testing::MemoryStore store_;
  provost::testing::HookedSession session_{store_.store().open_session()};
  identity::Admin admin_{session_, store_.clock(), store_.random(), "test"};
  const OrgId acme_{"acme"};
  store::OrgKey org_{};
  UsageLog usage_;
};

// None holds the writer for long, and there are few in a queue that everybody shares.
TEST_F(Usage, IsWrittenSomeHundredAtATime) {
  for (int i = 0; i < 1001; ++i) {
    usage_.note(org_, fmt::format("token{}", i), store_.clock().now(), "192.0.2.1", "curl");
  }
  session_.take_catalogue_writes();
  usage_.flush(session_);
  EXPECT_EQ(session_.take_catalogue_writes(), 3u);
  usage_.flush(session_);
  EXPECT_EQ(session_.take_catalogue_writes(), 0u) << "what was told is told once";
}

TEST_F(Usage, IsToldInTextWhateverBytesTheAgentHas) {
  const identity::NewToken made = identity::rotate_token(admin_, acme_, 0, std::nullopt).value();
  usage_.note(org_, made.token.id, store_.clock().now(), "192.0.2.1", "Prov M\xFCller/1.0");
  flush();
  const store::Token used = identity::list_tokens(admin_, acme_).value().front();
  EXPECT_EQ(used.last_used_agent, "Prov M?ller/1.0");
  EXPECT_EQ(used.last_used_ip, "192.0.2.1");
}

TEST_F(Usage, CutsAgentsBetweenCharacters) {
  const identity::NewToken made = identity::rotate_token(admin_, acme_, 0, std::nullopt).value();
  std::string agent;
  while (agent.size() < 1000) {
    agent += "\u20ac";
  }
  usage_.note(org_, made.token.id, store_.clock().now(), "192.0.2.1", agent);
  flush();
  const std::string kept = identity::list_tokens(admin_, acme_).value().front().last_used_agent;
  EXPECT_LE(kept.size(), 200u);
  EXPECT_EQ(kept.size() % 3, 0u);
  EXPECT_FALSE(kept.empty());
}

}  // namespace
}  // namespace provost::api

#include "admin/chores/health_rounds.h"

#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "log/sqlite/sqlite_shelf.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

class HealthRoundsTest : public ::testing::Test {
 protected:
  store::OrgKey create(const std::string& id) { return store_.add(OrgId(id), {.name = id}); }
  int steps() {
    int steps = 0;
    while (rounds_.step().value()) {
      ++steps;
    }
    return steps;
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  log::Log log_{log::sqlite::open(":memory:"), {}, store_.clock(), store_.random()};
  HealthBoard board_;
  HealthRounds rounds_{admin_, log_, board_};
};

TEST_F(HealthRoundsTest, EveryOrganisationHasItsTurnInEachRound) {
  EXPECT_EQ(steps(), 0);
  const store::OrgKey acme = create("acme");
  const store::OrgKey globex = create("globex");
  EXPECT_EQ(board_.find(acme), nullptr);
  steps();
  ASSERT_NE(board_.find(acme), nullptr);
  EXPECT_EQ(board_.find(acme)->type, "setup_unfinished");
  ASSERT_NE(board_.find(globex), nullptr);
  EXPECT_EQ(steps(), 0);
  store_.clock().advance_s(HealthRounds::round_s);
  EXPECT_EQ(steps(), 2);
  EXPECT_EQ(board_.find(globex)->as_of, store_.clock().now());
}

TEST_F(HealthRoundsTest, WhatIsNewOrAskedForComesFirstAndWhatIsGoneGoes) {
  const store::OrgKey acme = create("acme");
  steps();
  store_.clock().advance_s(6);
  const store::OrgKey globex = create("globex");
  EXPECT_EQ(steps(), 1);
  ASSERT_NE(board_.find(globex), nullptr) << "long before the next round";
  board_.ask({acme, globex}, store_.clock().now(), 5000);
  EXPECT_EQ(steps(), 1) << "globex is fresh";
  EXPECT_EQ(board_.find(acme)->as_of, store_.clock().now());
  ASSERT_TRUE(delete_organisation(admin_, OrgId("globex")).has_value());
  EXPECT_EQ(steps(), 0);
  EXPECT_EQ(board_.find(globex), nullptr);
}

TEST_F(HealthRoundsTest, ATurnPassesWhenThereIsNoRoomForALook) {
  const store::OrgKey acme = create("acme");
  log_.drain();
  EXPECT_TRUE(rounds_.step().value()) << "the others have theirs";
  EXPECT_EQ(board_.find(acme), nullptr) << "nothing is made up";
}

}  // namespace
}  // namespace provost::admin

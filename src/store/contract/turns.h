#pragma once

#include <atomic>
#include <future>
#include <string>
#include <vector>

#include "store/contract/batches.h"

// Work waits in lines per organisation, which take turns (design rule 24). Each test holds the
// store where it is until everything waits that is to wait.
namespace provost::store::contract {

// Holds a reading thread inside a unit.
class HeldRead {
 public:
  HeldRead(Session& session, OrgKey org) {
    session.read_later(
        org,
        [this](Reader&) {
          entered_.set_value();
          release_.get_future().wait();
        },
        [this](const Result<void>&) { done_.set_value(); });
    entered_.get_future().wait();
  }
  ~HeldRead() {
    release_.set_value();
    done_.get_future().wait();
  }
  HeldRead(const HeldRead&) = delete;
  HeldRead& operator=(const HeldRead&) = delete;

 private:
  std::promise<void> entered_;
  std::promise<void> release_;
  std::promise<void> done_;
};

inline Outcome start_read(
    Session& session, OrgKey org, ReadWork work = [](Reader&) {}) {
  auto promise = std::make_shared<std::promise<Result<void>>>();
  session.read_later(org, std::move(work),
                     [promise](Result<void> outcome) { promise->set_value(std::move(outcome)); });
  return promise->get_future();
}

TEST_P(StoreContract, OrganisationsTakeTurnsInWriting) {
  const OrgKey globex = create_org("globex");
  const OrgKey initech = create_org("initech");
  std::string order;  // of the writer alone until the last outcome is there
  const auto note = [&](const char* name) {
    return [&order, name](Writer&) -> Result<void> {
      order += name;
      return {};
    };
  };
  HeldWriter held(*session_, acme_);
  std::vector<Outcome> outcomes;
  for (const char* name : {"a1 ", "a2 ", "a3 "}) {
    outcomes.push_back(start_write(*session_, acme_, note(name)));
  }
  outcomes.push_back(start_write(*session_, globex, note("g1 ")));
  outcomes.push_back(start_write(*session_, globex, note("g2 ")));
  outcomes.push_back(start_write(*session_, initech, note("i1 ")));
  held.release();
  for (Outcome& outcome : outcomes) {
    EXPECT_TRUE(outcome.get().has_value());
  }
  EXPECT_EQ(order, "a1 g1 i1 a2 g2 a3 ");
}

TEST_P(StoreContract, AnOrganisationThatFloodsTheWriterIsRefusedAlone) {
  reopen({.org_write_queue_max = 2});
  const OrgKey globex = create_org("globex");
  const WriteWork none = [](Writer&) -> Result<void> { return {}; };
  HeldWriter held(*session_, acme_);
  std::vector<Outcome> taken;
  taken.push_back(start_write(*session_, acme_, none));
  taken.push_back(start_write(*session_, acme_, none));
  const Result<void> refused = start_write(*session_, acme_, none).get();
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, Code::too_many_requests);
  EXPECT_EQ(refused.error().retry_after_s, 1);
  taken.push_back(start_write(*session_, globex, none));
  held.release();
  for (Outcome& outcome : taken) {
    EXPECT_TRUE(outcome.get().has_value());
  }
}

TEST_P(StoreContract, ALongReadOfOneOrganisationLeavesAThreadForTheOthers) {
  const OrgKey globex = create_org("globex");
  std::atomic<bool> is_second_done = false;
  Outcome second;
  {
    const HeldRead held(*session_, acme_);
    second = start_read(*session_, acme_, [&](Reader&) { is_second_done = true; });
    EXPECT_TRUE(start_read(*session_, globex).get().has_value());
    EXPECT_FALSE(is_second_done);
  }
  EXPECT_TRUE(second.get().has_value());
}

TEST_P(StoreContract, AnOrganisationThatFloodsThePoolIsRefusedAlone) {
  reopen({.org_read_queue_max = 1});
  const OrgKey globex = create_org("globex");
  Outcome waiting;
  {
    const HeldRead held(*session_, acme_);
    waiting = start_read(*session_, acme_);
    const Result<void> refused = start_read(*session_, acme_).get();
    ASSERT_TRUE(refused.has_error());
    EXPECT_EQ(refused.error().code, Code::too_many_requests);
    EXPECT_EQ(refused.error().retry_after_s, 1);
    EXPECT_TRUE(start_read(*session_, globex).get().has_value());
  }
  EXPECT_TRUE(waiting.get().has_value());
}

}  // namespace provost::store::contract

#pragma once

#include <chrono>
#include <future>
#include <stdexcept>
#include <vector>

#include "store/contract/fixture.h"

// Units of work share a batch and its fate on disk, not each other's failures.
namespace provost::store::contract {

// Holds the writer inside a unit, so that other writes wait in the queue.
class HeldWriter {
 public:
  HeldWriter(Session& session, OrgKey org) {
    session.write(
        org,
        [this](Writer&) -> Result<void> {
          entered_.set_value();
          release_.get_future().wait();
          return {};
        },
        [this](Result<void>) { done_.set_value(); });
    entered_.get_future().wait();
  }
  ~HeldWriter() { release(); }
  HeldWriter(const HeldWriter&) = delete;
  HeldWriter& operator=(const HeldWriter&) = delete;

  void release() {
    if (!is_released_) {
      is_released_ = true;
      release_.set_value();
      done_.get_future().wait();
    }
  }

 private:
  std::promise<void> entered_;
  std::promise<void> release_;
  std::promise<void> done_;
  bool is_released_ = false;
};

using Outcome = std::future<Result<void>>;

inline Outcome start_write(Session& session, OrgKey org, WriteWork work) {
  auto promise = std::make_shared<std::promise<Result<void>>>();
  session.write(org, std::move(work),
                [promise](Result<void> outcome) { promise->set_value(std::move(outcome)); });
  return promise->get_future();
}

TEST_P(StoreContract, AFailingUnitLeavesTheOthersOfItsBatchCommitted) {
  const auto insert = [this](std::uint32_t number) {
    return [this, number](Writer& writer) {
      writer.append(entry("user.created", std::to_string(number)));
      return writer.insert(users, id_of(number), user("u" + std::to_string(number) + "@x"),
                           clock_.now());
    };
  };
  HeldWriter held(*session_, acme_);
  std::vector<Outcome> outcomes;
  outcomes.push_back(start_write(*session_, acme_, insert(1)));
  outcomes.push_back(start_write(*session_, acme_, [&](Writer& writer) -> Result<void> {
    TRY(insert(2)(writer));
    return Error(Code::conflict, "changed its mind");
  }));
  outcomes.push_back(start_write(*session_, acme_, [&](Writer& writer) -> Result<void> {
    TRY(insert(3)(writer));
    throw std::runtime_error("a fault in the work");
  }));
  outcomes.push_back(start_write(*session_, acme_, insert(4)));
  held.release();
  EXPECT_TRUE(outcomes[0].get().has_value());
  EXPECT_EQ(outcomes[1].get().error().code, Code::conflict);
  const Result<void> thrown = outcomes[2].get();
  EXPECT_EQ(thrown.error().code, Code::internal);
  EXPECT_EQ(thrown.error().cause, "a fault in the work");
  EXPECT_TRUE(outcomes[3].get().has_value());
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(ids_of(reader.page(users, 0, 10)), ids({1, 4}));
    EXPECT_EQ(reader.count(users), 2u);
    const auto entries = reader.journal(0, 10);
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[0].entry.cause, "1");
    EXPECT_EQ(entries[1].entry.cause, "4");
  });
  EXPECT_TRUE(store_->health().has_value());
}

TEST_P(StoreContract, AUnitThatFailsAloneChangesNothing) {
  const Result<void> outcome = try_write(acme_, [&](Writer& writer) -> Result<void> {
    writer.append(entry("user.created"));
    TRY(writer.insert(users, id_of(1), user("u1@x"), clock_.now()));
    return Error(Code::conflict, "changed its mind");
  });
  EXPECT_EQ(outcome.error().code, Code::conflict);
  insert_users(acme_, 2, 1);
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(ids_of(reader.page(users, 0, 10)), ids({2}));
    EXPECT_EQ(reader.count(users), 1u);
    EXPECT_TRUE(reader.journal(0, 10).empty());
  });
}

// On stores that number at commit.
TEST_P(StoreContract, ReceiptsHaveTheNumbersOfTheirUnitAlone) {
  const OrgKey globex = create_org("globex");
  write(acme_, [](Writer& writer) { writer.append(entry("t")); });
  HeldWriter held(*session_, acme_);
  std::vector<Outcome> outcomes;
  std::vector<std::shared_ptr<Receipt>> receipts;
  const auto start = [&](OrgKey org, int entries, bool fails) {
    receipts.push_back(std::make_shared<Receipt>());
    outcomes.push_back(
        start_write(*session_, org,
                    [entries, fails, receipt = receipts.back()](Writer& writer) -> Result<void> {
                      writer.ask_receipt(receipt);
                      for (int i = 0; i < entries; ++i) {
                        writer.append(entry("t"));
                      }
                      return fails ? Result<void>(Error(Code::conflict, "")) : Result<void>();
                    }));
  };
  start(acme_, 2, false);
  start(globex, 1, false);
  start(acme_, 3, true);
  start(acme_, 0, false);
  start(acme_, 1, false);
  held.release();
  for (Outcome& outcome : outcomes) {
    outcome.wait();
  }
  const std::pair<std::int64_t, std::int64_t> expected[] = {{2, 3}, {1, 1}, {0, 0}, {0, 0}, {4, 4}};
  for (std::size_t i = 0; i < receipts.size(); ++i) {
    EXPECT_EQ(std::pair(receipts[i]->first_seq, receipts[i]->last_seq), expected[i]) << i;
  }
}

TEST_P(StoreContract, WhenDoneIsCalledOthersCanReadTheChange) {
  const auto other = store_->open_session();
  std::promise<bool> seen;
  session_->write(
      acme_,
      [&](Writer& writer) { return writer.insert(users, id_of(1), user("u1@x"), clock_.now()); },
      [&](Result<void> outcome) {
        bool is_there = false;
        other->read_now(acme_, [&](Reader& reader) {
          is_there = outcome.has_value() && reader.load(users, id_of(1)).has_value();
        });
        seen.set_value(is_there);
      });
  EXPECT_TRUE(seen.get_future().get());
}

TEST_P(StoreContract, WhatWasAnsweredIsThereAfterReopening) {
  insert_user(acme_, 1, "ann@example.com", "obj-1");
  insert_group(acme_, 10, "Sales");
  change(acme_, 10, adding({1}));
  write(acme_, [&](Writer& writer) { writer.append(entry("user.created")); });
  reopen();
  read(acme_, [&](Reader& reader) {
    EXPECT_TRUE(reader.load(users, id_of(1)).has_value());
    EXPECT_TRUE(reader.is_member(id_of(10), id_of(1)));
    EXPECT_EQ(reader.count(users), 1u);
    EXPECT_EQ(reader.journal(0, 10).size(), 1u);
  });
}

TEST_P(StoreContract, AFullQueueRefusesAtOnceAndRecovers) {
  reopen({.write_queue_max = 2});
  HeldWriter held(*session_, acme_);
  const auto nothing = [](Writer&) -> Result<void> { return {}; };
  Outcome first = start_write(*session_, acme_, nothing);
  Outcome second = start_write(*session_, acme_, nothing);
  Outcome third = start_write(*session_, acme_, nothing);
  ASSERT_EQ(third.wait_for(std::chrono::seconds(0)), std::future_status::ready);
  const Result<void> refused = third.get();
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, Code::overloaded);
  EXPECT_EQ(refused.error().retry_after_s, 1);
  held.release();
  EXPECT_TRUE(first.get().has_value());
  EXPECT_TRUE(second.get().has_value());
  insert_users(acme_, 1, 1);
}

TEST_P(StoreContract, ALongQueueIsWorkedOffInBoundedBatches) {
  reopen({.batch_units_max = 3});
  HeldWriter held(*session_, acme_);
  std::vector<Outcome> outcomes;
  for (std::uint32_t n = 1; n <= 20; ++n) {
    outcomes.push_back(start_write(*session_, acme_, [this, n](Writer& writer) {
      return writer.insert(users, id_of(n), user("u" + std::to_string(n) + "@x"), clock_.now());
    }));
  }
  held.release();
  for (Outcome& outcome : outcomes) {
    EXPECT_TRUE(outcome.get().has_value());
  }
  read(acme_, [&](Reader& reader) { EXPECT_EQ(reader.count(users), 20u); });
}

TEST_P(StoreContract, DrainFinishesWhatIsQueuedAndRefusesMore) {
  HeldWriter held(*session_, acme_);
  Outcome queued = start_write(*session_, acme_, [this](Writer& writer) {
    return writer.insert(users, id_of(1), user("u1@x"), clock_.now());
  });
  auto draining = std::async(std::launch::async, [this] { store_->drain(); });
  held.release();
  draining.get();
  EXPECT_TRUE(queued.get().has_value());
  const Result<void> late = try_write(acme_, [](Writer&) -> Result<void> { return {}; });
  EXPECT_EQ(late.error().code, Code::overloaded);
  bool is_there = false;
  session_->read_now(acme_,
                     [&](Reader& reader) { is_there = reader.load(users, id_of(1)).has_value(); });
  EXPECT_TRUE(is_there);
}

}  // namespace provost::store::contract

#pragma once

#include <future>
#include <stdexcept>

#include "store/contract/batches.h"
#include "store/contract/fixture.h"
#include "store/journal.h"

// A read sees one moment, in place as long as it is short.
namespace provost::store::contract {

TEST_P(StoreContract, AReadSeesOneMoment) {
  insert_users(acme_, 1, 2);
  const auto other = store_->open_session();
  const bool was_run = session_->read_now(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.count(users), 2u);
    const Result<void> outcome = write_and_wait(*other, acme_, [&](Writer& writer) {
      writer.remove(users, id_of(1), user("u1@x").keys(), clock_.now());
      return writer.insert(users, id_of(3), user("u3@x"), clock_.now());
    });
    EXPECT_TRUE(outcome.has_value()) << "readers do not hold up the writer";
    EXPECT_EQ(ids_of(reader.page(users, 0, 10)), ids({1, 2}));
    EXPECT_TRUE(reader.load(users, id_of(1)).has_value());
    EXPECT_FALSE(reader.load(users, id_of(3)).has_value());
  });
  EXPECT_TRUE(was_run);
  read(acme_, [&](Reader& reader) { EXPECT_EQ(ids_of(reader.page(users, 0, 10)), ids({2, 3})); });
}

TEST_P(StoreContract, ALongReadIsSentToThePool) {
  reopen({.rows_in_place_max = 10});
  insert_users(acme_, 1, 30);
  const auto none = [](Reader&) {};
  EXPECT_TRUE(session_->read_now(acme_, none));
  const std::vector<ReadWork> long_reads{[](Reader& reader) { reader.page(users, 0, 11); },
                                         [](Reader& reader) { reader.page(users, 11, 1); },
                                         [](Reader& reader) {
                                           for (std::uint32_t n = 1; n <= 11; ++n) {
                                             reader.load(users, id_of(n));
                                           }
                                         }};
  for (const ReadWork& work : long_reads) {
    EXPECT_FALSE(session_->read_now(acme_, work));
  }
  EXPECT_TRUE(session_->read_now(acme_, [](Reader& reader) { reader.page(users, 0, 10); }))
      << "each read has the whole bound";
  std::size_t found = 0;
  read(acme_, [&](Reader& reader) { found = reader.page(users, 0, 30).size(); });
  EXPECT_EQ(found, 30u);
}

TEST_P(StoreContract, AReadOfLargeRowsIsSentToThePool) {
  reopen({.rows_in_place_max = 40});
  write(acme_, [&](Writer& writer) {
    for (std::uint32_t n = 1; n <= 5; ++n) {
      const auto resource = user("u" + std::to_string(n) + "@x");
      ASSERT_TRUE(writer.insert(users, id_of(n), resource, clock_.now()).has_value());
      JournalEntry entry = contract::entry("user.created");
      entry.data = json::write(json::Object{{"note", std::string(3000, 'x')}});
      writer.append(entry);
    }
  });
  EXPECT_TRUE(session_->read_now(acme_, [](Reader& reader) { reader.page(users, 0, 5); }));
  EXPECT_TRUE(session_->read_now(acme_, [](Reader& reader) { reader.journal().after(0, 3); }));
  EXPECT_FALSE(session_->read_now(acme_, [](Reader& reader) { reader.journal().after(0, 5); }));
}

TEST_P(StoreContract, AFullPoolRefusesAtOnce) {
  reopen({.read_queue_max = 1});
  std::promise<void> entered;
  std::promise<void> release;
  std::promise<Result<void>> first;
  std::promise<Result<void>> second;
  std::promise<Result<void>> third;
  session_->read_later(
      acme_,
      [&](Reader&) {
        entered.set_value();
        release.get_future().wait();
      },
      [&](Result<void> outcome) { first.set_value(std::move(outcome)); });
  entered.get_future().wait();
  const auto none = [](Reader&) {};
  session_->read_later(acme_, none, [&](Result<void> r) { second.set_value(std::move(r)); });
  session_->read_later(acme_, none, [&](Result<void> r) { third.set_value(std::move(r)); });
  const Result<void> refused = third.get_future().get();
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, Code::overloaded);
  EXPECT_EQ(refused.error().retry_after_s, 1);
  release.set_value();
  EXPECT_TRUE(first.get_future().get().has_value());
  EXPECT_TRUE(second.get_future().get().has_value());
}

TEST_P(StoreContract, AThrowingReadLeavesTheSessionUsable) {
  const ReadWork throwing = [](Reader& reader) {
    reader.count(users);
    throw std::runtime_error("a fault in the work");
  };
  EXPECT_THROW(session_->read_now(acme_, throwing), std::runtime_error);
  std::promise<Result<void>> promise;
  session_->read_later(acme_, throwing,
                       [&](Result<void> outcome) { promise.set_value(std::move(outcome)); });
  EXPECT_EQ(promise.get_future().get().error().code, Code::internal);
  insert_users(acme_, 1, 1);
  read(acme_, [&](Reader& reader) { EXPECT_EQ(reader.count(users), 1u); });
}

}  // namespace provost::store::contract

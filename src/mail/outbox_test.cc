#include "mail/outbox.h"

#include <deque>
#include <future>

#include <gmock/gmock.h>

namespace provost::mail {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class FixedClock final : public Clock {
 public:
  Timestamp now() const override { return {now_ms_}; }
  void set(std::int64_t ms) { now_ms_ = ms; }

 private:
  std::atomic<std::int64_t> now_ms_{1'700'000'000'000};
};

// The test plays the server, one answer at a time.
class ToldSender final : public Sender {
 public:
  Outcome send(const Envelope& envelope) override {
    std::unique_lock lock(mutex_);
    asked_.push_back(envelope.to);
    changed_.notify_all();
    changed_.wait(lock, [&] { return is_stopped_ || !answers_.empty(); });
    if (answers_.empty()) {
      return {Sent::down, "stopped"};
    }
    Outcome outcome = answers_.front();
    answers_.pop_front();
    return outcome;
  }
  void stop() override {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    changed_.notify_all();
  }
  void answer(Sent sent) {
    const std::lock_guard lock(mutex_);
    answers_.push_back({sent, "because"});
    changed_.notify_all();
  }
  void wait_for(std::size_t tries) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return asked_.size() >= tries; });
  }
  std::vector<std::string> asked() {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Outcome> answers_;
  std::vector<std::string> asked_;
  bool is_stopped_ = false;
};

class OutboxTest : public ::testing::Test {
 protected:
  std::future<Delivery> submit(const std::string& to, Withdrawal withdrawn = {}) {
    auto promise = std::make_shared<std::promise<Delivery>>();
    std::future<Delivery> future = promise->get_future();
    const Mail mail{.message = {{"", to}, "s", "t"},
                    .until = {1'700'000'100'000},
                    .about = "a mail",
                    .withdrawn = std::move(withdrawn)};
    is_taken_ = box_->submit(mail, [promise](const Delivery& done) { promise->set_value(done); });
    return future;
  }
  void make(std::size_t mails_max = 100) {
    auto sender = std::make_unique<ToldSender>();
    sender_ = sender.get();
    Outbox::Options options;
    options.mails_max = mails_max;
    options.pauses = {Outbox::Milliseconds(0)};
    options.last_mail = Outbox::Milliseconds(0);
    const auto say = [this](const std::string& line) {
      const std::lock_guard lock(said_mutex_);
      said_.push_back(line);
    };
    box_.emplace(std::move(sender), Mailbox{"", "from@acme.example"}, clock_, random_, say,
                 options);
  }
  std::vector<std::string> said() {
    const std::lock_guard lock(said_mutex_);
    return said_;
  }

  FixedClock clock_;
  SecureRandom random_;
  std::mutex said_mutex_;
  std::vector<std::string> said_;
  ToldSender* sender_ = nullptr;
  std::optional<Outbox> box_;
  bool is_taken_ = false;
};

TEST_F(OutboxTest, SendsAndSaysWhen) {
  make();
  auto done = submit("ada@x");
  sender_->answer(Sent::yes);
  EXPECT_EQ(done.get().fate, Fate::sent);
  box_->stop();
  EXPECT_EQ(box_->status().last_sent, clock_.now());
  EXPECT_EQ(box_->status().waiting, 0U);
}

TEST_F(OutboxTest, TriesAgainWhenTheServerIsDownOrSaysLater) {
  make();
  auto done = submit("ada@x");
  sender_->answer(Sent::down);
  sender_->answer(Sent::later);
  sender_->answer(Sent::yes);
  EXPECT_EQ(done.get().fate, Fate::sent);
  EXPECT_EQ(sender_->asked().size(), 3U);
  EXPECT_THAT(said(), Contains(HasSubstr("because")));
}

TEST_F(OutboxTest, OneThatIsRefusedFailsAndOthersGo) {
  make();
  auto first = submit("ada@x");
  auto second = submit("bob@x");
  sender_->answer(Sent::refused);
  sender_->answer(Sent::yes);
  EXPECT_EQ(first.get().why, "because");
  EXPECT_EQ(second.get().fate, Fate::sent);
}

TEST_F(OutboxTest, GivesUpWhenItsTimeIsOver) {
  make();
  auto done = submit("ada@x");
  sender_->wait_for(1);
  clock_.set(1'700'000'200'000);
  sender_->answer(Sent::down);
  const Delivery delivery = done.get();
  EXPECT_EQ(delivery.fate, Fate::failed);
  EXPECT_EQ(delivery.why, "because");
}

TEST_F(OutboxTest, WhatIsWithdrawnIsNotTriedAgain) {
  make();
  const auto withdrawn = std::make_shared<std::atomic<bool>>(false);
  auto done = submit("ada@x", withdrawn);
  sender_->wait_for(1);
  *withdrawn = true;
  sender_->answer(Sent::down);
  EXPECT_EQ(done.get().fate, Fate::withdrawn);
  EXPECT_EQ(sender_->asked().size(), 1U);
}

TEST_F(OutboxTest, TakesNoMoreThanItMayHold) {
  make(1);
  auto first = submit("ada@x");
  sender_->wait_for(1);  // removed from the line
  auto second = submit("bob@x");
  EXPECT_TRUE(is_taken_);
  submit("cam@x");
  EXPECT_FALSE(is_taken_);
  sender_->answer(Sent::yes);
  sender_->answer(Sent::yes);
  EXPECT_EQ(second.get().fate, Fate::sent);
}

TEST_F(OutboxTest, StoppingTellsThoseThatWaitAndTakesNoMore) {
  make();
  auto first = submit("ada@x");
  auto second = submit("bob@x");
  sender_->wait_for(1);
  box_->stop();
  EXPECT_EQ(first.get().fate, Fate::stopped);
  EXPECT_EQ(second.get().fate, Fate::stopped);
  submit("cam@x");
  EXPECT_FALSE(is_taken_);
}

}  // namespace
}  // namespace provost::mail

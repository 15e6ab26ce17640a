#include "log/log.h"

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "base/testing/fakes.h"
#include "log/sqlite/sqlite_shelf.h"

namespace provost::log {
namespace {

constexpr OrgKey acme{1};
constexpr OrgKey globex{2};

class LogTest : public ::testing::Test {
 protected:
  Entry entry() {
    Entry entry;
    entry.time = clock_.now();
    entry.status = 201;
    return entry;
  }
  Read a_read(std::string_view token) {
    return {.token_id = token, .operation = "scim.get", .method = "GET", .time = clock_.now()};
  }
  std::vector<Entry> entries(OrgKey org) {
    std::promise<std::vector<Entry>> result;
    std::vector<Entry> found;
    log_.read_later(
        org, [&](Reader& reader) { found = reader.page(org, {.limit = 100'000}).items; },
        [&](const Result<void>&) { result.set_value(std::move(found)); });
    return result.get_future().get();
  }
  // Whether `holds` becomes true while the log's thread does its housekeeping.
  template <class Question>
  bool soon(Question holds) {
    for (int tries = 0; tries < 200; ++tries) {
      if (holds()) {
        return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
  }

  testing::ManualClock clock_;
  testing::SeededRandom random_;
  Log log_{sqlite::open(":memory:"), {}, clock_, random_};
};

TEST_F(LogTest, ShowsAnEntryWithinASecondWithoutBeingAsked) {
  log_.note(acme, entry());
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(soon([&] { return entries(acme).size() == 1; }));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
}

TEST_F(LogTest, TakesNotesOfManyThreadsAtOnce) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int n = 0; n < 500; ++n) {
        log_.note(acme, entry());
        log_.note_read(acme, a_read("t1"));
        Entry refused = entry();
        refused.cause = Cause::token_refused;
        refused.address = "10.0.0.1";
        log_.note_refusal(globex, refused);
        if (n % 100 == 0) {
          entries(acme);
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  log_.flush();
  std::int64_t requests = 0;
  std::int64_t reads = 0;
  for (const Entry& one : entries(acme)) {
    (one.kind == Kind::reads ? reads : requests) += one.count;
  }
  EXPECT_EQ(requests, 2000);
  EXPECT_EQ(reads, 2000);
  const std::vector<Entry> refused = entries(globex);
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].count, 2000);
}

TEST_F(LogTest, TakesAwayWhatIsOlderThanTheRetention) {
  log_.note(acme, entry());
  log_.flush();
  clock_.advance_s(31 * 24 * 3600);
  log_.note(acme, entry());
  EXPECT_TRUE(soon([&] {
    log_.flush();
    return entries(acme).size() == 1;
  }));
}

TEST_F(LogTest, TakesAwayWhatBelongsToAnOrganisationThatIsGone) {
  log_.note(acme, entry());
  log_.note(globex, entry());
  log_.flush();
  log_.keep_only({.organisations = {globex}, .newest = globex, .with_bodies = {}});
  EXPECT_TRUE(soon([&] { return entries(acme).empty(); }));
  EXPECT_EQ(entries(globex).size(), 1U);
}

// It was created after the list given to the log was read.
TEST_F(LogTest, KeepsWhatBelongsToAnOrganisationThatIsNewerThanTheList) {
  static_assert(acme < globex);
  log_.note(acme, entry());
  log_.note(globex, entry());
  log_.flush();
  log_.keep_only({.organisations = {}, .newest = acme, .with_bodies = {}});
  EXPECT_TRUE(soon([&] { return entries(acme).empty(); }));
  EXPECT_EQ(entries(globex).size(), 1U);
}

// A shelf that can be told to fail.
class BrokenShelf final : public Shelf {
 public:
  explicit BrokenShelf(std::atomic<bool>& broken) : broken_(broken) {}
  void write(const std::vector<Noted>& entries) override {
    if (broken_) {
      throw std::runtime_error("the disk is full");
    }
    shelf_->write(entries);
  }
  std::string set_aside(Timestamp) override { return {}; }
  bool trim(const TooOld&, std::size_t) override { return false; }
  std::vector<OrgKey> organisations() override { return {}; }
  bool purge(OrgKey, std::size_t) override { return false; }
  std::vector<OrgKey> organisations_with_bodies() override { return {}; }
  bool purge_bodies(OrgKey, std::size_t) override { return false; }
  bool erase(OrgKey, Person&, ErasurePlace&, std::size_t) override {
    throw std::runtime_error("the disk is full");
  }
  std::uint64_t bytes() const override { return 0; }
  std::unique_ptr<Reader> open_reader() override { return shelf_->open_reader(); }

 private:
  std::atomic<bool>& broken_;
  std::unique_ptr<Shelf> shelf_ = sqlite::open(":memory:");
};

TEST_F(LogTest, SaysHowMuchWasLostWhileItCouldNotWrite) {
  std::atomic<bool> broken = true;
  Log log(std::make_unique<BrokenShelf>(broken), {}, clock_, random_);
  log.note(acme, entry());
  log.note(acme, entry());
  log.flush();
  broken = false;
  log.flush();
  std::promise<Page> result;
  log.read_later(
      acme, [&](Reader& reader) { result.set_value(reader.page(acme, {})); },
      [](const Result<void>&) {});
  const Page page = result.get_future().get();
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(page.items[0].kind, Kind::lost);
  EXPECT_EQ(page.items[0].count, 2);
}

// A shelf that another process can hold.
class HeldShelf final : public Shelf {
 public:
  explicit HeldShelf(std::atomic<bool>& held) : held_(held) {}
  void write(const std::vector<Noted>& entries) override {
    if (held_) {
      throw ShelfUnavailable("database is locked");
    }
    shelf_->write(entries);
  }
  std::string set_aside(Timestamp now) override { return shelf_->set_aside(now); }
  bool trim(const TooOld&, std::size_t) override { return false; }
  std::vector<OrgKey> organisations() override { return {}; }
  bool purge(OrgKey, std::size_t) override { return false; }
  std::vector<OrgKey> organisations_with_bodies() override { return {}; }
  bool purge_bodies(OrgKey, std::size_t) override { return false; }
  bool erase(OrgKey, Person&, ErasurePlace&, std::size_t) override { return false; }
  std::uint64_t bytes() const override { return 0; }
  std::unique_ptr<Reader> open_reader() override { return shelf_->open_reader(); }

 private:
  std::atomic<bool>& held_;
  std::unique_ptr<Shelf> shelf_ = sqlite::open(":memory:");
};

class HeldLogTest : public LogTest {
 protected:
  Page page() {
    std::promise<Page> result;
    held_log_.read_later(
        acme, [&](Reader& reader) { result.set_value(reader.page(acme, {.limit = 1000})); },
        [](const Result<void>&) {});
    return result.get_future().get();
  }
  Options options() {
    Options options;
    options.collector.entries_max = 3;
    options.say = [this](const std::string& line) {
      const std::lock_guard lock(mutex_);
      said_.push_back(line);
    };
    return options;
  }

  std::mutex mutex_;
  std::vector<std::string> said_;
  std::atomic<bool> is_held_ = true;
  Log held_log_{std::make_unique<HeldShelf>(is_held_), options(), clock_, random_};
};

TEST_F(HeldLogTest, KeepsWhatItHoldsUntilTheShelfTakesIt) {
  for (int n = 0; n < 3; ++n) {
    held_log_.note(acme, entry());
    held_log_.flush();
  }
  EXPECT_EQ(held_log_.health().problem, "database is locked");
  EXPECT_EQ(held_log_.health().lost, 0);
  is_held_ = false;
  held_log_.flush();
  EXPECT_EQ(page().items.size(), 3U);
  EXPECT_EQ(held_log_.health().problem, "");
}

TEST_F(HeldLogTest, HoldsNoMoreThanItMayAndSaysWhatItLost) {
  held_log_.note(acme, entry());
  held_log_.flush();
  for (int n = 0; n < 10; ++n) {
    held_log_.note(acme, entry());
  }
  held_log_.flush();
  EXPECT_EQ(held_log_.health().lost, 7);
  is_held_ = false;
  held_log_.flush();
  std::int64_t kept = 0;
  std::int64_t lost = 0;
  for (const Entry& one : page().items) {
    (one.kind == Kind::lost ? lost : kept) += one.count;
  }
  EXPECT_EQ(kept, 4);
  EXPECT_EQ(lost, 7);
  const std::lock_guard lock(mutex_);
  ASSERT_EQ(said_.size(), 1U);
  EXPECT_NE(said_[0].find("7 requests"), std::string::npos) << said_[0];
}

TEST_F(LogTest, ErasesAndSaysWhenItIsDone) {
  Entry one = entry();
  one.subject = {"User", "id-1", "ada@x.example"};
  log_.note(acme, one);
  log_.flush();
  std::promise<Result<void>> result;
  log_.erase(acme, {.id = "id-1", .names = {}},
             [&](Result<void> done) { result.set_value(std::move(done)); });
  EXPECT_TRUE(result.get_future().get().has_value());
  EXPECT_EQ(entries(acme).at(0).subject.name, "");
}

TEST_F(LogTest, AnErasureThatFailsIsAnErrorAndNoneComesAfterTheEnd) {
  std::atomic<bool> broken = false;
  Log log(std::make_unique<BrokenShelf>(broken), {}, clock_, random_);
  const auto erase = [&] {
    std::promise<Result<void>> result;
    log.erase(acme, {.id = "id-1", .names = {}},
              [&](Result<void> done) { result.set_value(std::move(done)); });
    return result.get_future().get().error().code;
  };
  EXPECT_EQ(erase(), Code::internal);
  log.drain();
  EXPECT_EQ(erase(), Code::overloaded);
}

TEST_F(LogTest, BodiesGoOfOrganisationsThatKeepNone) {
  for (const OrgKey org : {acme, globex}) {
    Entry one = entry();
    one.bodies = {"{}", ""};
    log_.note(org, one);
  }
  log_.flush();
  log_.keep_only({.organisations = {acme, globex}, .newest = globex, .with_bodies = {globex}});
  const auto has_bodies = [&](OrgKey org) {
    const Uuid id = entries(org).at(0).id;
    std::promise<bool> result;
    log_.read_later(
        org, [&](Reader& reader) { result.set_value(!reader.find(org, id)->bodies.is_empty()); },
        [](const Result<void>&) {});
    return result.get_future().get();
  };
  EXPECT_TRUE(soon([&] { return !has_bodies(acme); }));
  EXPECT_TRUE(has_bodies(globex));
}

TEST_F(LogTest, AReadThatFailsIsAnError) {
  std::promise<Result<void>> result;
  log_.read_later(
      acme, [](Reader&) { throw std::runtime_error("unreadable"); },
      [&](Result<void> done) { result.set_value(std::move(done)); });
  EXPECT_EQ(result.get_future().get().error().code, Code::internal);
}

TEST_F(LogTest, TooManyReadsAtOnceAreRefused) {
  Log log(sqlite::open(":memory:"), {.reads = {.waiting_max = 0}}, clock_, random_);
  Code code{};
  log.read_later(
      acme, [](Reader&) {}, [&](const Result<void>& done) { code = done.error().code; });
  EXPECT_EQ(code, Code::overloaded);
}

}  // namespace
}  // namespace provost::log

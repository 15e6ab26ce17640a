#include <chrono>
#include <random>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/sqlite/testing.h"
#include "store/sqlite/verify.h"

namespace provost::store::sqlite {
namespace {

using contract::id_of;
using namespace std::chrono_literals;

constexpr int kills = 24;
constexpr std::uint32_t writers = 4;
constexpr std::uint32_t ids_per_life = 1'000'000;

// The child: several threads write units and report each acknowledged number, in a single write.
// Every fourth unit fails, so that the batches contain rollbacks.
void write_until_killed(const Options& options, OrgKey org, std::uint32_t first, int pipe) {
  const contract::TestClock clock;
  SecureRandom random;
  const auto store = open(options, clock, random);
  std::vector<std::thread> threads;
  for (std::uint32_t w = 0; w < writers; ++w) {
    threads.emplace_back([&, w] {
      const auto session = store->open_session();
      for (std::uint32_t n = first + w;; n += writers) {
        const Result<void> outcome = write_and_wait(*session, org, [n](Writer& writer) {
          writer.append(contract::entry("user.created", std::to_string(n), "values"));
          const Result<void> inserted =
              writer.insert(1, id_of(n), contract::user("u" + std::to_string(n) + "@x"), {});
          return n % 4 == 3 ? Result<void>(Error(Code::conflict, "")) : inserted;
        });
        if (outcome.has_value() && ::write(pipe, &n, sizeof n) != sizeof n) {
          return;
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

// Lets a child write for a moment, kills it, and returns what it had acknowledged.
std::vector<std::uint32_t> acknowledged_by_a_life(const Options& options, OrgKey org,
                                                  std::uint32_t first,
                                                  std::chrono::microseconds moment) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(options, org, first, ends[1]);
    ::_exit(0);
  }
  ::close(ends[1]);
  std::vector<std::uint32_t> acknowledged;
  const auto take_one = [&] {
    std::uint32_t number = 0;
    if (::read(ends[0], &number, sizeof number) != sizeof number) {
      return false;
    }
    acknowledged.push_back(number);
    return true;
  };
  EXPECT_TRUE(take_one()) << "the child has not written anything";
  std::this_thread::sleep_for(moment);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  while (take_one()) {
  }
  ::close(ends[0]);
  return acknowledged;
}

OrgKey create_org(const Options& options) {
  const contract::TestClock clock;
  SecureRandom random;
  const auto store = open(options, clock, random);
  const auto session = store->open_session();
  OrgKey org{};
  EXPECT_TRUE(catalogue_write_and_wait(*session, [&](CatalogueWriter& c) -> Result<void> {
                TRY_ASSIGN(org, c.create(OrgId("acme"), {}, {1}));
                return {};
              }).has_value());
  return org;
}

// What remains is consistent, and contains everything that was acknowledged.
void check_survivors(const Options& options, OrgKey org,
                     const std::vector<std::uint32_t>& acknowledged) {
  const contract::TestClock clock;
  SecureRandom random;
  const auto store = open(options, clock, random);
  const auto session = store->open_session();
  const Result<void> outcome = read_and_wait(*session, org, [&](Reader& reader) {
    for (const std::uint32_t number : acknowledged) {
      ASSERT_TRUE(reader.load(1, id_of(number)).has_value()) << number << " was acknowledged";
    }
    std::set<std::string> created;
    for (const SealedEntry& sealed : reader.journal(0, 1'000'000)) {
      created.insert(sealed.entry.cause);
    }
    const std::size_t there = reader.page(1, 0, 1'000'000).size();
    EXPECT_EQ(reader.count(1), there);
    EXPECT_EQ(created.size(), there) << "one journal entry for each user, and none for others";
  });
  EXPECT_TRUE(outcome.has_value());
}

TEST(Crash, WhatWasAcknowledgedSurvivesBeingKilledAtAnyMoment) {
  PrivateFolder folder;
  const Options options = options_in(folder.path());
  const OrgKey org = create_org(options);
  std::minstd_rand dice(7);
  std::vector<std::uint32_t> acknowledged;
  for (int life = 0; life < kills; ++life) {
    const std::chrono::microseconds moment(dice() % 60'000);
    const auto first = static_cast<std::uint32_t>(life) * ids_per_life + 4;
    const auto news = acknowledged_by_a_life(options, org, first, moment);
    acknowledged.insert(acknowledged.end(), news.begin(), news.end());
    check_survivors(options, org, acknowledged);
    if (HasFatalFailure() || HasNonfatalFailure()) {
      return;
    }
  }
  const JournalCheck check = verify_journal(options.path, options.journal_key_path, org);
  EXPECT_FALSE(check.broken_at.has_value()) << *check.broken_at << ": " << check.why;
  EXPECT_GE(check.entries, static_cast<std::int64_t>(acknowledged.size()));
  EXPECT_GE(acknowledged.size(), static_cast<std::size_t>(kills));
}

}  // namespace
}  // namespace provost::store::sqlite

#pragma once

#include <set>
#include <thread>
#include <vector>

#include "store/contract/fixture.h"

// One ordered journal per organisation (design §3 Journal).
namespace provost::store::contract {

TEST_P(StoreContract, JournalGivesBackWhatWasAppended) {
  const JournalEntry saved{.type = "user.updated",
                           .subject_type = "user",
                           .subject_id = id_of(1).to_string(),
                           .actor = "token:t1",
                           .cause = "req-1",
                           .data = R"({"attributes":["userName"]})",
                           .values = R"({"after":{"userName":"ann"}})"};
  write(acme_, [&](Writer& writer) {
    writer.append(saved);
    writer.append(entry("user.deleted"));
    EXPECT_TRUE(writer.journal(0, 10).empty()) << "only sealed entries are seen";
  });
  read(acme_, [&](Reader& reader) {
    const auto entries = reader.journal(0, 10);
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[0].seq, 1);
    EXPECT_EQ(entries[0].time, clock_.now());
    EXPECT_EQ(entries[0].mac.size(), 32u);
    EXPECT_EQ(entries[0].entry.type, saved.type);
    EXPECT_EQ(entries[0].entry.subject_type, saved.subject_type);
    EXPECT_EQ(entries[0].entry.subject_id, saved.subject_id);
    EXPECT_EQ(entries[0].entry.actor, saved.actor);
    EXPECT_EQ(entries[0].entry.cause, saved.cause);
    EXPECT_EQ(entries[0].entry.data, saved.data);
    EXPECT_EQ(entries[0].entry.values, saved.values);
    EXPECT_EQ(entries[1].seq, 2);
    EXPECT_EQ(entries[1].entry.type, "user.deleted");
    EXPECT_EQ(entries[1].entry.values, "");
    EXPECT_NE(entries[0].mac, entries[1].mac);
  });
}

TEST_P(StoreContract, JournalIsReadInSlices) {
  write(acme_, [&](Writer& writer) {
    for (int i = 0; i < 5; ++i) {
      writer.append(entry("t", std::to_string(i)));
    }
  });
  read(acme_, [&](Reader& reader) {
    const auto slice = reader.journal(2, 2);
    ASSERT_EQ(slice.size(), 2u);
    EXPECT_EQ(slice[0].seq, 3);
    EXPECT_EQ(slice[0].entry.cause, "2");
    EXPECT_EQ(slice[1].seq, 4);
    EXPECT_TRUE(reader.journal(5, 2).empty());
  });
}

TEST_P(StoreContract, JournalNumbersAreGapFreeUnderConcurrencyAndRollbacks) {
  const OrgKey globex = create_org("globex");
  constexpr int writers = 6;
  constexpr int units = 40;
  std::vector<std::thread> threads;
  for (int w = 0; w < writers; ++w) {
    threads.emplace_back([&, w] {
      const auto session = store_->open_session();
      for (int u = 0; u < units; ++u) {
        const std::string cause = std::to_string(w) + "/" + std::to_string(u);
        const OrgKey org = u % 2 == 0 ? acme_ : globex;
        const Result<void> outcome =
            write_and_wait(*session, org, [&](Writer& writer) -> Result<void> {
              writer.append(entry("t", cause, cause));
              writer.append(entry("t", cause));
              return u % 3 == 2 ? Result<void>(Error(Code::conflict, "")) : Result<void>();
            });
        EXPECT_EQ(outcome.has_value(), u % 3 != 2);
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  std::size_t total = 0;
  for (const OrgKey org : {acme_, globex}) {
    std::vector<SealedEntry> entries;
    read(org, [&](Reader& reader) { entries = reader.journal(0, 100'000); });
    for (std::size_t i = 0; i < entries.size(); ++i) {
      ASSERT_EQ(entries[i].seq, static_cast<std::int64_t>(i + 1));
      ASSERT_EQ(entries[i].entry.cause, entries[i / 2 * 2].entry.cause)
          << "the entries of a unit stand together";
    }
    total += entries.size();
  }
  constexpr int failing = units / 3;
  EXPECT_EQ(total, static_cast<std::size_t>(writers * (units - failing) * 2));
}

TEST_P(StoreContract, JournalGoesOnAfterReopening) {
  write(acme_, [&](Writer& writer) { writer.append(entry("before")); });
  reopen();
  write(acme_, [&](Writer& writer) { writer.append(entry("after")); });
  read(acme_, [&](Reader& reader) {
    const auto entries = reader.journal(0, 10);
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[1].seq, 2);
    EXPECT_EQ(entries[1].entry.type, "after");
  });
}

}  // namespace provost::store::contract

#pragma once

#include <set>
#include <thread>
#include <tuple>
#include <vector>

#include "store/contract/fixture.h"
#include "store/journal.h"

// One ordered journal per organisation (design §3 Journal).
namespace provost::store::contract {

inline Origin origin(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

inline std::vector<std::int64_t> numbers_of(const std::vector<SealedEntry>& entries) {
  std::vector<std::int64_t> numbers;
  for (const SealedEntry& sealed : entries) {
    numbers.push_back(sealed.seq);
  }
  return numbers;
}

TEST_P(StoreContract, JournalGivesBackWhatWasAppended) {
  const JournalEntry saved{.type = "user.updated",
                           .subject_type = "user",
                           .subject_id = id_of(1).to_string(),
                           .actor = "token:t1",
                           .cause = "req-1",
                           .data = R"({"attributes":["userName"]})",
                           .values = R"({"after":{"userName":"ann"}})",
                           .origin = origin("192.0.2.1")};
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
    ASSERT_NE(entries[0].entry.origin, nullptr);
    EXPECT_EQ(*entries[0].entry.origin, *saved.origin);
    EXPECT_EQ(entries[1].seq, 2);
    EXPECT_EQ(entries[1].entry.type, "user.deleted");
    EXPECT_EQ(entries[1].entry.values, "");
    EXPECT_EQ(entries[1].entry.origin, nullptr);
    EXPECT_NE(entries[0].mac, entries[1].mac);
  });
}

TEST_P(StoreContract, JournalEntriesOfARequestShareItsOrigin) {
  const Origin first = origin("192.0.2.1");
  const Origin second = origin("192.0.2.2");
  write(acme_, [&](Writer& writer) {
    for (const Origin& each : {first, second, first, Origin(), second}) {
      writer.append({.type = "t", .origin = each});
    }
  });
  write(acme_, [&](Writer& writer) { writer.append({.type = "t", .origin = first}); });
  read(acme_, [&](Reader& reader) {
    std::vector<std::string> seen;
    for (const SealedEntry& sealed : reader.journal(0, 10)) {
      seen.push_back(sealed.entry.origin ? *sealed.entry.origin : "none");
    }
    EXPECT_EQ(seen, (std::vector<std::string>{*first, *second, *first, "none", *second, *first}));
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

// Entries 1 to 6: two types of one area, two actors, two subjects.
inline void append_six(Writer& writer) {
  for (const auto& [type, actor, subject] :
       {std::tuple{"user.created", "token:1", "a"}, std::tuple{"user.deleted", "token:2", "b"},
        std::tuple{"users.other", "token:1", "a"}, std::tuple{"group.created", "cli", "b"},
        std::tuple{"user.created", "token:1", "b"}, std::tuple{"user.created", "cli", "a"}}) {
    writer.append({.type = type, .subject_id = subject, .actor = actor});
  }
}

TEST_P(StoreContract, JournalIsSearchedFromTheNewestOn) {
  write(acme_, append_six);
  struct Case {
    const char* name;
    JournalSearch search;
    std::vector<std::int64_t> numbers;
  };
  const std::vector<Case> cases{
      {"everything", {}, {6, 5, 4, 3, 2, 1}},
      {"a type", {.type = "user.created"}, {6, 5, 1}},
      {"an area of types", {.type = "user."}, {6, 5, 2, 1}},
      {"no whole type", {.type = "user.create"}, {}},
      {"an actor", {.actor = "token:1"}, {5, 3, 1}},
      {"a kind of actor", {.actor = "token:"}, {5, 3, 2, 1}},
      {"a subject", {.subject_id = "b"}, {5, 4, 2}},
      {"a subject's type and actor",
       {.type = "user.created", .actor = "token:1", .subject_id = "a"},
       {1}},
      {"a span", {.after = 2, .before = 5}, {4, 3}},
      {"an actor in a span", {.actor = "token:1", .after = 1, .before = 5}, {3}},
      {"a subject in a span", {.subject_id = "a", .after = 1, .before = 6}, {3}},
      {"another organisation's words", {.type = "x"}, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    read(acme_, [&](Reader& reader) {
      const JournalFound found = reader.journal().find(c.search);
      EXPECT_EQ(numbers_of(found.entries), c.numbers);
      EXPECT_EQ(found.next, 0);
    });
  }
}

TEST_P(StoreContract, JournalSearchGoesOnWhereItSays) {
  write(acme_, append_six);
  read(acme_, [&](Reader& reader) {
    for (const JournalSearch& search :
         {JournalSearch{.limit = 2}, JournalSearch{.type = "user.", .limit = 1},
          JournalSearch{.subject_id = "a", .limit = 1}, JournalSearch{.after = 1, .limit = 3}}) {
      JournalSearch whole = search;
      whole.limit = 100;
      std::vector<std::int64_t> seen;
      JournalSearch page = search;
      do {
        const JournalFound found = reader.journal().find(page);
        EXPECT_LE(found.entries.size(), search.limit);
        const std::vector<std::int64_t> numbers = numbers_of(found.entries);
        seen.insert(seen.end(), numbers.begin(), numbers.end());
        page.before = found.next;
      } while (page.before != 0);
      EXPECT_EQ(seen, numbers_of(reader.journal().find(whole).entries));
    }
  });
}

TEST_P(StoreContract, JournalSearchLooksAtSoManyEntriesAtATime) {
  const auto many = static_cast<int>(JournalSearch{}.looked_at_max) + 10;
  write(acme_, [&](Writer& writer) {
    writer.append(entry("rare"));
    for (int i = 0; i < many; ++i) {
      writer.append(entry("often"));
    }
    writer.change_journal().seal();
  });
  read(acme_, [&](Reader& reader) {
    const JournalFound first = reader.journal().find({.type = "rare"});
    EXPECT_TRUE(first.entries.empty());
    ASSERT_NE(first.next, 0);
    const JournalFound second = reader.journal().find({.type = "rare", .before = first.next});
    EXPECT_EQ(numbers_of(second.entries), std::vector<std::int64_t>{1});
    EXPECT_EQ(second.next, 0);
  });
}

// However many entries are about one subject.
TEST_P(StoreContract, JournalSearchAboutASubjectLooksAtSoManyOfItsEntriesAtATime) {
  const auto append = [](Writer& writer, const char* type, const char* subject) {
    writer.append({.type = type, .subject_id = subject});
  };
  write(acme_, [&](Writer& writer) {
    append(writer, "rare", "a");
    for (int i = 0; i < 5; ++i) {
      append(writer, "often", "a");
      append(writer, "often", "b");
    }
  });
  read(acme_, [&](Reader& reader) {
    JournalSearch search{.type = "rare", .subject_id = "a", .looked_at_max = 5};
    const JournalFound first = reader.journal().find(search);
    EXPECT_TRUE(first.entries.empty());
    EXPECT_EQ(first.next, 2) << "it has looked at 10, 8, 6, 4 and 2";
    search.before = first.next;
    const JournalFound second = reader.journal().find(search);
    EXPECT_EQ(numbers_of(second.entries), std::vector<std::int64_t>{1});
    EXPECT_EQ(second.next, 0);
    search = {.type = "rare", .subject_id = "a", .looked_at_max = 6};
    EXPECT_EQ(numbers_of(reader.journal().find(search).entries), std::vector<std::int64_t>{1});
    search = {.subject_id = "a", .looked_at_max = 2};
    EXPECT_EQ(reader.journal().find(search).entries.size(), 6u) << "what is wanted is no bound";
  });
}

TEST_P(StoreContract, JournalSaysWhatIsThere) {
  read(acme_, [&](Reader& reader) {
    const JournalBounds none = reader.journal().bounds();
    EXPECT_EQ(none.first, 0);
    EXPECT_EQ(none.last, 0);
    EXPECT_TRUE(none.mac.empty());
    EXPECT_EQ(reader.journal().first_since({}), 1);
  });
  write(acme_, append_six);
  read(acme_, [&](Reader& reader) {
    const JournalBounds some = reader.journal().bounds();
    EXPECT_EQ(some.first, 1);
    EXPECT_EQ(some.last, 6);
    EXPECT_EQ(some.mac, reader.journal(5, 1).front().mac);
  });
}

TEST_P(StoreContract, JournalIsFoundByTimeWhichNeverGoesBack) {
  const Timestamp start = clock_.now();
  for (const std::int64_t second : {0, 10, 5, 20}) {
    clock_.set(start.plus_s(second));
    write(acme_, [&](Writer& writer) { writer.append(entry("t")); });
  }
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.journal(2, 1).front().time, start.plus_s(10)) << "the clock went back";
    EXPECT_EQ(reader.journal().first_since(start.plus_s(-1)), 1);
    EXPECT_EQ(reader.journal().first_since(start), 1);
    EXPECT_EQ(reader.journal().first_since(start.plus_s(1)), 2);
    EXPECT_EQ(reader.journal().first_since(start.plus_s(10)), 2);
    EXPECT_EQ(reader.journal().first_since(start.plus_s(11)), 4);
    EXPECT_EQ(reader.journal().first_since(start.plus_s(21)), 5);
  });
}

TEST_P(StoreContract, JournalGivesUpValuesAndOriginsAndItsBeginning) {
  const Origin shared = origin("192.0.2.1");
  write(acme_, [&](Writer& writer) {
    for (int i = 0; i < 4; ++i) {
      writer.append({.type = "t", .values = "v", .origin = shared});
    }
  });
  write(acme_, [&](Writer& writer) { writer.change_journal().erase_values(3); });
  read(acme_, [&](Reader& reader) {
    const auto entries = reader.journal(0, 10);
    EXPECT_EQ(entries[1].entry.values, "v");
    EXPECT_EQ(entries[2].entry.values, "");
    EXPECT_NE(entries[2].entry.origin, nullptr);
  });
  write(acme_, [&](Writer& writer) { writer.change_journal().erase_origin(3); });
  read(acme_, [&](Reader& reader) {
    for (const SealedEntry& sealed : reader.journal(0, 10)) {
      EXPECT_EQ(sealed.entry.origin, nullptr) << "it was that of the request";
    }
  });
  write(acme_, [&](Writer& writer) { writer.change_journal().trim(2); });
  write(acme_, [&](Writer& writer) { writer.append(entry("later")); });
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(numbers_of(reader.journal(0, 10)), (std::vector<std::int64_t>{3, 4, 5}));
    EXPECT_EQ(reader.journal().bounds().first, 3);
    EXPECT_EQ(numbers_of(reader.journal().find({.type = "t"}).entries),
              (std::vector<std::int64_t>{4, 3}));
    EXPECT_EQ(reader.journal().find({.type = "t"}).next, 0);
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

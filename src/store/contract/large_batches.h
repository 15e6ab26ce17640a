#pragma once

#include <chrono>
#include <thread>

#include "store/contract/fixture.h"
#include "store/journal.h"

// A transaction that appends very many entries: they have their numbers at once, and a store may
// seal them a little later.
namespace provost::store::contract {

inline constexpr std::int64_t very_many = 8000;

inline void append_very_many(Writer& writer) {
  for (std::int64_t n = 1; n <= very_many; ++n) {
    writer.append({.type = "access.changed", .subject_id = std::to_string(n), .cause = "large"});
  }
}

// Waits until everything that is committed is sealed, and gives the bounds of the journal then.
inline JournalBounds sealed_bounds(Session& session, OrgKey org) {
  JournalBounds bounds;
  for (int tries = 0; tries < 3000; ++tries) {
    EXPECT_TRUE(read_and_wait(session, org, [&](Reader& reader) {
                  bounds = reader.journal().bounds();
                }).has_value());
    if (bounds.last == bounds.numbered) {
      return bounds;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ADD_FAILURE() << "entries wait for ever to be sealed";
  return bounds;
}

TEST_P(StoreContract, VeryManyEntriesAreInTheOrderOfTheCommits) {
  const auto large = std::make_shared<Receipt>();
  const auto small = std::make_shared<Receipt>();
  write(acme_, [&](Writer& writer) { writer.append(entry("first")); });
  write(acme_, [&](Writer& writer) {
    writer.ask_receipt(large);
    append_very_many(writer);
  });
  write(acme_, [&](Writer& writer) {
    writer.ask_receipt(small);
    writer.append(entry("last"));
  });
  EXPECT_EQ(large->first_seq, 2);
  EXPECT_EQ(large->last_seq, very_many + 1);
  EXPECT_EQ(small->first_seq, very_many + 2);
  EXPECT_EQ(sealed_bounds(*session_, acme_).last, very_many + 2);
  read(acme_, [&](Reader& reader) {
    const std::vector<SealedEntry> entries = reader.journal(0, 2 * very_many);
    ASSERT_EQ(entries.size(), static_cast<std::size_t>(very_many) + 2);
    EXPECT_EQ(entries.front().entry.type, "first");
    EXPECT_EQ(entries.back().entry.type, "last");
    for (std::int64_t n = 1; n <= very_many; ++n) {
      const SealedEntry& sealed = entries[static_cast<std::size_t>(n)];
      ASSERT_EQ(sealed.seq, n + 1);
      ASSERT_EQ(sealed.entry.subject_id, std::to_string(n));
      ASSERT_EQ(sealed.entry.cause, "large");
    }
  });
}

TEST_P(StoreContract, OtherOrganisationsEntriesDoNotWaitForVeryMany) {
  const OrgKey other = create_org("other");
  write(acme_, append_very_many);
  write(other, [](Writer& writer) { writer.append(entry("t")); });
  read(other, [](Reader& reader) { EXPECT_EQ(reader.journal().bounds().last, 1); });
  EXPECT_EQ(sealed_bounds(*session_, acme_).last, very_many);
}

TEST_P(StoreContract, AWriterCanSeeVeryManyEntriesAtOnce) {
  write(acme_, append_very_many);
  write(acme_, [](Writer& writer) {
    writer.change_journal().seal();
    EXPECT_EQ(writer.journal().bounds().last, very_many);
    writer.append(entry("after"));
  });
  read(acme_, [](Reader& reader) { EXPECT_EQ(reader.journal().bounds().last, very_many + 1); });
}

TEST_P(StoreContract, VeryManyEntriesOfAFailedUnitAreNone) {
  EXPECT_TRUE(try_write(acme_, [](Writer& writer) -> Result<void> {
                append_very_many(writer);
                return Error(Code::conflict, "");
              }).has_error());
  EXPECT_EQ(sealed_bounds(*session_, acme_).numbered, 0);
}

TEST_P(StoreContract, VeryManyEntriesSurviveReopening) {
  write(acme_, append_very_many);
  reopen();
  EXPECT_EQ(sealed_bounds(*session_, acme_).last, very_many);
}

TEST_P(StoreContract, TypesSinceANumberAreThoseOfTheBatchToo) {
  using Types = std::optional<std::vector<std::string>>;
  write(acme_, [](Writer& writer) {
    writer.append(entry("one"));
    writer.append(entry("two"));
  });
  write(acme_, [](Writer& writer) {
    EXPECT_EQ(writer.types_since(0, 2)->size(), 2u);
    EXPECT_EQ(writer.types_since(0, 1), std::nullopt) << "there are more";
    EXPECT_EQ(writer.types_since(1, 10), Types({"two"}));
    EXPECT_EQ(writer.types_since(2, 10), Types(std::vector<std::string>()));
    writer.append(entry("three"));
    EXPECT_EQ(writer.types_since(2, 10), Types({"three"}));
    EXPECT_EQ(writer.types_since(0, 2), std::nullopt);
  });
}

}  // namespace provost::store::contract

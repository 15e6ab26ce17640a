#include "store/sqlite/packed_entries.h"

#include <memory>
#include <stdexcept>

#include <gtest/gtest.h>

namespace provost::store::sqlite {
namespace {

std::vector<const JournalEntry*> pointers_to(const std::vector<JournalEntry>& entries) {
  std::vector<const JournalEntry*> pointers;
  for (const JournalEntry& entry : entries) {
    pointers.push_back(&entry);
  }
  return pointers;
}

std::vector<JournalEntry> three() {
  const auto origin = std::make_shared<const std::string>("192.0.2.1");
  const JournalEntry first{.type = "access.changed",
                           .subject_type = "user",
                           .subject_id = "1",
                           .actor = "cli",
                           .cause = "req",
                           .data = std::string(300, 'd'),
                           .values = std::string("\0\x80", 2),
                           .origin = origin};
  JournalEntry second = first;
  second.subject_id = "2";
  return {first, second, JournalEntry{.type = "t"}};
}

TEST(PackedEntries, ComeOutAsTheyWentIn) {
  const std::vector<JournalEntry> entries = three();
  const std::vector<JournalEntry> back = unpack(pack(pointers_to(entries)));
  ASSERT_EQ(back.size(), entries.size());
  for (std::size_t i = 0; i < back.size(); ++i) {
    EXPECT_EQ(back[i].type, entries[i].type);
    EXPECT_EQ(back[i].subject_type, entries[i].subject_type);
    EXPECT_EQ(back[i].subject_id, entries[i].subject_id);
    EXPECT_EQ(back[i].actor, entries[i].actor);
    EXPECT_EQ(back[i].cause, entries[i].cause);
    EXPECT_EQ(back[i].data, entries[i].data);
    EXPECT_EQ(back[i].values, entries[i].values);
  }
  ASSERT_NE(back[0].origin, nullptr);
  EXPECT_EQ(*back[0].origin, "192.0.2.1");
  EXPECT_EQ(back[0].origin, back[1].origin);
  EXPECT_EQ(back[2].origin, nullptr);
}

TEST(PackedEntries, WhatIsTheSameAsBeforeTakesNoRoom) {
  const std::vector<JournalEntry> entries = three();
  const std::size_t one = pack(pointers_to({entries[0]})).size();
  EXPECT_EQ(pack(pointers_to({entries[0], entries[1]})).size(), one + 3);
}

TEST(PackedEntries, WhatWasCutOffIsAFault) {
  const std::string packed = pack(pointers_to(three()));
  for (const std::size_t size : {packed.size() - 1, std::size_t{1}, std::size_t{20}}) {
    EXPECT_THROW(unpack(packed.substr(0, size)), std::runtime_error) << size;
  }
  EXPECT_THROW(unpack("\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01x"), std::runtime_error);
  EXPECT_TRUE(unpack("").empty());
}

}  // namespace
}  // namespace provost::store::sqlite

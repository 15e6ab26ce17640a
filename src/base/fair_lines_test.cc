#include "base/fair_lines.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace provost {
namespace {

using Lines = FairLines<std::string, std::string>;

Room push(Lines& lines, const std::string& key, std::string item) {
  return lines.push(key, item);
}

// Takes every item in the order of turns.
std::string take_all(Lines& lines) {
  std::string order;
  while (auto taken = lines.take()) {
    order += (order.empty() ? "" : " ") + taken->item;
    lines.finished(taken->key);
  }
  return order;
}

TEST(FairLines, GiveOneItemOfEachLineInTurn) {
  Lines lines({});
  for (const char* item : {"a1", "a2", "a3", "a4"}) {
    push(lines, "acme", item);
  }
  push(lines, "globex", "g1");
  push(lines, "initech", "i1");
  push(lines, "globex", "g2");
  EXPECT_EQ(lines.waiting_lines(), 3u);
  EXPECT_EQ(take_all(lines), "a1 g1 i1 a2 g2 a3 a4");
  EXPECT_TRUE(lines.empty());
  EXPECT_EQ(lines.waiting_lines(), 0u);
}

TEST(FairLines, LetWhoeverComesWaitForOneItemOfEachOther) {
  Lines lines({});
  for (int i = 0; i < 1000; ++i) {
    push(lines, "acme", "a");
    push(lines, "initech", "i");
  }
  EXPECT_EQ(lines.take()->item, "a");
  push(lines, "globex", "g");
  EXPECT_EQ(lines.take()->item, "i");
  EXPECT_EQ(lines.take()->item, "a");
  EXPECT_EQ(lines.take()->item, "g");
}

TEST(FairLines, RefuseWhoeverFloodsBeforeAnybodyElse) {
  Lines lines({.items_max = 4, .line_items_max = 2});
  EXPECT_EQ(push(lines, "acme", "a1"), Room::there);
  EXPECT_EQ(push(lines, "acme", "a2"), Room::there);
  EXPECT_EQ(push(lines, "acme", "a3"), Room::share_full);
  EXPECT_EQ(push(lines, "globex", "g1"), Room::there);
  EXPECT_EQ(push(lines, "initech", "i1"), Room::there);
  EXPECT_EQ(push(lines, "umbrella", "u1"), Room::full);
  EXPECT_EQ(push(lines, "acme", "a3"), Room::share_full) << "its own share is said first";
  EXPECT_EQ(take_all(lines), "a1 g1 i1 a2");
}

TEST(FairLines, LeaveWhatIsRefusedWithItsOwner) {
  FairLines<int, std::unique_ptr<int>> lines({.items_max = 0});
  auto item = std::make_unique<int>(7);
  EXPECT_EQ(lines.push(1, item), Room::full);
  EXPECT_NE(item, nullptr);
}

TEST(FairLines, PassOverALineThatHasItsShareUnderWay) {
  Lines lines({.line_running_max = 1});
  push(lines, "acme", "a1");
  push(lines, "acme", "a2");
  push(lines, "globex", "g1");
  EXPECT_EQ(lines.take()->item, "a1");
  EXPECT_EQ(lines.take()->item, "g1");
  EXPECT_FALSE(lines.has_turn());
  EXPECT_FALSE(lines.take());
  push(lines, "globex", "g2");
  lines.finished("acme");
  EXPECT_TRUE(lines.has_turn());
  EXPECT_EQ(lines.take()->item, "a2");
  EXPECT_FALSE(lines.take()) << "globex still has its share";
  lines.finished("globex");
  EXPECT_EQ(lines.take()->item, "g2");
}

TEST(FairLines, ForgetNothingOfWhatIsPutBack) {
  Lines lines({.items_max = 5});
  for (const char* item : {"a1", "g1", "a2", "g2", "a3"}) {
    push(lines, item[0] == 'a' ? "acme" : "globex", item);
  }
  std::vector<Lines::Taken> taken;
  for (int i = 0; i < 4; ++i) {
    taken.push_back(*lines.take());
  }
  lines.finished(taken.front().key);
  for (std::size_t i = taken.size(); i-- > 1;) {
    lines.put_back(std::move(taken[i]));
  }
  EXPECT_EQ(lines.size(), 4u);
  EXPECT_EQ(take_all(lines), "g1 a2 g2 a3");
}

TEST(FairLines, TellTheOneWhoFloodsFromTheServerThatIsFull) {
  EXPECT_EQ(no_room(Room::share_full, "many writes waiting").code, Code::too_many_requests);
  EXPECT_EQ(no_room(Room::full, "many writes waiting").code, Code::overloaded);
  EXPECT_EQ(no_room(Room::full, "many writes waiting").retry_after_s, 1);
}

}  // namespace
}  // namespace provost

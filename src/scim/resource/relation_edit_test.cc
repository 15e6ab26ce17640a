#include "scim/resource/relation_edit.h"

#include "scim/resource/testing.h"

namespace provost::scim::resource {
namespace {

using namespace testing;

std::string id(int number) {
  return member_id(number).to_string();
}

TEST(RelationEdit, PAT17_LaterOperationsWin) {
  RelationEdit edit;
  edit.add(id(1));
  edit.add(id(2));
  edit.remove(id(1));
  edit.remove(id(3));
  edit.add(id(3));
  const RelationChange change = edit.change();
  EXPECT_FALSE(change.clear);
  EXPECT_EQ(change.add, member_ids({2, 3}));
  EXPECT_EQ(change.remove, member_ids({1}));
}

TEST(RelationEdit, ClearForgetsWhatWasBefore) {
  RelationEdit edit;
  edit.add(id(1));
  edit.add("nobody");
  edit.clear();
  edit.add(id(2));
  edit.add(id(4));
  edit.remove(id(4));
  const RelationChange change = edit.change();
  EXPECT_TRUE(change.clear);
  EXPECT_EQ(change.add, member_ids({2}));
  EXPECT_TRUE(change.remove.empty());
  EXPECT_TRUE(change.unknown.empty());
}

TEST(RelationEdit, KeepsUnknownValuesOnceUnlessRemoved) {
  RelationEdit edit;
  edit.add("bo");
  edit.add("bo");
  edit.add("cy");
  edit.remove("cy");
  EXPECT_EQ(edit.change().unknown, std::vector<std::string>{"bo"});
}

TEST(RelationEdit, KnowsWhoWouldBeThere) {
  RelationEdit edit;
  edit.add(id(1));
  edit.remove(id(2));
  EXPECT_TRUE(edit.holds(member_id(1), false));
  EXPECT_FALSE(edit.holds(member_id(2), true));
  EXPECT_TRUE(edit.holds(member_id(3), true));
  edit.clear();
  EXPECT_FALSE(edit.holds(member_id(3), true));
}

}  // namespace
}  // namespace provost::scim::resource

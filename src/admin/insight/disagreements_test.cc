#include <gmock/gmock.h>

#include "access/graph.h"
#include "admin/insight/findings.h"
#include "provision/testing/fixture.h"
#include "store/access.h"

namespace provost::admin {
namespace {

using access::Target;

class Disagreements : public provision::ProvisionTest {
 protected:
  void map(const ResourceId& group, Target target) {
    write<bool>([&](store::Writer& writer) -> Result<bool> {
      writer.change_access().save_mapping(
          {.group = group, .target = target, .at = {7}, .by = "test", .cause = ""});
      return true;
    }).value();
  }
  StoreView::Disagreements look() {
    return read_with<StoreView::Disagreements>(
        [](store::Reader& reader) { return look_for_disagreements(reader); });
  }
};

TEST_F(Disagreements, NameThePersonAndBothGroups) {
  const ResourceId ann = user("ann@x");
  const ResourceId people = group("People", {ann, user("bob@x"), user("cid@x")});
  const ResourceId robots = group("Robots", {ann, user("robot@x")});
  map(people, Target::user_human);
  EXPECT_EQ(look().count, 0U);
  map(robots, Target::admin_service);
  const StoreView::Disagreements found = look();
  ASSERT_EQ(found.count, 1U);
  EXPECT_FALSE(found.may_be_more);
  EXPECT_EQ(found.people[0].person.id, ann);
  EXPECT_EQ(found.people[0].person.name, "ann@x");
  EXPECT_EQ(found.people[0].human.name, "People");
  EXPECT_EQ(found.people[0].service.name, "Robots");
  EXPECT_EQ(found.people[0].service.since, Timestamp{7});
}

TEST_F(Disagreements, AreSeenThroughNesting) {
  const ResourceId ann = user("ann@x");
  const ResourceId inner = group("Inner", {ann});
  map(group("Robots", {inner}), Target::user_service);
  map(group("People", {ann, user("bob@x")}), Target::user_human);
  ASSERT_EQ(look().count, 1U);
  EXPECT_EQ(look().people[0].person.id, ann);
}

TEST_F(Disagreements, LeaveDeepNestingToAFindingOfItsOwn) {
  ResourceId top = group("G0", {user("ann@x")});
  for (std::size_t level = 1; level <= access::nesting_max; ++level) {
    top = group("G" + std::to_string(level), {top});
  }
  const auto deep = [&] {
    return read_with<std::vector<StoreView::Named>>(
        [](store::Reader& reader) { return look_for_deep_nesting(reader); });
  };
  map(top, Target::user_human);
  EXPECT_TRUE(deep().empty()) << "a hundred levels count";
  const ResourceId above = group("Above", {top});
  map(above, Target::admin_human);
  ASSERT_EQ(deep().size(), 1U);
  EXPECT_EQ(deep()[0].id, above);
  StoreView store{.users = 1, .has_human_admin = true};
  store.nested_too_deep = deep();
  const std::vector<Finding> found = findings({}, store, {10});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].type, "nested_too_deep");
  EXPECT_EQ(found[0].links[0].id, above.to_string());
  EXPECT_NE(found[0].detail.find("Above"), std::string::npos);
}

TEST_F(Disagreements, AreAFindingWithLinks) {
  StoreView store{.users = 1, .has_human_admin = true};
  store.disagreements = {.count = 1,
                         .people = {{{{}, "ann@x", {}}, {{}, "People", {3}}, {{}, "Robots", {5}}}}};
  const std::vector<Finding> found = findings({}, store, {10});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].type, "identity_type_disagreement");
  EXPECT_EQ(found[0].since, Timestamp{5});
  const json::Object shown = describe(found[0]);
  const json::Array& links = shown.at("links").as_array();
  ASSERT_EQ(links.size(), 3U);
  EXPECT_EQ(links[0].at("type"), "member");
  EXPECT_EQ(links[1].at("name"), "People");
  EXPECT_EQ(links[2].at("type"), "group");
}

}  // namespace
}  // namespace provost::admin

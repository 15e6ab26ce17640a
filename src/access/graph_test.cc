#include "access/graph.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace provost::access {
namespace {

ResourceId id_of(int number) {
  ResourceId id;
  id.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(number);
  return id;
}

// Ids below 100 are people, the others groups.
class TestGraph final : public Graph {
 public:
  void add(int group, int member) {
    edges_.insert({id_of(group), id_of(member)});
    parents_[id_of(member)].push_back(id_of(group));
    if (member >= 100) {
      groups_in_[id_of(group)].push_back(id_of(member));
    }
  }
  void map(int group, Target target) { mappings_[id_of(group)] = target; }

  std::vector<ResourceId> parents_of(const ResourceId& member) override {
    ++lookups;
    return parents_[member];
  }
  std::vector<ResourceId> groups_in(const ResourceId& group) override {
    ++lookups;
    return groups_in_[group];
  }
  std::optional<Target> mapped_to(const ResourceId& group) override {
    const auto found = mappings_.find(group);
    return found == mappings_.end() ? std::nullopt : std::optional(found->second);
  }

  // By definition: whether one is inside the other through any chain of at most `steps` edges.
  bool is_within(const ResourceId& member, const ResourceId& group, int steps) const {
    if (edges_.contains({group, member})) {
      return true;
    }
    return steps > 0 && std::ranges::any_of(edges_, [&](const auto& edge) {
             return edge.second == member && is_within(edge.first, group, steps - 1);
           });
  }

  int lookups = 0;

 private:
  std::set<std::pair<ResourceId, ResourceId>> edges_;
  std::map<ResourceId, std::vector<ResourceId>> parents_;
  std::map<ResourceId, std::vector<ResourceId>> groups_in_;
  std::map<ResourceId, Target> mappings_;
};

TEST(Grants, ComeFromTheHighestOfAllGroupsThatHoldSomebody) {
  TestGraph graph;
  graph.add(100, 1);
  graph.add(101, 1);
  graph.add(102, 101);
  graph.map(100, Target::user_human);
  graph.map(102, Target::admin_service);
  Grants grants(graph);
  EXPECT_EQ(grants.of_member(id_of(1)), (Grant{Target::admin_service, id_of(102)}));
  EXPECT_EQ(grants.of_group(id_of(100)), (Grant{Target::user_human, id_of(100)}));
  EXPECT_EQ(grants.of_member(id_of(2)), std::nullopt);
  EXPECT_EQ(grants.all_of_member(id_of(1)), (std::vector{Grant{Target::admin_service, id_of(102)},
                                                         Grant{Target::user_human, id_of(100)}}));
}

TEST(Grants, FollowGroupsThatHoldEachOther) {  // standards.md GRP-4
  TestGraph graph;
  graph.add(100, 1);
  graph.add(101, 100);
  graph.add(100, 101);
  graph.add(100, 100);
  graph.map(101, Target::admin_human);
  Grants grants(graph);
  EXPECT_EQ(grants.of_member(id_of(1)), (Grant{Target::admin_human, id_of(101)}));
  EXPECT_EQ(groups_within(graph, {id_of(101)}).size(), 2u);
}

TEST(Grants, OfAnOverlayAreWhatWouldBe) {
  TestGraph graph;
  graph.add(100, 1);
  graph.add(101, 1);
  graph.map(100, Target::admin_human);
  const Overlay overlay{{id_of(100), std::nullopt}, {id_of(101), Target::user_service}};
  Grants grants(graph, &overlay);
  EXPECT_EQ(grants.of_member(id_of(1)), (Grant{Target::user_service, id_of(101)}));
}

TEST(Grants, ManyPeopleOfOneGroupCostOneLookOfItsOwn) {
  TestGraph graph;
  graph.map(101, Target::user_human);
  graph.add(101, 100);
  for (int person = 1; person <= 50; ++person) {
    graph.add(100, person);
  }
  Grants grants(graph);
  for (int person = 1; person <= 50; ++person) {
    EXPECT_TRUE(grants.of_member(id_of(person)).has_value());
  }
  EXPECT_EQ(graph.lookups, 50 + 2) << "one for each person, one for each group";
}

// 100 ← 101 ← … : each group is contained in the next.
TestGraph chain(int length) {
  TestGraph graph;
  for (int group = 100; group < 100 + length - 1; ++group) {
    graph.add(group + 1, group);
  }
  return graph;
}

TEST(Grants, CountThroughAHundredLevelsAndNoFurther) {
  constexpr int deep = static_cast<int>(nesting_max);
  TestGraph graph = chain(150);
  graph.add(100, 1);
  graph.add(101, 2);
  graph.map(100 + deep + 1, Target::admin_human);
  Grants grants(graph);
  EXPECT_EQ(grants.of_member(id_of(1)), std::nullopt) << "one level too deep: nothing";
  EXPECT_EQ(grants.all_of_member(id_of(1)), std::vector<Grant>());
  EXPECT_EQ(grants.of_member(id_of(2)), (Grant{Target::admin_human, id_of(100 + deep + 1)}));
  EXPECT_EQ(groups_within(graph, {id_of(100 + deep + 1)}).size(), nesting_max + 1);
  std::size_t looks = 1000;
  EXPECT_EQ(beyond_nesting(graph, id_of(100 + deep + 1), looks), id_of(100));
  EXPECT_EQ(beyond_nesting(graph, id_of(100 + deep), looks), std::nullopt);
  EXPECT_EQ(looks, 1000 - (nesting_max + 2) - (nesting_max + 1));
  looks = 50;
  EXPECT_EQ(beyond_nesting(graph, id_of(100 + deep + 1), looks), std::nullopt) << "not that far";
}

// A higher mapping that does not reach everybody must not hide a lower one that does.
TEST(Grants, OfANearerGroupReachFurtherThanThoseOfAHigherOne) {
  constexpr int deep = static_cast<int>(nesting_max);
  TestGraph graph = chain(150);
  graph.add(100, 1);
  graph.add(110, 2);
  graph.map(100 + deep + 10, Target::admin_human);
  graph.map(100 + deep, Target::user_service);
  Grants grants(graph);
  grants.expect({id_of(1), id_of(2)});
  EXPECT_EQ(grants.of_member(id_of(1)), (Grant{Target::user_service, id_of(100 + deep)}));
  EXPECT_EQ(grants.of_member(id_of(2)), (Grant{Target::admin_human, id_of(100 + deep + 10)}));
}

// Counts looks at the graph rather than time: a chain whose groups each have 1,000 parents would be
// walked again from every one of them.
TEST(Grants, OfManyGroupsCostALookForEachGroup) {
  TestGraph graph = chain(90);
  std::vector<ResourceId> people;
  for (int person = 0; person < 90; ++person) {
    graph.add(100 + person, person);
    people.push_back(id_of(person));
  }
  constexpr int crowd = 1000;
  for (int group = 0; group < crowd; ++group) {
    graph.add(1000 + group, 189);
  }
  graph.map(1500, Target::admin_human);
  Grants grants(graph);
  grants.expect(people);
  for (const ResourceId& person : people) {
    EXPECT_EQ(grants.of_member(person), (Grant{Target::admin_human, id_of(1500)}));
  }
  EXPECT_EQ(graph.lookups, 90 + 90 + crowd) << "one for each person and each group";
}

TEST(Grants, OfOneAtTheBottomOfALongChainCostAHundredLooks) {
  TestGraph graph = chain(5000);
  graph.add(100, 1);
  Grants grants(graph);
  EXPECT_EQ(grants.of_member(id_of(1)), std::nullopt);
  EXPECT_EQ(graph.lookups, 1 + static_cast<int>(nesting_max));
}

// Compares with the definition on random graphs, including cyclic ones.
TEST(Grants, AreThoseOfTheDefinition) {
  std::mt19937 dice(7);
  const auto roll = [&](int from, int to) {
    return std::uniform_int_distribution<int>(from, to)(dice);
  };
  for (int round = 0; round < 200; ++round) {
    TestGraph graph;
    for (int edge = roll(0, 12); edge > 0; --edge) {
      graph.add(roll(100, 105), roll(0, 1) == 0 ? roll(1, 3) : roll(100, 105));
    }
    for (int mapping = roll(0, 4); mapping > 0; --mapping) {
      graph.map(roll(100, 105), all_targets[static_cast<std::size_t>(roll(0, 3))]);
    }
    Grants grants(graph);
    if (round % 2 == 0) {
      grants.expect({id_of(1), id_of(2), id_of(3)});
    }
    for (int person = 1; person <= 3; ++person) {
      std::optional<Grant> expected;
      for (int group = 100; group <= 105; ++group) {
        const std::optional<Target> target = graph.mapped_to(id_of(group));
        if (target && graph.is_within(id_of(person), id_of(group), 6)) {
          expected = higher(expected, Grant{*target, id_of(group)});
        }
      }
      EXPECT_EQ(grants.of_member(id_of(person)), expected) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace provost::access

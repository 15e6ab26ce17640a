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
  id.bytes.back() = static_cast<std::uint8_t>(number);
  return id;
}

// Ids below 100 are people, the others groups.
class TestGraph final : public Graph {
 public:
  void add(int group, int member) { edges_.insert({id_of(group), id_of(member)}); }
  void map(int group, Target target) { mappings_[id_of(group)] = target; }

  std::vector<ResourceId> parents_of(const ResourceId& member) override {
    ++lookups;
    std::vector<ResourceId> parents;
    for (const auto& [group, inner] : edges_) {
      if (inner == member) {
        parents.push_back(group);
      }
    }
    return parents;
  }
  std::vector<ResourceId> groups_in(const ResourceId& group) override {
    std::vector<ResourceId> groups;
    for (const auto& [outer, inner] : edges_) {
      if (outer == group && inner >= id_of(100)) {
        groups.push_back(inner);
      }
    }
    return groups;
  }
  std::optional<Target> mapped_to(const ResourceId& group) override {
    const auto found = mappings_.find(group);
    return found == mappings_.end() ? std::nullopt : std::optional(found->second);
  }

  // By definition: whether one is inside the other by any chain of at most `steps` edges.
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

// Compared with the definition on random graphs, circles among them.
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

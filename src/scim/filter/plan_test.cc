#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "scim/filter/filter.h"
#include "scim/filter/random_filter.h"
#include "scim/filter/testing.h"
#include "scim/resource/validate.h"

namespace provost::scim::filter {
namespace {

using testing::bound;
using testing::group;
using testing::Sample;
using testing::user;

constexpr char id[] = "018f0000-0000-7000-8000-000000000001";

struct Case {
  std::string filter;
  const char* plan;
  bool exact;
};

void expect(const std::vector<Case>& cases, const schema::ResourceType& type) {
  for (const Case& c : cases) {
    const auto filter = bound(c.filter, type);
    ASSERT_TRUE(filter.has_value()) << c.filter << ": " << filter.error().detail;
    const Plan chosen = plan(**filter, type);
    EXPECT_EQ(describe(chosen, type), c.plan) << c.filter;
    EXPECT_EQ(chosen.exact, c.exact) << c.filter;
  }
}

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

TEST(Plan, UsesTheIndexesOfUsers) {
  expect({{"userName eq \"A\"", "index(userName)", true},
          {"externalId eq \"A\"", "index(externalId)", true},
          {"displayName eq \"A\"", "index(displayName)", true},
          {"emails.value eq \"A\"", "index(emails.value)", true},
          {"emails eq \"A\"", "index(emails.value)", true},
          {"emails[value eq \"A\"]", "index(emails.value)", true},
          {"emails[type eq \"work\"].value eq \"A\"", "index(emails.value)", false},
          {"emails[value eq \"x\" and type eq \"work\"]", "index(emails.value)", false},
          {"manager eq \"A\"", "index(manager.value)", true},
          {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"A\"",
           "index(manager.value)", true},
          {"id eq " + quoted(id), "id", true},
          {"id eq \"42\"", "nothing", true},
          {"id eq \"018F0000-0000-7000-8000-000000000001\"", "nothing", true},
          {"groups eq " + quoted(id), "relation(groups)", true},
          {"groups.value eq " + quoted(id), "relation(groups)", true},
          {"groups[value eq " + quoted(id) + " and type eq \"direct\"]", "relation(groups)", false},
          {"groups eq \"x\"", "nothing", true}},
         user());
}

TEST(Plan, UsesTheIndexesOfGroups) {
  expect({{"displayName eq \"A\"", "index(displayName)", true},
          {"members eq " + quoted(id), "relation(members)", true},
          {"members.value eq " + quoted(id), "relation(members)", true},
          {"members[value eq " + quoted(id) + "]", "relation(members)", true},
          {"id eq " + quoted(id) + " and members eq " + quoted(id), "id", false}},
         group());
}

TEST(Plan, ChoosesTheMostSelectiveOfAnAnd) {
  expect({{"active eq true and userName eq \"A\"", "index(userName)", false},
          {"externalId eq \"A\" and userName eq \"A\"", "index(userName)", false},
          {"groups eq " + quoted(id) + " and emails eq \"A\"", "index(emails.value)", false},
          {"userName eq \"A\" and id eq " + quoted(id), "id", false},
          {"userName eq \"A\" and id eq \"none\"", "nothing", true},
          {"(userName eq \"A\" or externalId eq \"A\") and displayName eq \"A\"",
           "index(displayName)", false},
          {"active eq true and title pr", "scan", false}},
         user());
}

TEST(Plan, NeedsAProbeForEachBranchOfAnOr) {
  expect({{"userName eq \"A\" or id eq " + quoted(id), "index(userName) or id", true},
          {"userName eq \"A\" or userName eq \"B\"", "index(userName)", true},
          {"userName eq \"A\" or title eq \"x\"", "scan", false},
          {"userName eq \"A\" or (externalId eq \"x\" and title pr)",
           "index(userName) or index(externalId)", false},
          {"emails[value eq \"x\" or value eq \"y\"]", "index(emails.value)", true},
          {"emails[value eq \"x\" or type eq \"y\"]", "scan", false}},
         user());
}

TEST(Plan, ScansForEverythingElse) {
  expect({{"userName ne \"A\"", "scan", false},
          {"userName sw \"A\"", "scan", false},
          {"userName pr", "scan", false},
          {"userName eq null", "scan", false},
          {"not (userName eq \"A\")", "scan", false},
          {"title eq \"A\"", "scan", false},
          {"emails.type eq \"work\"", "scan", false},
          {"emails[not (value eq \"A\")]", "scan", false},
          {"groups.display eq \"A\"", "scan", false},
          {"meta.resourceType eq \"User\"", "scan", false}},
         user());
}

TEST(Plan, FoldsKeysAsTheIndexDoes) {
  const auto key_of = [](const char* text) {
    const auto filter = bound(text, user());
    return plan(**filter, user()).probes.at(0).key;
  };
  EXPECT_EQ(key_of("userName eq \"ADA\\u00c9\""), "ada\xC3\xA9");
  EXPECT_EQ(key_of("externalId eq \"ADA\""), "ADA");
  EXPECT_EQ(key_of("emails eq \"ADA\""), "ada");
  EXPECT_EQ(key_of("manager eq \"ADA\""), "ADA");
}

// A few resources over the same few values that random filters ask for.
class Population {
 public:
  explicit Population(std::mt19937& random) : random_(random) {
    for (int i = 1; i <= 12; ++i) {
      add("018f0000-0000-7000-8000-00000000000" + std::string(1, "0123456789abc"[i]));
    }
  }

  const std::vector<Sample>& users() const { return users_; }

  std::set<const Sample*> found_by(const Probe& probe) const {
    std::set<const Sample*> found;
    for (const Sample& sample : users_) {
      if (finds(probe, sample)) {
        found.insert(&sample);
      }
    }
    return found;
  }

 private:
  std::size_t pick(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }
  json::Value text() {
    static constexpr std::array texts{"a", "A", "b", "\"q\\", "\xC3\xA9", "\xC3\x89", "work"};
    return json::Value(texts[pick(texts.size())]);
  }

  json::Object element() {
    json::Object out{{"value", text()}};
    if (pick(2) == 0) {
      out["type"] = pick(2) == 0 ? "work" : "Home";
    }
    return out;
  }

  void add(const std::string& user_id) {
    json::Object document{{"userName", text()}, {"active", pick(2) == 0}};
    for (const char* name : {"externalId", "displayName", "title"}) {
      if (pick(3) != 0) {
        document[name] = text();
      }
    }
    for (const char* name : {"emails", "roles"}) {
      if (pick(3) != 0) {
        document[name] = json::Array{element(), element()};
      }
    }
    if (pick(2) == 0) {
      document["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] =
          json::Object{{"manager", json::Object{{"value", text()}}}};
    }
    users_.emplace_back(user(), user_id, json::write(document));
    for (const char* group_id : {id, "018f0000-0000-7000-8000-000000000002"}) {
      if (pick(2) == 0) {
        users_.back().with(
            {Uuid::parse(group_id).value(), schema::group_type, "work", pick(2) == 0});
      }
    }
  }

  static bool finds(const Probe& probe, const Sample& sample) {
    if (probe.kind == Probe::Kind::id) {
      return sample.id() == probe.id;
    }
    if (probe.kind == Probe::Kind::members_of) {
      return std::ranges::any_of(sample.members(),
                                 [&](const Member& member) { return member.id == probe.id; });
    }
    return probe.kind == Probe::Kind::index &&
           std::ranges::any_of(resource::index_keys(sample.document(), user()),
                               [&](const IndexKey& key) {
                                 return key.index == probe.index && key.key == probe.key;
                               });
  }

  std::mt19937& random_;
  std::vector<Sample> users_;
};

// A plan may promise too much but never too little; an exact one promises neither.
TEST(Plan, FindsEverythingThatMatches) {
  std::mt19937 random(7644);
  int planned = 0;
  int exact = 0;
  for (int round = 0; round < 40; ++round) {
    const Population population(random);
    for (int i = 0; i < 60; ++i) {
      const std::string text = print(*testing::random_filter(random, 3));
      const auto filter = bound(text, user());
      ASSERT_TRUE(filter.has_value()) << text << ": " << filter.error().detail;
      const Plan chosen = plan(**filter, user());
      std::set<const Sample*> candidates;
      for (const Probe& probe : chosen.probes) {
        candidates.merge(population.found_by(probe));
      }
      planned += chosen.scan ? 0 : 1;
      exact += chosen.exact ? 1 : 0;
      for (const Sample& sample : population.users()) {
        const bool matches = evaluate(**filter, sample.view());
        const bool found = chosen.scan || candidates.contains(&sample);
        ASSERT_TRUE(found || !matches) << text << " misses " << json::write(sample.document());
        ASSERT_TRUE(!chosen.exact || matches == found)
            << text << " is not exact for " << json::write(sample.document());
      }
    }
  }
  EXPECT_GT(planned, 200);
  EXPECT_GT(exact, 100);
}

}  // namespace
}  // namespace provost::scim::filter

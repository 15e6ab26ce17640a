#include <algorithm>
#include <limits>
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
          {"active eq true and title pr", "scan", false},
          {"meta.resourceType eq \"User\" and userName eq \"A\"", "index(userName)", true}},
         user());
}

TEST(Plan, FindsPrefixesAndRanges) {
  expect({{"userName sw \"A\"", "range(userName)", true},
          {"userName gt \"A\"", "range(userName)", true},
          {"emails[value sw \"A\"]", "range(emails.value)", true},
          {"meta.created ge \"2026-01-01T00:00:00Z\"", "range(meta.created)", true},
          {"meta.lastModified eq \"2026-01-01T00:00:00Z\"", "range(meta.lastModified)", true},
          {"meta.lastModified ne \"2026-01-01T00:00:00Z\"", "scan", false},
          {"title sw \"A\"", "scan", false},
          {"id sw \"0\"", "scan", false}},
         user());
}

TEST(Plan, IntersectsWhatFindsMany) {
  const std::string from = "meta.lastModified gt \"2026-01-01T00:00:00Z\"";
  const std::string to = "meta.lastModified lt \"2026-02-01T00:00:00Z\"";
  const std::string member = "groups eq " + quoted(id);
  expect({{from + " and " + member, "range(meta.lastModified) and relation(groups)", true},
          {from + " and " + to, "range(meta.lastModified)", true},
          {from + " and active eq true", "range(meta.lastModified)", false},
          {from + " and userName eq \"A\"", "index(userName)", false},
          {"userName ge \"a\" and userName lt \"b\"", "range(userName)", true},
          // Two different addresses may satisfy the two bounds, so these remain two ranges.
          {"emails.value ge \"a\" and emails.value lt \"b\"",
           "range(emails.value) and range(emails.value)", true},
          {"emails[value ge \"a\" and value lt \"b\"]",
           "range(emails.value) and range(emails.value)", false},
          {from + " and (" + member + " or userName sw \"x\")", "range(meta.lastModified)", false},
          {"(" + from + " and " + member + ") or userName eq \"x\"",
           "range(meta.lastModified) and relation(groups) or index(userName)", true}},
         user());
}

TEST(Plan, NarrowsTheRangesOfOneAttribute) {
  const auto filter =
      bound("userName ge \"c\" and userName le \"d\" and userName gt \"a\"", user());
  const Probe probe = plan(**filter, user()).ways.at(0).at(0);
  EXPECT_EQ(probe.key, "c");
  EXPECT_EQ(probe.end, std::string("d\0", 2));
}

TEST(Plan, CutsTimesToTheClockOfTheServer) {  // standards.md FLT-7
  const auto range = [](const std::string& op, const std::string& time) {
    const auto filter = bound("meta.created " + op + " \"" + time + "\"", user());
    const Probe probe = plan(**filter, user()).ways.at(0).at(0);
    return std::pair(probe.from.ms, probe.to.ms);
  };
  constexpr std::int64_t first = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
  const std::string whole = "1970-01-01T00:00:01.500Z";
  const std::string between = "1970-01-01T01:00:01.5004+01:00";
  using Range = std::pair<std::int64_t, std::int64_t>;
  EXPECT_EQ(range("eq", whole), Range(1500, 1501));
  EXPECT_EQ(range("gt", whole), Range(1501, last));
  EXPECT_EQ(range("ge", whole), Range(1500, last));
  EXPECT_EQ(range("lt", whole), Range(first, 1500));
  EXPECT_EQ(range("le", whole), Range(first, 1501));
  EXPECT_EQ(range("eq", between), Range(1501, 1501));
  EXPECT_EQ(range("gt", between), Range(1501, last));
  EXPECT_EQ(range("ge", between), Range(1501, last));
  EXPECT_EQ(range("lt", between), Range(first, 1501));
  EXPECT_EQ(range("le", between), Range(first, 1501));
}

// RFC 7644 §3.4.2.1, standards.md FLT-13
TEST(Plan, KnowsWhichTypesCanMatchInAQueryOverAll) {
  const std::vector<const schema::ResourceType*> types{&user(), &group()};
  struct Row {
    const char* filter;
    const char* users;
    const char* groups;
  };
  for (const Row& row :
       {Row{"userName eq \"A\"", "index(userName)", "nothing"},
        Row{"displayName eq \"A\"", "index(displayName)", "index(displayName)"},
        Row{"members pr", "nothing", "scan"}, Row{"userName ne \"A\"", "scan", "everything"},
        Row{"userName eq null", "scan", "everything"},
        Row{"userName eq \"A\" or members[value eq \"x\"]", "index(userName) or nothing",
            "nothing"},
        Row{"meta.resourceType eq \"Group\"", "nothing", "everything"}}) {
    const auto filters = bind_all(*parse(row.filter, user()).value(), types);
    ASSERT_TRUE(filters.has_value()) << row.filter << ": " << filters.error().detail;
    EXPECT_EQ(describe(plan(*filters->at(0), user()), user()), row.users) << row.filter;
    EXPECT_EQ(describe(plan(*filters->at(1), group()), group()), row.groups) << row.filter;
  }
  EXPECT_EQ(bind_all(*parse("shoeSize pr", user()).value(), types).error().code,
            Code::invalid_filter);
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
          {"userName pr", "scan", false},
          {"userName eq null", "scan", false},
          {"not (userName eq \"A\")", "scan", false},
          {"title eq \"A\"", "scan", false},
          {"emails.type eq \"work\"", "scan", false},
          {"emails[not (value eq \"A\")]", "scan", false},
          {"groups.display eq \"A\"", "scan", false}},
         user());
}

TEST(Plan, SeesWhatEveryResourceMatches) {
  expect({{"meta.resourceType eq \"User\"", "everything", true},
          {"meta.resourceType eq \"User\" or title pr", "scan", false},
          {"meta.resourceType eq \"User\" or userName eq \"A\"", "everything", true},
          {"meta.resourceType eq \"User\" and title pr", "scan", false},
          {"meta.resourceType eq \"Group\"", "nothing", true}},
         user());
}

TEST(Plan, FoldsKeysAsTheIndexDoes) {
  const auto key_of = [](const char* text) {
    const auto filter = bound(text, user());
    return plan(**filter, user()).ways.at(0).at(0).key;
  };
  EXPECT_EQ(key_of("userName eq \"ADA\\u00c9\""), "ada\xC3\xA9");
  EXPECT_EQ(key_of("externalId eq \"ADA\""), "ADA");
  EXPECT_EQ(key_of("emails eq \"ADA\""), "ada");
  EXPECT_EQ(key_of("manager eq \"ADA\""), "ADA");
}

// A few resources with the same few values that random filters use.
class Population {
 public:
  explicit Population(std::mt19937& random) : random_(random) {
    for (int i = 1; i <= 12; ++i) {
      add("018f0000-0000-7000-8000-00000000000" + std::string(1, "0123456789abc"[i]));
    }
  }

  const std::vector<Sample>& users() const { return users_; }

  std::set<const Sample*> found_by(const Way& way) const {
    std::set<const Sample*> found;
    for (const Sample& sample : users_) {
      if (std::ranges::all_of(way, [&](const Probe& probe) { return finds(probe, sample); })) {
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
    return std::ranges::any_of(
        resource::index_keys(sample.document(), user()),
        [&](const IndexKey& key) { return key.index == probe.index && finds(probe, key.key); });
  }

  static bool finds(const Probe& probe, std::string_view key) {
    if (probe.kind == Probe::Kind::index) {
      return key == probe.key;
    }
    return probe.kind == Probe::Kind::keys && key >= probe.key && (!probe.end || key < *probe.end);
  }

  std::mt19937& random_;
  std::vector<Sample> users_;
};

class PlannedFilters : public ::testing::TestWithParam<unsigned> {
 protected:
  void check(const std::string& text, const Population& population) {
    const auto filter = bound(text, user());
    ASSERT_TRUE(filter.has_value()) << text << ": " << filter.error().detail;
    const Plan chosen = plan(**filter, user());
    std::set<const Sample*> candidates;
    for (const Way& way : chosen.ways) {
      candidates.merge(population.found_by(way));
    }
    planned_ += chosen.scan ? 0 : 1;
    exact_ += chosen.exact ? 1 : 0;
    for (const Sample& sample : population.users()) {
      const bool matches = evaluate(**filter, sample.view());
      const bool found = chosen.scan || candidates.contains(&sample);
      ASSERT_TRUE(found || !matches) << text << " misses " << json::write(sample.document());
      ASSERT_TRUE(!chosen.exact || matches == found)
          << text << " is not exact for " << json::write(sample.document());
    }
  }

  int planned_ = 0;
  int exact_ = 0;
};

// A plan may find too much but never too little; an exact one does neither. A hundred thousand
// filters in all.
TEST_P(PlannedFilters, FindEverythingThatMatches) {
  constexpr int rounds = 100;
  constexpr int filters_per_round = 250;
  std::mt19937 random(GetParam());
  for (int round = 0; round < rounds && !HasFatalFailure(); ++round) {
    const Population population(random);
    for (int i = 0; i < filters_per_round && !HasFatalFailure(); ++i) {
      check(print(*testing::random_filter(random, 3)), population);
    }
  }
  EXPECT_GT(planned_, 2000);
  EXPECT_GT(exact_, 1000);
}

INSTANTIATE_TEST_SUITE_P(Seeds, PlannedFilters, ::testing::Values(7644U, 7643U, 9865U, 9967U));

}  // namespace
}  // namespace provost::scim::filter

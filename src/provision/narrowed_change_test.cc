#include "provision/narrowed_change.h"

#include "provision/testing/fixture.h"

namespace provost::provision {
namespace {

using scim::schema::group_type;

using Ids = std::vector<ResourceId>;

class NarrowedChangeTest : public ProvisionTest {
 protected:
  void SetUp() override {
    ProvisionTest::SetUp();
    for (int i = 0; i < 5; ++i) {
      people_.push_back(user(std::to_string(i) + "@x"));
    }
    ops_ = group("Ops", some({0, 1, 2}));
  }

  Ids some(const std::vector<std::size_t>& numbers) const {
    Ids ids;
    for (const std::size_t number : numbers) {
      ids.push_back(people_.at(number));
    }
    return ids;
  }
  NarrowedChange narrowed(const scim::RelationChange& change) {
    return read_with<NarrowedChange>(
        [&](store::Reader& reader) { return narrow(reader, ops_, change); });
  }
  // A PUT of these members, in the writer's form.
  Prepared replacing(const Ids& members) {
    json::Array values;
    for (const ResourceId& member : members) {
      values.emplace_back(json::Object{{"value", member.to_string()}});
    }
    const json::Value body{{"displayName", "Ops"}, {"members", values}};
    return read_with<Prepared>([&](store::Reader& reader) {
      Prepared prepared =
          prepare_replace(type(group_type), load(reader, type(group_type), ops_).value(), body, {},
                          context())
              .value();
      narrow_members(reader, prepared);
      return prepared;
    });
  }
  Result<Outcome> save(const Prepared& prepared) {
    return write<Outcome>([&](store::Writer& writer) {
      return provision::save(writer, type(group_type), prepared, {}, context());
    });
  }

  const ResourceId stranger_ = Uuid::parse("00000000-0000-7000-8000-000000000077").value();
  Ids people_;
  ResourceId ops_;
};

TEST_F(NarrowedChangeTest, LeavesThoseOutWhoStay) {
  struct Case {
    const char* name;
    bool clear;
    Ids add, remove;
    Ids added, removed;
    bool keeps_somebody;
  };
  const std::vector<Case> cases{
      {"the same list", true, some({2, 0, 1}), {}, {}, {}, true},
      {"one more and one less", true, some({3, 1, 0}), {}, some({3}), some({2}), true},
      {"named twice", true, some({3, 3, 0}), {}, some({3}), some({1, 2}), true},
      {"others", true, some({4, 3}), {}, some({3, 4}), some({0, 1, 2}), false},
      {"nobody", true, {}, {}, {}, some({0, 1, 2}), false},
      {"some to add", false, some({0, 3}), {}, some({3}), {}, false},
      {"some to remove", false, {}, some({4, 1}), {}, some({1}), false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const NarrowedChange is =
        narrowed({.clear = c.clear, .add = c.add, .remove = c.remove, .unknown = {}});
    EXPECT_FALSE(is.change.clear);
    EXPECT_EQ(is.change.add, c.added);
    EXPECT_EQ(is.change.remove, c.removed);
    EXPECT_EQ(is.keeps_somebody, c.keeps_somebody);
  }
}

TEST_F(NarrowedChangeTest, SavingChangesWhatItSays) {
  const Prepared prepared = replacing(some({1, 2, 3, 4}));
  ASSERT_TRUE(prepared.members.has_value());
  EXPECT_EQ(prepared.members->change.add, some({3, 4}));
  ASSERT_TRUE(save(prepared).value().changed);
  const std::vector<store::SealedEntry> entries = journal();
  ASSERT_GE(entries.size(), 3u);
  const auto last = entries.end() - 3;
  EXPECT_EQ(last[0].entry.type, "group.member_added");
  EXPECT_EQ(last[0].entry.data, R"({"member":")" + people_[3].to_string() + R"("})");
  EXPECT_EQ(last[1].entry.type, "group.member_added");
  EXPECT_EQ(last[2].entry.type, "group.member_removed");
  EXPECT_EQ(last[2].entry.data, R"({"member":")" + people_[0].to_string() + R"("})");
  EXPECT_EQ(member_count(ops_), 4u);
}

TEST_F(NarrowedChangeTest, TheSameListAgainChangesNothing) {
  const Prepared prepared = replacing(some({0, 1, 2}));
  EXPECT_TRUE(prepared.members->change.is_empty());
  const std::size_t entries = journal().size();
  const Result<Outcome> outcome = save(prepared);
  EXPECT_FALSE(outcome.value().changed);
  EXPECT_EQ(outcome.value().stored.version, 1u);
  EXPECT_EQ(journal().size(), entries);
}

// Design §2.18: a list of unknown members is refused, whoever looked them up; one who stays is
// enough.
TEST_F(NarrowedChangeTest, AListThatNamesNobodyKnownIsRefusedAsEver) {
  const Result<Outcome> nobody = save(replacing({stranger_}));
  ASSERT_TRUE(nobody.has_error());
  EXPECT_EQ(nobody.error().code, Code::invalid_value);
  EXPECT_EQ(member_count(ops_), 3u);
  const Result<Outcome> one = save(replacing({stranger_, people_[0]}));
  ASSERT_TRUE(one.has_value());
  EXPECT_EQ(one.value().report.unknown_members, std::vector{stranger_.to_string()});
  EXPECT_EQ(member_count(ops_), 1u);
}

// A person who is not a member may be deleted without the group being touched.
TEST_F(NarrowedChangeTest, WhoWasDeletedMeanwhileIsNotAdded) {
  const Prepared prepared = replacing(some({0, 1, 2, 3}));
  ASSERT_TRUE(write<scim::Stored>([&](store::Writer& writer) {
                return remove(writer, type(scim::schema::user_type), people_[3], {}, context());
              }).has_value());
  ASSERT_TRUE(read_with<bool>([&](store::Reader& reader) {
    return prepared.follows_from(load(reader, type(group_type), ops_).value());
  }));
  const Result<Outcome> outcome = save(prepared);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome.value().report.unknown_members, std::vector{people_[3].to_string()});
  EXPECT_EQ(member_count(ops_), 3u);
}

}  // namespace
}  // namespace provost::provision

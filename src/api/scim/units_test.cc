#include "api/scim/units.h"

#include <fmt/format.h>

#include "provision/testing/fixture.h"
#include "store/contract/fixture.h"
#include "store/long_work.h"

// When a write is prepared before the writer is asked, and what happens when the resource changes
// in between: step by step, so that nothing depends on threads.

namespace provost::api::scim_api {
namespace {

using provision::Outcome;
using scim::schema::group_type;
using scim::schema::user_type;

class UnitsTest : public provision::ProvisionTest {
 protected:
  void SetUp() override {
    ProvisionTest::SetUp();
    registry_ = scim::schema::registry_of(scim::schema::Profile::full);
  }

  WriteTarget target(scim::schema::TypeNumber number, const ResourceId& id) {
    return {type(number), id, {}, {}};
  }
  Unit patching(scim::schema::TypeNumber number, const ResourceId& id,
                std::string_view operations) {
    const json::Value body = json::parse(fmt::format(R"({{"Operations":{}}})", operations)).value();
    return patch_unit(target(number, id), body, context(), store_.clock()).value();
  }
  Unit replacing(const ResourceId& id, json::Object body) {
    return replace_unit(target(user_type, id), std::move(body), context(), store_.clock());
  }
  Result<void> prepare(const Unit& unit) {
    return read_with<Result<void>>([&](store::Reader& reader) { return unit.prepare(reader); });
  }
  Result<Outcome> run(const Unit& unit) {
    return write<Outcome>([&](store::Writer& writer) { return unit.write(writer); });
  }
  scim::Stored stored(scim::schema::TypeNumber number, const ResourceId& id) {
    return read_with<scim::Stored>(
        [&](store::Reader& reader) { return reader.load(number, id).value(); });
  }

  // A group with that name and that many users, created for it.
  Unit creating_group(std::string_view name, std::size_t members) {
    add_users(members);
    std::string body = fmt::format(R"({{"displayName":"{}","members":[)", name);
    for (std::size_t i = 0; i < members; ++i) {
      const ResourceId id = store::contract::id_of(static_cast<std::uint32_t>(i + 1));
      body += fmt::format(R"({}{{"value":"{}"}})", i == 0 ? "" : ",", id.to_string());
    }
    return create_unit(target(group_type, large_), json::parse(body + "]}").value(), context(),
                       store_.clock())
        .value();
  }
  void add_users(std::size_t count) {
    ASSERT_TRUE(write<bool>([&](store::Writer& writer) -> Result<bool> {
                  for (std::size_t i = 1; i <= count; ++i) {
                    TRY(writer.insert(user_type,
                                      store::contract::id_of(static_cast<std::uint32_t>(i)),
                                      store::contract::user(fmt::format("m{}@x", i)), {}));
                  }
                  return true;
                }).has_value());
  }
  Result<void> stage(const Unit& unit) {
    TRY_ASSIGN(
        const std::vector<ResourceId> unknown,
        write<std::vector<ResourceId>>([&](store::Writer& writer) { return unit.stage(writer); }));
    unit.staged(unknown);
    return {};
  }
  bool is_member(const ResourceId& group, std::uint32_t number) {
    return read_with<bool>([&](store::Reader& reader) {
      return reader.is_member(group, store::contract::id_of(number));
    });
  }
  std::size_t groups_of(std::uint32_t number) {
    return read_with<std::size_t>([&](store::Reader& reader) {
      return reader.groups_of(store::contract::id_of(number), {}, 10).size();
    });
  }
  std::optional<store::LongWork> leftovers() {
    return read_with<std::optional<store::LongWork>>([&](store::Reader& reader) {
      return reader.long_work().find(store::WorkKind::leftovers, large_.to_string());
    });
  }

  const ResourceId large_ = store::contract::id_of(900'000);

  // A user with that name and that many e-mail addresses.
  static json::Object with_mails(std::string_view name, std::size_t count) {
    json::Array mails;
    for (std::size_t i = 0; i < count; ++i) {
      mails.push_back(json::Object{{"value", fmt::format("u{}@x", i)}, {"type", "other"}});
    }
    return {{"userName", name}, {"active", true}, {"emails", std::move(mails)}};
  }
};

TEST_F(UnitsTest, ASmallOneIsTheWritersAlone) {
  const ResourceId ada = user("ada@x");
  const Unit unit = patching(user_type, ada, R"([{"op":"replace","path":"title","value":"T"}])");
  EXPECT_FALSE(unit.wants_preparation());
  ASSERT_TRUE(run(unit).has_value());
  EXPECT_FALSE(unit.has_to_repeat());
  EXPECT_EQ(stored(user_type, ada).version, 2u);
}

TEST_F(UnitsTest, ALargeOneIsSavedAsItWasPrepared) {
  const ResourceId ada = user("ada@x");
  const Unit unit = replacing(ada, with_mails("ada@x", 300));
  ASSERT_TRUE(unit.wants_preparation());
  ASSERT_TRUE(prepare(unit).has_value());
  ASSERT_TRUE(run(unit).has_value());
  EXPECT_FALSE(unit.has_to_repeat());
  EXPECT_NE(stored(user_type, ada).document.find("u299@x"), std::string::npos);
}

TEST_F(UnitsTest, OneThatWasOvertakenIsPreparedAgainAndLosesNothing) {
  const ResourceId ada = user("ada@x");
  ASSERT_TRUE(run(replacing(ada, with_mails("ada@x", 300))).has_value());
  const Unit unit = patching(user_type, ada, R"([{"op":"replace","path":"title","value":"T"}])");
  EXPECT_FALSE(unit.wants_preparation()) << "the request is small, and says nothing of the user";
  std::string operations = "[";
  for (int i = 0; i < 150; ++i) {
    operations += fmt::format(
        R"({}{{"op":"replace","path":"emails[value eq \"u{}@x\"].display","value":"d"}})",
        i == 0 ? "" : ",", i);
  }
  const Unit large = patching(user_type, ada, operations + "]");
  ASSERT_TRUE(large.wants_preparation());
  ASSERT_TRUE(prepare(large).has_value());
  ASSERT_TRUE(run(unit).has_value());
  ASSERT_TRUE(run(large).has_error());
  ASSERT_TRUE(large.has_to_repeat());
  EXPECT_EQ(stored(user_type, ada).document.find("\"d\""), std::string::npos) << "nothing of it";
  ASSERT_TRUE(large.wants_preparation());
  ASSERT_TRUE(prepare(large).has_value());
  ASSERT_TRUE(run(large).has_value());
  const std::string document = stored(user_type, ada).document;
  EXPECT_NE(document.find("\"d\""), std::string::npos);
  EXPECT_NE(document.find("\"title\":\"T\""), std::string::npos) << "what overtook it stays";
}

TEST_F(UnitsTest, OneThatIsOvertakenAlwaysIsTheWritersAtLast) {
  const ResourceId ada = user("ada@x");
  const Unit large = replacing(ada, with_mails("ada@x", 300));
  int times = 0;
  while (large.wants_preparation()) {
    ASSERT_TRUE(prepare(large).has_value());
    ASSERT_TRUE(patch(user_type, ada,
                      fmt::format(R"([{{"op":"replace","path":"title",
                                                       "value":"T{}"}}])",
                                  times))
                    .has_value());
    const bool is_done = run(large).has_value();
    EXPECT_EQ(is_done, !large.has_to_repeat());
    ASSERT_LT(++times, 10) << "it never ends";
    if (is_done) {
      break;
    }
  }
  EXPECT_EQ(times, 2);
  EXPECT_NE(stored(user_type, ada).document.find("u299@x"), std::string::npos);
}

// Searches of a thousand addresses: more than others should wait for, but less than one request may
// cost.
std::string searching(std::size_t operations_count, std::size_t conditions) {
  std::string operations = "[";
  for (std::size_t i = 0; i < operations_count; ++i) {
    std::string filter = R"(type eq \"fax\")";
    for (std::size_t more = 1; more < conditions; ++more) {
      filter += R"( and display co \"z\")";
    }
    operations +=
        fmt::format(R"({}{{"op":"remove","path":"emails[{}]"}})", i == 0 ? "" : ",", filter);
  }
  return operations + "]";
}

TEST_F(UnitsTest, OneThatTurnsOutToBeLongIsPrepared) {
  const ResourceId ada = user("ada@x");
  ASSERT_TRUE(run(replacing(ada, with_mails("ada@x", 1000))).has_value());
  const Unit unit = patching(user_type, ada, searching(30, 10));
  ASSERT_FALSE(unit.wants_preparation()) << "the request is small";
  EXPECT_TRUE(run(unit).has_error());
  ASSERT_TRUE(unit.has_to_repeat());
  ASSERT_TRUE(unit.wants_preparation());
  ASSERT_TRUE(prepare(unit).has_value());
  EXPECT_TRUE(run(unit).has_value());
  EXPECT_FALSE(unit.has_to_repeat());
}

TEST_F(UnitsTest, ALongOneThatIsOvertakenAlwaysHoldsNobodyUp) {
  const ResourceId ada = user("ada@x");
  ASSERT_TRUE(run(replacing(ada, with_mails("ada@x", 1000))).has_value());
  const Unit long_one = patching(user_type, ada, searching(30, 10));
  while (true) {
    if (long_one.wants_preparation()) {
      ASSERT_TRUE(prepare(long_one).has_value());
      ASSERT_TRUE(run(patching(user_type, ada, R"([{"op":"replace","path":"title","value":"T"}])"))
                      .has_value());
      ASSERT_TRUE(run(patching(user_type, ada, R"([{"op":"replace","path":"title","value":"U"}])"))
                      .has_value());
    }
    const Result<Outcome> outcome = run(long_one);
    ASSERT_TRUE(outcome.has_error());
    if (!long_one.has_to_repeat()) {
      EXPECT_EQ(outcome.error().code, Code::overloaded);
      EXPECT_GT(outcome.error().retry_after_s, 0);
      break;
    }
  }
}

TEST_F(UnitsTest, ALongOneInARowOfWritesIsRefusedBeforeItHoldsOthersUp) {
  const ResourceId ada = user("ada@x");
  ASSERT_TRUE(run(replacing(ada, with_mails("ada@x", 1000))).has_value());
  const Unit alone = patching(user_type, ada, searching(30, 10));
  ASSERT_TRUE(prepare(alone).has_value());
  const Unit in_a_row = patching(user_type, ada, searching(30, 10));
  in_a_row.keep_to_writer();
  EXPECT_EQ(run(in_a_row).error().code, Code::too_many);
}

TEST_F(UnitsTest, MembersThatCameMeanwhileAreLookedAt) {
  const ResourceId ada = user("ada@x");
  const ResourceId bob = user("bob@x");
  const ResourceId ops = group("Ops", {ada});
  const Unit emptying =
      patching(group_type, ops, R"([{"op":"remove","path":"members[type eq \"User\"]"}])");
  ASSERT_TRUE(emptying.wants_preparation()) << "it looks at all members";
  ASSERT_TRUE(prepare(emptying).has_value());
  ASSERT_TRUE(patch(group_type, ops,
                    fmt::format(R"([{{"op":"add","path":"members",
                                                     "value":[{{"value":"{}"}}]}}])",
                                bob.to_string()))
                  .has_value());
  ASSERT_TRUE(run(emptying).has_error());
  ASSERT_TRUE(emptying.has_to_repeat());
  ASSERT_TRUE(prepare(emptying).has_value());
  ASSERT_TRUE(run(emptying).has_value());
  EXPECT_EQ(member_count(ops), 0u);
}

TEST_F(UnitsTest, OneOfALargeResourceIsPreparedWhenThatIsSeen) {
  json::Object body = with_mails("ada@x", 1);
  body["title"] = std::string(100'000, 't');
  const ResourceId ada = create(user_type, json::write(body)).value().stored.id;
  const std::string_view operation = R"([{"op":"replace","path":"nickName","value":"N"}])";
  const Unit unit = patching(user_type, ada, operation);
  ASSERT_FALSE(unit.wants_preparation());
  ASSERT_TRUE(run(unit).has_error());
  ASSERT_TRUE(unit.has_to_repeat());
  ASSERT_TRUE(unit.wants_preparation());
  ASSERT_TRUE(prepare(unit).has_value());
  ASSERT_TRUE(run(unit).has_value());
  const Unit in_a_row = patching(user_type, ada, R"([{"op":"remove","path":"nickName"}])");
  in_a_row.keep_to_writer();
  ASSERT_TRUE(run(in_a_row).has_value()) << "a Bulk keeps the order of its operations";
}

TEST_F(UnitsTest, WhatIsRefusedOrGoneIsSaidWhereverItIsSeen) {
  const ResourceId ada = user("ada@x");
  json::Object body = with_mails("ada@x", 300);
  body.erase("userName");
  const Unit nameless = replacing(ada, std::move(body));
  EXPECT_EQ(prepare(nameless).error().code, Code::invalid_value);
  const Unit late = replacing(ada, with_mails("ada@x", 300));
  ASSERT_TRUE(prepare(late).has_value());
  ASSERT_TRUE(run(remove_unit(target(user_type, ada), context(), store_.clock())).has_value());
  EXPECT_EQ(run(late).error().code, Code::not_found);
  EXPECT_FALSE(late.has_to_repeat());
}

// A request that waits, like each operation of a Bulk, makes its changes when its turn comes.
TEST_F(UnitsTest, TheMomentOfAChangeIsWhenItIsMade) {
  const ResourceId ada = user("ada@x");
  const Unit waiting = patching(user_type, ada, R"([{"op":"replace","path":"title","value":"A"}])");
  store_.clock().advance_s(60);
  ASSERT_TRUE(run(patching(user_type, ada, R"([{"op":"replace","path":"title","value":"B"}])"))
                  .has_value());
  const Timestamp seen = stored(user_type, ada).last_modified;
  ASSERT_TRUE(run(waiting).has_value());
  EXPECT_GT(stored(user_type, ada).last_modified, seen) << "or a poll for changes misses it";
}

// Slice by slice, and nobody sees any of it before the last one.
TEST_F(UnitsTest, ALargeGroupIsThereAtOnceThoughItIsWrittenInParts) {
  const Unit unit = creating_group("Large", 2500);
  ASSERT_TRUE(unit.has_more_to_stage());
  ASSERT_TRUE(stage(unit).has_value());
  EXPECT_EQ(groups_of(1), 0u);
  EXPECT_FALSE(is_member(large_, 1));
  EXPECT_TRUE(leftovers().has_value()) << "a crash now leaves rows that somebody has to take away";
  // One member whose row exists is deleted, and one whose row does not exist yet.
  for (const std::uint32_t number : {1u, 2400u}) {
    ASSERT_TRUE(write<scim::Stored>([&](store::Writer& writer) {
                  return provision::remove(writer, type(user_type), store::contract::id_of(number),
                                           {}, context());
                }).has_value());
  }
  ASSERT_TRUE(stage(unit).has_value());
  ASSERT_FALSE(unit.has_more_to_stage());
  const Result<Outcome> outcome = run(unit);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome.value().report.unknown_members,
            std::vector{store::contract::id_of(2400).to_string()});
  EXPECT_EQ(member_count(large_), 2498u);
  EXPECT_TRUE(is_member(large_, 2500));
  EXPECT_FALSE(is_member(large_, 1));
  EXPECT_EQ(groups_of(2), 1u);
  EXPECT_FALSE(leftovers().has_value());
  EXPECT_EQ(stored(group_type, large_).version, 1u);
}

// When the rest does not arrive in time, nothing of it counts.
TEST_F(UnitsTest, ALargeGroupThatComesTooLateIsRefusedWhole) {
  const Unit unit = creating_group("Large", 2500);
  ASSERT_TRUE(stage(unit).has_value());
  ASSERT_TRUE(write<bool>([&](store::Writer& writer) -> Result<bool> {
                store::LongWork work =
                    writer.long_work().find(store::WorkKind::leftovers, large_.to_string()).value();
                work.done = writer.change_long_work().remove_leftovers(large_, 10);
                writer.change_long_work().save(work);
                return true;
              }).has_value());
  const Result<void> next = stage(unit);
  ASSERT_TRUE(next.has_error());
  EXPECT_EQ(next.error().code, Code::overloaded);
  const Result<Outcome> outcome = run(unit);
  ASSERT_TRUE(outcome.has_error());
  EXPECT_EQ(outcome.error().code, Code::overloaded);
  EXPECT_FALSE(read_with<bool>(
      [&](store::Reader& reader) { return reader.load(group_type, large_).has_value(); }));
  EXPECT_EQ(groups_of(2), 0u);
}

TEST_F(UnitsTest, ALargeGroupWhoseNameIsTakenLeavesNothingThatIsSeen) {
  group("Large");
  const Unit unit = creating_group("large", 2500);
  ASSERT_TRUE(stage(unit).has_value());
  ASSERT_TRUE(stage(unit).has_value());
  const Result<Outcome> outcome = run(unit);
  ASSERT_TRUE(outcome.has_error());
  EXPECT_EQ(outcome.error().code, Code::uniqueness);
  EXPECT_EQ(groups_of(2), 0u);
  EXPECT_TRUE(leftovers().has_value());
}

// In a Bulk it keeps its place.
TEST_F(UnitsTest, ALargeGroupThatKeepsToTheWriterIsWrittenInOne) {
  const Unit unit = creating_group("Large", 2500);
  unit.keep_to_writer();
  EXPECT_FALSE(unit.has_more_to_stage());
  ASSERT_TRUE(run(unit).has_value());
  EXPECT_EQ(member_count(large_), 2500u);
}

}  // namespace
}  // namespace provost::api::scim_api

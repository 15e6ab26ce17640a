#include "log/sqlite/sqlite_shelf.h"

#include <fstream>

#include <gtest/gtest.h>

#include "base/testing/fakes.h"
#include "store/sqlite/database.h"
#include "store/sqlite/private_folder.h"

namespace provost::log::sqlite {
namespace {

constexpr OrgKey acme{1};
constexpr OrgKey globex{2};
constexpr Timestamp noon{1'800'000'000'000};

class SqliteShelfTest : public ::testing::Test {
 protected:
  Entry entry(Timestamp time, int status = 201, std::string method = "POST") {
    Entry entry;
    entry.id = new_id(time, random_);
    entry.time = time;
    entry.method = std::move(method);
    entry.status = status;
    return entry;
  }
  void put(OrgKey org, Entry entry) { shelf_->write({{org, std::move(entry)}}); }
  std::vector<Entry> list(OrgKey org, const Query& query = {}) {
    return reader_->page(org, query).items;
  }

  testing::SeededRandom random_;
  std::unique_ptr<Shelf> shelf_ = open(":memory:");
  std::unique_ptr<Reader> reader_ = shelf_->open_reader();
};

TEST_F(SqliteShelfTest, GivesBackWhatItWasGiven) {
  Entry put_in = entry(noon, 400, "PATCH");
  put_in.kind = Kind::operation;
  put_in.last = noon.plus_s(1);
  put_in.count = 3;
  put_in.target = "/acme/scim/v2/Users/1";
  put_in.operation = "scim.patch";
  put_in.duration_us = 1234;
  put_in.address = "10.0.0.1";
  put_in.agent = "agent";
  put_in.token_id = "token";
  put_in.request_id = "request";
  put_in.subject = {"User", "1", "ada@x.example"};
  put_in.cause = Cause::value_refused;
  put_in.detail = "userName must be …";
  put_in.remarks = {{Cause::attributes_dropped, {"displayName", "title"}},
                    {Cause::patch_without_effect, {}}};
  put_in.first_seq = 7;
  put_in.last_seq = 9;
  put(acme, put_in);
  const std::optional<Entry> found = reader_->find(acme, put_in.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, Kind::operation);
  EXPECT_EQ(found->time, noon);
  EXPECT_EQ(found->last, noon.plus_s(1));
  EXPECT_EQ(found->count, 3);
  EXPECT_EQ(found->method, "PATCH");
  EXPECT_EQ(found->target, "/acme/scim/v2/Users/1");
  EXPECT_EQ(found->operation, "scim.patch");
  EXPECT_EQ(found->status, 400);
  EXPECT_EQ(found->duration_us, 1234);
  EXPECT_EQ(found->address, "10.0.0.1");
  EXPECT_EQ(found->agent, "agent");
  EXPECT_EQ(found->token_id, "token");
  EXPECT_EQ(found->request_id, "request");
  EXPECT_EQ(found->subject, put_in.subject);
  EXPECT_EQ(found->cause, Cause::value_refused);
  EXPECT_EQ(found->detail, put_in.detail);
  EXPECT_EQ(found->remarks, put_in.remarks);
  EXPECT_EQ(found->first_seq, 7);
  EXPECT_EQ(found->last_seq, 9);
}

TEST_F(SqliteShelfTest, AnotherOrganisationsEntriesAreNotThere) {
  const Entry mine = entry(noon);
  put(acme, mine);
  EXPECT_FALSE(reader_->find(globex, mine.id));
  EXPECT_TRUE(list(globex).empty());
  EXPECT_TRUE(reader_->hours(globex, {}).empty());
  EXPECT_FALSE(reader_->activity(globex).last);
}

TEST_F(SqliteShelfTest, AddsUpASummaryThatComesAgain) {
  Entry summary = entry(noon, 200, "GET");
  summary.kind = Kind::reads;
  summary.last = noon.plus_s(1);
  summary.count = 2;
  summary.duration_us = 50;
  put(acme, summary);
  summary.last = noon.plus_s(9);
  summary.count = 5;
  summary.duration_us = 20;
  put(acme, summary);
  const std::vector<Entry> entries = list(acme);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].count, 7);
  EXPECT_EQ(entries[0].last, noon.plus_s(9));
  EXPECT_EQ(entries[0].duration_us, 50);
}

TEST_F(SqliteShelfTest, PagesFromTheNewestToTheOldest) {
  for (int n = 0; n < 5; ++n) {
    put(acme, entry(noon.plus_s(n)));
  }
  Query query{.limit = 2};
  std::vector<Timestamp> times;
  std::size_t pages = 0;
  for (bool more = true; more; ++pages) {
    const Page page = reader_->page(acme, query);
    for (const Entry& one : page.items) {
      times.push_back(one.time);
    }
    query.before = page.next;
    more = page.next.has_value();
  }
  EXPECT_EQ(pages, 3U);
  EXPECT_EQ(times,
            (std::vector{noon.plus_s(4), noon.plus_s(3), noon.plus_s(2), noon.plus_s(1), noon}));
}

TEST_F(SqliteShelfTest, FindsARequestByTheWholeOfItsId) {
  const auto put_one = [&](OrgKey org, const char* request, int status, Timestamp time) {
    Entry one = entry(time, status);
    one.request_id = request;
    put(org, one);
  };
  put_one(acme, "3f2a-1", 200, noon);
  put_one(acme, "3f2a-1", 409, noon.plus_s(1));  // one of its operations
  put_one(acme, "3f2a-12", 200, noon.plus_s(2));
  put_one(globex, "3f2a-1", 200, noon);
  EXPECT_EQ(list(acme, {.request_id = "3f2a-1"}).size(), 2U);
  EXPECT_EQ(list(acme, {.request_id = "3f2a-12"}).size(), 1U);
  EXPECT_TRUE(list(acme, {.request_id = "3f2a"}).empty());
  EXPECT_TRUE(list(acme, {.request_id = "3F2A-1"}).empty());
  EXPECT_EQ(list(acme, {.since = noon.plus_s(1), .request_id = "3f2a-1"}).size(), 1U);
  EXPECT_EQ(list(acme, {.status = StatusRange{400, 499}, .request_id = "3f2a-1"}).size(), 1U);
  EXPECT_EQ(reader_->tail(acme, {.request_id = "3f2a-1"}, 0).items.size(), 2U);
  const Page first = reader_->page(acme, {.request_id = "3f2a-1", .limit = 1});
  ASSERT_EQ(first.items.size(), 1U);
  EXPECT_EQ(first.items[0].status, 409);
  const Page rest = reader_->page(acme, {.before = first.next, .request_id = "3f2a-1"});
  ASSERT_EQ(rest.items.size(), 1U);
  EXPECT_EQ(rest.items[0].status, 200);
}

TEST_F(SqliteShelfTest, FindsByStatusMethodTimeAndText) {
  Entry named = entry(noon, 201);
  named.subject = {"User", "id-1", "Ada@X.example"};
  named.remarks = {{Cause::values_coerced, {}}, {Cause::attributes_dropped, {"nickName"}}};
  put(acme, named);
  Entry failed = entry(noon.plus_s(1), 409, "PATCH");
  failed.cause = Cause::user_name_taken;
  failed.detail = "Grüße";
  failed.target = "/acme/scim/v2/Users/77";
  put(acme, failed);
  put(acme, entry(noon.plus_s(2), 500, "PUT"));
  const std::vector<std::pair<Query, std::size_t>> cases{
      {{}, 3},
      {{.status = StatusRange{400, 499}}, 1},
      {{.status = StatusRange{400, 599}}, 2},
      {{.status = StatusRange{201, 201}}, 1},
      {{.method = "patch"}, 1},
      {{.since = noon.plus_s(1)}, 2},
      {{.until = noon.plus_s(1)}, 1},
      {{.since = noon.plus_s(1), .until = noon.plus_s(2)}, 1},
      {{.search = "ada@x"}, 1},
      {{.search = "GRÜSSE"}, 1},
      {{.search = "users/77"}, 1},
      {{.search = "nobody"}, 0},
      {{.cause = Cause::user_name_taken}, 1},
      {{.cause = Cause::attributes_dropped}, 1},
      {{.status = StatusRange{400, 499}, .cause = Cause::attributes_dropped}, 0},
      {{.cause = Cause::members_skipped}, 0},
      {{.status = StatusRange{400, 499}, .search = "ada"}, 0},
  };
  for (std::size_t n = 0; n < cases.size(); ++n) {
    EXPECT_EQ(list(acme, cases[n].first).size(), cases[n].second) << n;
  }
}

TEST_F(SqliteShelfTest, ASearchForWhatIsNotThereEndsAndSaysWhereToGoOn) {
  std::vector<Noted> many;
  for (int n = 0; n < 10'500; ++n) {
    many.push_back({acme, entry(noon.plus_s(n))});
  }
  many.front().entry.detail = "needle";
  shelf_->write(many);
  Query query{.search = "needle"};
  const Page first = reader_->page(acme, query);
  EXPECT_TRUE(first.items.empty());
  ASSERT_TRUE(first.next);
  query.before = first.next;
  const Page second = reader_->page(acme, query);
  EXPECT_EQ(second.items.size(), 1U);
  EXPECT_FALSE(second.next);
}

TEST_F(SqliteShelfTest, FindsTheRequestsOfOneToken) {
  for (const char* token : {"t1", "t2", "t1", ""}) {
    Entry one = entry(noon);
    one.token_id = token;
    put(acme, one);
  }
  Query query;
  query.token_id = "t1";
  EXPECT_EQ(reader_->page(acme, query).items.size(), 2U);
  EXPECT_EQ(reader_->tail(acme, query, 0).items.size(), 2U);
  query.token_id = "t3";
  EXPECT_TRUE(reader_->page(acme, query).items.empty());
}

TEST_F(SqliteShelfTest, KeepsCountsByTheHourAndWhenSomebodyCalled) {
  Entry call = entry(noon);
  call.token_id = "t1";
  put(acme, call);
  call.id = new_id(noon, random_);
  call.status = 404;
  put(acme, call);
  const std::vector<Hour> hours = reader_->hours(acme, {});
  ASSERT_EQ(hours.size(), 1U);
  EXPECT_EQ(hours[0].requests, 2);
  EXPECT_EQ(hours[0].failures, 1);
  EXPECT_EQ(reader_->activity(acme).last, noon);
  EXPECT_TRUE(reader_->hours(acme, noon.plus_s(3600)).empty());
}

TEST_F(SqliteShelfTest, TakesAwayWhatIsTooOldInSlices) {
  for (int n = 0; n < 6; ++n) {
    Entry one = entry(noon.plus_s(n));
    one.bodies = {"{}", ""};
    put(acme, one);
  }
  const TooOld entries{.entries = noon.plus_s(5), .hours = {}};
  EXPECT_TRUE(shelf_->trim(entries, 2));
  EXPECT_EQ(list(acme).size(), 4U);
  while (shelf_->trim(entries, 2)) {
  }
  ASSERT_EQ(list(acme).size(), 1U);
  EXPECT_EQ(list(acme)[0].time, noon.plus_s(5));
  while (shelf_->trim({.entries = noon.plus_s(10'000), .hours = noon}, 2)) {
  }
  EXPECT_TRUE(list(acme).empty());
  EXPECT_TRUE(shelf_->organisations_with_bodies().empty());
  EXPECT_EQ(reader_->hours(acme, {}).size(), 1U) << "hours are kept for longer";
  while (shelf_->trim({.entries = noon.plus_s(10'000), .hours = noon.plus_s(10'000)}, 2)) {
  }
  EXPECT_TRUE(reader_->hours(acme, {}).empty());
}

// A clock that was ahead for a while wrote future entries before today's.
TEST_F(SqliteShelfTest, WhatIsTooOldGoesFromBehindEntriesOfTheFuture) {
  for (int n = 0; n < 30; ++n) {
    Entry future = entry(noon.plus_s(40 * 24 * 3600));
    future.bodies = {"{}", "{}"};
    put(acme, future);
  }
  for (int n = 0; n < 25; ++n) {
    Entry old = entry(noon);
    old.bodies = {"{}", "{}"};
    put(acme, old);
  }
  const TooOld too_old{.entries = noon.plus_s(1), .hours = noon};
  for (int slices = 0; slices < 100 && shelf_->trim(too_old, 10); ++slices) {
  }
  const std::vector<Entry> left = list(acme);
  EXPECT_EQ(left.size(), 30U);
  EXPECT_GT(left.back().time, noon);
}

TEST_F(SqliteShelfTest, TheTailGoesByTheOrderOfWritingNotByTime) {
  Entry slow = entry(noon);
  Entry quick = entry(noon.plus_s(5), 409);
  put(acme, quick);
  const std::int64_t place = reader_->last_place(acme);
  EXPECT_EQ(reader_->place_of(acme, quick.id), place);
  EXPECT_EQ(reader_->place_of(globex, quick.id), std::nullopt);
  put(globex, entry(noon.plus_s(6)));
  put(acme, slow);
  const Tail tail = reader_->tail(acme, {}, place);
  ASSERT_EQ(tail.items.size(), 1U);
  EXPECT_EQ(tail.items[0].id, slow.id);
  EXPECT_TRUE(reader_->tail(acme, {}, tail.place).items.empty());
  EXPECT_TRUE(reader_->tail(acme, {.status = StatusRange{400, 499}}, place).items.empty());
  EXPECT_EQ(reader_->tail(acme, {.status = StatusRange{400, 499}}, 0).items.size(), 1U);
  EXPECT_EQ(reader_->tail(acme, {.since = noon.plus_s(1)}, 0).items.size(), 1U);
  EXPECT_TRUE(reader_->tail(acme, {.limit = 1}, 0).has_more);
}

TEST_F(SqliteShelfTest, PlacesAreNeverUsedAgain) {
  put(acme, entry(noon));
  const std::int64_t place = reader_->last_place(acme);
  while (shelf_->trim({.entries = noon.plus_s(1), .hours = {}}, 10)) {
  }
  put(acme, entry(noon.plus_s(2)));
  EXPECT_GT(reader_->last_place(acme), place);
}

TEST_F(SqliteShelfTest, BodiesAreShownWithTheirEntryAloneAndGoAlone) {
  Entry one = entry(noon);
  one.bodies = {R"({"userName":"a@x"})", R"({"id":"1"})"};
  put(acme, one);
  put(globex, one);
  EXPECT_TRUE(list(acme)[0].bodies.is_empty());
  EXPECT_EQ(reader_->find(acme, one.id)->bodies.request, one.bodies.request);
  EXPECT_EQ(reader_->find(acme, one.id)->bodies.response, one.bodies.response);
  EXPECT_EQ(shelf_->organisations_with_bodies(), (std::vector{acme, globex}));
  while (shelf_->purge_bodies(acme, 1)) {
  }
  EXPECT_EQ(shelf_->organisations_with_bodies(), std::vector{globex});
  EXPECT_TRUE(reader_->find(acme, one.id)->bodies.is_empty());
}

TEST_F(SqliteShelfTest, KnowsWhenTheConnectionWasFirstTriedAndAUserCreated) {
  Entry probe = entry(noon, 200);
  probe.kind = Kind::reads;
  probe.last = noon.plus_s(3);
  probe.token_id = "t1";
  probe.is_probe = true;
  put(acme, probe);
  Entry made = entry(noon.plus_s(10), 201);
  made.token_id = "t1";
  made.method = "POST";
  made.subject = {"User", "id-1", "ada@x.example"};
  put(acme, made);
  for (Entry* one : {&probe, &made}) {
    one->id = new_id(noon, random_);
    one->time = one->time.plus_s(60);
    one->last = one->last.plus_s(60);
    put(acme, *one);
  }
  EXPECT_EQ(reader_->activity(acme).first_probe, noon.plus_s(3));
  EXPECT_EQ(reader_->activity(acme).first_user, noon.plus_s(10));
  EXPECT_FALSE(reader_->activity(globex).first_user.has_value());
  EXPECT_EQ(reader_->activity(acme).last_user, noon.plus_s(70));
  EXPECT_EQ(reader_->activity(acme).last_success, noon.plus_s(70));
}

TEST_F(SqliteShelfTest, KnowsTheLatestRequestThatHadNoChance) {
  Entry refused = entry(noon, 401);
  refused.kind = Kind::refusals;
  refused.last = noon.plus_s(5);
  refused.cause = Cause::token_refused;
  put(acme, refused);
  EXPECT_EQ(reader_->activity(acme).last_trouble, noon.plus_s(5));
  EXPECT_EQ(reader_->activity(acme).trouble, Cause::token_refused);
  EXPECT_FALSE(reader_->activity(acme).last.has_value()) << "nobody who was let in has called";
  Entry lost = entry(noon.plus_s(9), 404);
  lost.token_id = "t1";
  lost.cause = Cause::path_unknown;
  put(acme, lost);
  EXPECT_EQ(reader_->activity(acme).last_trouble, noon.plus_s(9));
  EXPECT_EQ(reader_->activity(acme).trouble, Cause::path_unknown);
  EXPECT_FALSE(reader_->activity(acme).last_success.has_value());
  Entry failed = entry(noon.plus_s(12), 409);
  failed.token_id = "t1";
  failed.cause = Cause::user_name_taken;
  put(acme, failed);
  EXPECT_EQ(reader_->activity(acme).trouble, Cause::path_unknown) << "it reached what it wanted";
  EXPECT_FALSE(reader_->activity(globex).last_trouble.has_value());
}

class LogErasure : public SqliteShelfTest {
 protected:
  void erase(Person person, std::size_t rows = 2) {
    ErasurePlace place;
    while (shelf_->erase(acme, person, place, rows)) {
    }
  }
  Entry about(const Subject& subject, const std::string& detail, int second) {
    Entry one = entry(noon.plus_s(second), 409);
    one.subject = subject;
    one.detail = detail;
    one.cause = Cause::user_name_taken;
    one.bodies = {R"({"userName":")" + subject.name + "\"}", ""};
    return one;
  }
};

TEST_F(LogErasure, TakesWhatIsPersonalOfOneAndLeavesTheRest) {
  const Entry theirs = about({"User", "id-1", "Ada@x.example"}, "ada@x.example is taken", 1);
  const Entry by_name = about({"User", "", "ada@X.example"}, "taken", 2);
  Entry other = about({"User", "id-2", "bob@x.example"}, "taken", 3);
  Entry search = about({}, "", 4);
  search.target = "/acme/scim/v2/Users?filter=userName eq \"ada@x.example\"";
  search.bodies = {"", R"(["ADA@x.example"])"};
  for (const Entry& one : {theirs, by_name, other, search}) {
    put(acme, one);
  }
  erase({.id = "id-1", .names = {}});
  const auto shown = [&](const Entry& one) { return reader_->find(acme, one.id).value(); };
  for (const Entry& one : {theirs, by_name}) {
    EXPECT_EQ(shown(one).subject.name, "");
    EXPECT_EQ(shown(one).detail, "");
    EXPECT_TRUE(shown(one).bodies.is_empty());
    EXPECT_EQ(shown(one).status, 409);
  }
  EXPECT_EQ(shown(theirs).subject.id, "id-1");
  EXPECT_EQ(shown(search).target, "/acme/scim/v2/Users");
  EXPECT_TRUE(shown(search).bodies.is_empty());
  EXPECT_EQ(shown(other).subject.name, "bob@x.example");
  EXPECT_FALSE(shown(other).bodies.is_empty());
  const std::vector<Fact> facts = reader_->facts(acme, {});
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].subject, "id-2");
}

TEST_F(LogErasure, LeavesOtherOrganisationsAlone) {
  const Entry theirs = about({"User", "id-1", "ada@x.example"}, "", 1);
  put(globex, theirs);
  erase({.id = "id-1", .names = {"ada@x.example"}});
  EXPECT_EQ(reader_->find(globex, theirs.id)->subject.name, "ada@x.example");
}

TEST_F(SqliteShelfTest, PurgesOneOrganisationAndNoOther) {
  Entry call = entry(noon);
  call.token_id = "t1";
  for (const OrgKey org : {acme, globex}) {
    for (int n = 0; n < 5; ++n) {
      call.id = new_id(noon, random_);
      put(org, call);
    }
  }
  EXPECT_EQ(shelf_->organisations(), (std::vector{acme, globex}));
  std::size_t slices = 1;
  while (shelf_->purge(acme, 2)) {
    ++slices;
  }
  EXPECT_GE(slices, 3U);
  EXPECT_EQ(shelf_->organisations(), std::vector{globex});
  EXPECT_EQ(list(globex).size(), 5U);
}

TEST_F(SqliteShelfTest, AnObjectThatFailsIsAFactUntilOneOfItsRequestsGoesThrough) {
  Entry failed = entry(noon, 409);
  failed.subject = {"User", "", "ada@x.example"};
  failed.cause = Cause::user_name_taken;
  failed.detail = "taken";
  put(acme, failed);
  failed.id = new_id(noon, random_);
  failed.time = noon.plus_s(9);
  put(acme, failed);
  const std::vector<Fact> facts = reader_->facts(acme, {});
  ASSERT_EQ(facts.size(), 1U);
  EXPECT_EQ(facts[0].kind, FactKind::failing);
  EXPECT_EQ(facts[0].count, 2);
  EXPECT_EQ(facts[0].since, noon);
  EXPECT_EQ(facts[0].last, noon.plus_s(9));
  EXPECT_EQ(facts[0].cause, Cause::user_name_taken);
  EXPECT_TRUE(reader_->facts(globex, {}).empty());
  EXPECT_TRUE(reader_->facts(acme, noon.plus_s(10)).empty());
  Entry made = entry(noon.plus_s(20), 201);
  made.subject = {"User", "id-1", "ada@x.example"};
  put(acme, made);
  EXPECT_TRUE(reader_->facts(acme, {}).empty());
}

TEST_F(SqliteShelfTest, KeepsTheLatestFactsOfAKind) {
  for (int n = 0; n < 250; ++n) {
    Entry remarked = entry(noon.plus_s(n));
    remarked.remarks = {{Cause::members_skipped, {"member-" + std::to_string(n)}}};
    put(acme, remarked);
  }
  const std::vector<Fact> facts = reader_->facts(acme, {});
  EXPECT_EQ(facts.size(), facts_of_a_kind_max);
  for (const Fact& fact : facts) {
    EXPECT_GE(fact.last, noon.plus_s(50)) << fact.subject;
  }
}

// A file with an owner that can set it aside.
class OwnedShelfTest : public ::testing::Test {
 protected:
  std::unique_ptr<Shelf> open_own() {
    return open(path(), {noon, [this](const std::string& line) { said_ = line; }});
  }
  std::filesystem::path path() const { return folder_.path() / "provisioning-log.db"; }
  std::filesystem::path aside() const { return path().string() + ".broken-20270115T080000Z"; }
  static std::vector<Noted> notes(int count) {
    testing::SeededRandom random;
    std::vector<Noted> notes;
    for (int n = 0; n < count; ++n) {
      Entry entry;
      entry.id = new_id(noon.plus_s(n), random);
      entry.time = noon.plus_s(n);
      entry.detail = std::string(200, 'x');
      notes.push_back({acme, entry});
    }
    return notes;
  }
  void write_over(std::uintmax_t from) const {
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(from));
    const std::string noise(std::filesystem::file_size(path()) - from, '\x5a');
    file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
  }

  store::sqlite::PrivateFolder folder_;
  std::string said_;
};

TEST_F(OwnedShelfTest, BeginsAnotherInPlaceOfGarbage) {
  std::ofstream(path()) << std::string(100'000, 'g');
  const auto shelf = open_own();
  EXPECT_NE(said_.find("broken-20270115T080000Z"), std::string::npos) << said_;
  EXPECT_EQ(std::filesystem::file_size(aside()), 100'000U);
  shelf->write(notes(3));
  EXPECT_EQ(shelf->open_reader()->page(acme, {}).items.size(), 3U);
}

// The file set aside contains personal records, which must be deleted as promised.
TEST_F(OwnedShelfTest, WhatWasSetAsideGoesWithItsTime) {
  std::ofstream(path()) << std::string(100'000, 'g');
  const auto shelf = open_own();
  std::ofstream(aside().string() + "-wal") << "log";
  const auto stranger = folder_.path() / "provisioning-log.db.mine";
  std::ofstream(stranger) << "mine";
  const auto trim = [&](Timestamp before) {
    while (shelf->trim({.entries = before, .hours = before}, 100)) {
    }
  };
  trim(noon);
  EXPECT_TRUE(std::filesystem::exists(aside()));
  trim(noon.plus_s(1));
  EXPECT_FALSE(std::filesystem::exists(aside()));
  EXPECT_FALSE(std::filesystem::exists(aside().string() + "-wal"));
  EXPECT_TRUE(std::filesystem::exists(stranger));
  EXPECT_TRUE(std::filesystem::exists(path()));
}

TEST_F(OwnedShelfTest, WhoeverDoesNotOwnItIsRefused) {
  std::ofstream(path()) << std::string(100'000, 'g');
  EXPECT_THROW(open(path()), std::runtime_error);
  EXPECT_FALSE(std::filesystem::exists(aside()));
}

// The existing reader reads the new file, and closing the old one loses nothing.
TEST_F(OwnedShelfTest, DamagedPagesAreSetAsideWhileItRuns) {
  open_own()->write(notes(300));
  write_over(3 * 4096);
  const auto shelf = open_own();
  const auto reader = shelf->open_reader();
  EXPECT_THROW(reader->page(acme, {.limit = 1000}), ShelfDamaged);
  EXPECT_EQ(shelf->set_aside(noon), aside().filename().string());
  EXPECT_TRUE(std::filesystem::exists(aside()));
  EXPECT_EQ(reader->page(acme, {.limit = 1000}).items.size(), 0U);
  shelf->write(notes(3));
  EXPECT_EQ(reader->page(acme, {.limit = 1000}).items.size(), 3U);
  EXPECT_TRUE(std::filesystem::exists(path().string() + "-wal"));
}

TEST_F(OwnedShelfTest, AnotherProcessThatHoldsItMakesItUnavailable) {
  const auto shelf = open_own();
  store::sqlite::Database other(path(), {});
  other.script("BEGIN IMMEDIATE");
  EXPECT_THROW(shelf->write(notes(1)), ShelfUnavailable);
  other.script("ROLLBACK");
  EXPECT_NO_THROW(shelf->write(notes(1)));
}

TEST_F(SqliteShelfTest, RefusesAFileOfAnotherProgram) {
  const store::sqlite::PrivateFolder folder;
  store::sqlite::Database other(folder.path() / "other.db", {});
  other.script("CREATE TABLE t(a)");
  EXPECT_THROW(open(folder.path() / "other.db"), std::runtime_error);
}

TEST_F(SqliteShelfTest, RefusesAFileOfANewerVersion) {
  const store::sqlite::PrivateFolder folder;
  const auto path = folder.path() / "log.db";
  open(path);
  store::sqlite::Database(path, {}).script("PRAGMA user_version=99");
  EXPECT_THROW(open(path), std::runtime_error);
}

}  // namespace
}  // namespace provost::log::sqlite

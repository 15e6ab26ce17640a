#include "store/journal.h"

#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "admin/audit/audit.h"
#include "api/admin/activity/change_stream.h"
#include "api/admin/testing.h"
#include "http/body_source.h"
#include "identity/tokens.h"

// The audit trail and the change feed as clients meet them.
namespace provost::api::admin_api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::pair<std::string, std::string> stream{"Accept", "text/event-stream"};

class JournalApi : public AdminFixture {
 protected:
  void SetUp() override {
    AdminFixture::SetUp();
    store_.clock().advance_s(10);
    ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), true).has_value());
    token_ = identity::rotate_token(admin_, OrgId("acme"), 0, std::nullopt).value();
    store_.clock().advance_s(10);
    id_ = text_of(body_of(scim(http::Method::post, "/acme/scim/v2/Users",
                               R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],)"
                               R"("userName":"ada@x.example","active":true})")),
                  "id");
  }

  http::Response scim(http::Method method, std::string_view path, std::string_view body) {
    const std::string operator_key = std::exchange(authorization_, "Bearer " + token_.text);
    const http::Response response = send(method, path, body);
    authorization_ = operator_key;
    return response;
  }
  json::Object get(const std::string& path) {
    const http::Response response = send(http::Method::get, "/api/v1/orgs/acme/" + path);
    EXPECT_EQ(response.status, 200) << path << response.body;
    return body_of(response);
  }
  // The next part of a body produced while it is sent; false for the last one. Nothing when the
  // answer breaks off.
  std::optional<bool> try_next_part(const http::Response& response, std::string& out) {
    std::optional<bool> more;
    bool is_over = false;
    boost::asio::co_spawn(io_, response.source->next(out), [&](std::exception_ptr fault, bool on) {
      more = fault ? std::nullopt : std::optional(on);
      is_over = true;
    });
    const auto work = boost::asio::make_work_guard(io_);
    io_.restart();
    while (!is_over) {
      io_.run_one();
    }
    return more;
  }
  bool next_part(const http::Response& response, std::string& out) {
    const std::optional<bool> more = try_next_part(response, out);
    EXPECT_TRUE(more.has_value());
    return more.value_or(false);
  }
  bool breaks_off(const http::Response& response, std::string& out) {
    return !try_next_part(response, out).has_value();
  }
  // A stream of changes that has begun, without an event so far.
  http::Response open_stream(const std::string& query = "") {
    http::Response response = send(http::Method::get, "/api/v1/orgs/acme/changes" + query);
    EXPECT_EQ(response.status, 200) << response.body;
    std::string first;
    EXPECT_TRUE(next_part(response, first));
    EXPECT_EQ(first, ":\n\n");
    return response;
  }
  std::string whole_body(const http::Response& response) {
    std::string body;
    while (next_part(response, body)) {
    }
    return body;
  }
  static std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
      lines.push_back(line);
    }
    return lines;
  }
  void write(const store::WriteWork& work) {
    const store::OrgKey org = identity::find_organisation(admin_, OrgId("acme"))->key;
    ASSERT_TRUE(store::write_and_wait(admin_.session, org, work).has_value());
  }
  void append_entries(int count) {
    write([&](store::Writer& writer) -> Result<void> {
      for (int i = 0; i < count; ++i) {
        writer.append({.type = "test.done", .subject_type = "test", .actor = "test"});
      }
      return {};
    });
  }
  void trim(std::int64_t through) {
    write([&](store::Writer& writer) -> Result<void> {
      writer.change_journal().trim(through);
      return {};
    });
  }
  static std::string text_of(const json::Object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
  }
  static std::vector<std::string> types_of(const json::Object& page) {
    std::vector<std::string> types;
    for (const json::Value& item : page.at("items").as_array()) {
      types.push_back(text_of(item.as_object(), "type"));
    }
    return types;
  }
  static std::vector<std::int64_t> numbers_of(const json::Object& page) {
    std::vector<std::int64_t> numbers;
    for (const json::Value& item : page.at("items").as_array()) {
      numbers.push_back(item.at("seq").to_number<std::int64_t>());
    }
    return numbers;
  }

  identity::NewToken token_;
  std::string id_;
};

TEST_F(JournalApi, ListsEventsNewestFirst) {
  const json::Object page = get("audit-events");
  EXPECT_THAT(types_of(page),
              ElementsAre("user.created", "token.rotated", "scim.enabled", "organisation.created"));
  EXPECT_THAT(numbers_of(page), ElementsAre(4, 3, 2, 1));
  EXPECT_TRUE(page.at("nextCursor").is_null());
  const json::Object& created = page.at("items").at(0).as_object();
  EXPECT_EQ(text_of(created, "actorId"), token_.token.id);
  EXPECT_EQ(text_of(created, "targetId"), id_);
  EXPECT_EQ(text_of(created, "requestId"), "request-1");
  EXPECT_EQ(created.at("context").at("path"), "/acme/scim/v2/Users");
  EXPECT_EQ(created.at("context").at("host"), "provost.example");
}

TEST_F(JournalApi, FiltersEvents) {
  struct Case {
    std::string query;
    std::vector<std::int64_t> numbers;
  };
  const std::vector<Case> cases{
      {"type=user.created", {4}},
      {"type=organisation", {1}},
      {"type=scim", {2}},
      {"type=user.c", {}},
      {"actor=token:" + token_.token.id, {4}},
      {"actor=token", {4}},
      {"actor=test", {3, 2, 1}},
      {"target=" + id_, {4}},
      {"target=" + id_ + "&type=group", {}},
      {"actor=test&type=token", {3}},
      {"type=token,user", {4, 3}},
      {"type=user,user.created", {4}},
      {"search=ADA", {4}},
      {"search=" + id_, {4}},
      {"search=ada&type=token", {}},
      {"search=nobody", {}},
      {"target=" + id_ + "&mentions=true", {4}},
      {"folded=true", {4, 3, 2, 1}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(numbers_of(get("audit-events?" + c.query)), c.numbers) << c.query;
  }
}

TEST_F(JournalApi, SaysHowFarASearchHasLooked) {
  EXPECT_FALSE(get("audit-events").contains("search"));
  EXPECT_EQ(json::write(get("audit-events?search=ada").at("search")),
            R"({"mayBeMore":false,"mentionsSince":null})");
}

TEST_F(JournalApi, RefusesToLookForTooMuch) {
  const auto refusal = [&](const std::string& query) {
    return problem(send(http::Method::get, "/api/v1/orgs/acme/audit-events?" + query), 400);
  };
  EXPECT_THAT(refusal("type=a,b,c,d,e,f,g,h,i"), HasSubstr("8"));
  EXPECT_THAT(refusal("search=" + std::string(1001, 'a')), HasSubstr("1000"));
}

TEST_F(JournalApi, AnExportHasWhatASearchFinds) {
  const http::Response found =
      send(http::Method::get, "/api/v1/orgs/acme/audit-events/export?search=ada");
  const std::vector<std::string> lines = lines_of(whole_body(found));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_THAT(lines[0], HasSubstr("user.created"));
  EXPECT_THAT(lines[1], HasSubstr("journal.head"));
}

TEST_F(JournalApi, FiltersEventsByTime) {
  const auto at = [&](std::size_t number) {
    return text_of(get("audit-events").at("items").at(4 - number).as_object(), "timestamp");
  };
  EXPECT_THAT(numbers_of(get("audit-events?since=" + at(2))), ElementsAre(4, 3, 2));
  EXPECT_THAT(numbers_of(get("audit-events?until=" + at(2))), ElementsAre(1));
  EXPECT_THAT(numbers_of(get("audit-events?since=" + at(2) + "&until=" + at(4))),
              ElementsAre(3, 2));
  EXPECT_THAT(problem(send(http::Method::get, "/api/v1/orgs/acme/audit-events?since=today"), 400),
              HasSubstr("since"));
}

TEST_F(JournalApi, PagesThroughEvents) {
  std::vector<std::int64_t> seen;
  std::string query = "limit=1";
  for (int pages = 0; pages < 10 && !query.empty(); ++pages) {
    const json::Object page = get("audit-events?" + query);
    const auto numbers = numbers_of(page);
    EXPECT_LE(numbers.size(), 1u);
    seen.insert(seen.end(), numbers.begin(), numbers.end());
    const json::Value& next = page.at("nextCursor");
    query = next.is_null() ? "" : "limit=1&cursor=" + std::string(next.as_string());
  }
  EXPECT_THAT(seen, ElementsAre(4, 3, 2, 1));
}

TEST_F(JournalApi, APageOfEventsEndsWhenItHasItsBytes) {
  for (int i = 0; i < 70; ++i) {
    scim(http::Method::post, "/acme/scim/v2/Users",
         fmt::format(R"({{"userName":"u{}@x.example","active":true}})", i));
  }
  std::vector<std::int64_t> all;
  std::vector<std::int64_t> paged;
  std::size_t pages = 0;
  const auto key = identity::find_organisation(admin_, OrgId("acme")).value().key;
  ASSERT_TRUE(store::read_and_wait(admin_.session, key, [&](store::Reader& reader) {
                const auto seqs_of = [](const admin::AuditPage& page, auto& seqs) {
                  for (const json::Value& event : page.items) {
                    seqs.push_back(event.at("seq").to_number<std::int64_t>());
                  }
                };
                seqs_of(admin::audit_page(reader, {}, std::nullopt, 1000), all);
                std::optional<std::int64_t> before;
                do {
                  const admin::AuditPage page = admin::audit_page(reader, {}, before, 50, 5000);
                  EXPECT_LT(page.items.size(), 10U);
                  EXPECT_FALSE(page.items.empty());
                  seqs_of(page, paged);
                  before = page.next;
                } while (before && ++pages < 100);
              }).has_value());
  EXPECT_GT(all.size(), 70U) << "more than are read at a time";
  EXPECT_EQ(paged, all);
}

TEST_F(JournalApi, ChangesAreFollowedByNumber) {
  const json::Object all = get("changes?after=0");
  EXPECT_THAT(numbers_of(all), ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(all.at("lastSeq"), 4);
  EXPECT_EQ(all.at("hasMore"), false);
  EXPECT_EQ(all.at("items").at(1).as_object().size(), 3u) << "of other things only that they were";
  const json::Object& created = all.at("items").at(3).as_object();
  EXPECT_EQ(created.at("subject").at("id").as_string(), id_);
  EXPECT_EQ(created.at("cause"), "request-1");
  EXPECT_EQ(created.at("access").at("role"), "user");
  EXPECT_EQ(json::write(created).find("ada@"), std::string::npos) << "no personal values";

  const json::Object some = get("changes?after=1&limit=2");
  EXPECT_THAT(numbers_of(some), ElementsAre(2, 3));
  EXPECT_EQ(some.at("lastSeq"), 3);
  EXPECT_EQ(some.at("hasMore"), true);
  const json::Object none = get("changes?after=4");
  EXPECT_THAT(numbers_of(none), IsEmpty());
  EXPECT_EQ(none.at("lastSeq"), 4);
  EXPECT_THAT(numbers_of(get("changes")), ElementsAre(1, 2, 3, 4));
}

TEST_F(JournalApi, ChangesRefuseNumbersThatAreNone) {
  for (const char* after : {"-1", "x", "1.5", "", "99999999999999999999", "5"}) {
    EXPECT_THAT(
        problem(send(http::Method::get, std::string("/api/v1/orgs/acme/changes?after=") + after),
                400),
        HasSubstr("after"));
  }
}

TEST_F(JournalApi, ExportsEventsAsLinesOfJsonThatEndWithTheHead) {
  const http::Response response =
      send(http::Method::get, "/api/v1/orgs/acme/audit-events/export?type=token");
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "Content-Type"), "application/x-ndjson");
  const std::vector<std::string> lines = lines_of(whole_body(response));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(json::parse(lines[0]).value(), get("audit-events?type=token").at("items").at(0));
  const json::Object head = json::parse(lines[1]).value().as_object();
  EXPECT_EQ(head.at("type"), "journal.head");
  EXPECT_EQ(header(response, "Journal-Head"),
            fmt::format("4:{}", std::string_view(head.at("mac").as_string())));
}

TEST_F(JournalApi, ExportsEventsAsCsv) {
  const http::Response response =
      send(http::Method::get, "/api/v1/orgs/acme/audit-events/export?format=csv");
  EXPECT_EQ(header(response, "Content-Type"), "text/csv; charset=utf-8");
  const std::vector<std::string> lines = lines_of(whole_body(response));
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_THAT(lines[0], ::testing::StartsWith("id,seq,timestamp,"));
  EXPECT_THAT(lines[1], HasSubstr("user.created"));
  EXPECT_THAT(lines[4], HasSubstr("organisation.created"));
  EXPECT_THAT(
      problem(send(http::Method::get, "/api/v1/orgs/acme/audit-events/export?format=xml"), 400),
      HasSubstr("format"));
}

TEST_F(JournalApi, ExportsInPartsWhateverIsAppendedMeanwhile) {
  append_entries(1200);
  const http::Response response = send(http::Method::get, "/api/v1/orgs/acme/audit-events/export");
  append_entries(1);
  std::string first;
  EXPECT_TRUE(next_part(response, first));
  EXPECT_EQ(lines_of(first).size(), 500u);
  EXPECT_EQ(lines_of(first + whole_body(response)).size(), 1200u + 4 + 1);
}

TEST_F(JournalApi, AnExportEndsWithItsCredential) {  // design rule 22
  append_entries(1200);
  const http::Response response = send(http::Method::get, "/api/v1/orgs/acme/audit-events/export");
  std::string part;
  EXPECT_TRUE(next_part(response, part));
  ASSERT_TRUE(identity::revoke_operator_key(admin_, key_.key.id).has_value());
  part.clear();
  EXPECT_TRUE(breaks_off(response, part)) << "so the client sees that it is not whole";
  EXPECT_EQ(part, "");
}

TEST_F(JournalApi, StreamsChangesAsTheyCome) {
  more_headers_ = {stream};
  const http::Response response = open_stream("?after=2");
  EXPECT_EQ(header(response, "Content-Type"), "text/event-stream");
  EXPECT_EQ(header(response, "X-Accel-Buffering"), "no");
  ASSERT_TRUE(response.source->is_endless());
  std::string part;
  EXPECT_TRUE(next_part(response, part));
  EXPECT_THAT(part, ::testing::StartsWith("id: 3\nevent: change\ndata: {\"seq\":3,"));
  EXPECT_THAT(part, HasSubstr("\n\nid: 4\n"));
  append_entries(1);
  std::string news;
  EXPECT_TRUE(next_part(response, news));
  EXPECT_THAT(news, ::testing::StartsWith("id: 5\nevent: change\ndata: {\"seq\":5,"));
}

// However far behind it is, no event loop reads all the changes.
TEST_F(JournalApi, AStreamCatchesUpOnTheReadPool) {
  append_entries(1200);
  more_headers_ = {stream};
  const http::Response response = open_stream("?after=0");
  session_->take_reads_apart();
  std::string events;
  for (int parts = 0; parts < 3; ++parts) {
    EXPECT_TRUE(next_part(response, events));
  }
  EXPECT_EQ(session_->take_reads_apart(), 3u);
  EXPECT_EQ(session_->take_reads_in_vain(), 0u);
  EXPECT_THAT(events, HasSubstr("\n\nid: 1204\n"));
  append_entries(1);
  EXPECT_TRUE(next_part(response, events));
  EXPECT_EQ(session_->take_reads_apart(), 0u) << "news alone is little";
  EXPECT_THAT(events, HasSubstr("\n\nid: 1205\n"));
  append_entries(150);
  EXPECT_TRUE(next_part(response, events));
  EXPECT_EQ(session_->take_reads_apart(), 0u) << "the first hundred of it";
  EXPECT_THAT(events, Not(HasSubstr("\n\nid: 1306\n")));
  EXPECT_TRUE(next_part(response, events));
  EXPECT_EQ(session_->take_reads_apart(), 1u) << "and the rest";
  EXPECT_THAT(events, HasSubstr("\n\nid: 1355\n"));
}

TEST_F(JournalApi, LongPagesAreReadAndWrittenOnTheReadPool) {
  append_entries(1200);
  for (const std::string path : {"audit-events", "changes", "members"}) {
    const auto get = [&](int limit) {
      session_->take_reads_apart();
      const http::Response response =
          send(http::Method::get, "/api/v1/orgs/acme/" + path + "?limit=" + std::to_string(limit));
      EXPECT_EQ(response.status, 200) << response.body;
      EXPECT_EQ(header(response, "Content-Type"), "application/json");
      EXPECT_TRUE(body_of(response).at("items").is_array());
      return session_->take_reads_apart();
    };
    EXPECT_EQ(get(100), 0u) << path;
    EXPECT_EQ(get(101), 1u) << path;
    EXPECT_EQ(get(1000), 1u) << path;
  }
  EXPECT_EQ(session_->take_reads_in_vain(), 0u);
}

TEST_F(JournalApi, AStreamGoesOnAfterTheLastEvent) {
  more_headers_ = {stream, {"Last-Event-ID", "3"}};
  const http::Response response = open_stream("?after=0");
  std::string part;
  EXPECT_TRUE(next_part(response, part));
  EXPECT_THAT(part, ::testing::StartsWith("id: 4\n"));
  more_headers_ = {stream, {"Last-Event-ID", "none"}};
  EXPECT_THAT(problem(send(http::Method::get, "/api/v1/orgs/acme/changes"), 400),
              HasSubstr("Last-Event-ID"));
}

TEST_F(JournalApi, AStreamEndsWithItsCredential) {
  more_headers_ = {stream};
  const http::Response response = open_stream("?after=4");
  std::string part;
  EXPECT_TRUE(next_part(response, part));
  ASSERT_TRUE(identity::revoke_operator_key(admin_, key_.key.id).has_value());
  append_entries(1);
  EXPECT_FALSE(next_part(response, part));
  EXPECT_EQ(part, "") << "nothing more is told";
}

TEST_F(JournalApi, SoManyStreamsMayBeOpen) {
  more_headers_ = {stream};
  std::vector<http::Response> open;
  for (std::size_t i = 0; i < StreamLimits().all; ++i) {
    open.push_back(send(http::Method::get, "/api/v1/orgs/acme/changes"));
    ASSERT_EQ(open.back().status, 200);
  }
  const http::Response refused = send(http::Method::get, "/api/v1/orgs/acme/changes");
  problem(refused, 503);
  EXPECT_NE(header(refused, "Retry-After"), "");
  open.pop_back();
  EXPECT_EQ(send(http::Method::get, "/api/v1/orgs/acme/changes").status, 200);
}

TEST_F(JournalApi, ChangesThatWereTrimmedAreGone) {
  append_entries(3);
  trim(5);
  const http::Response gone = send(http::Method::get, "/api/v1/orgs/acme/changes?after=3");
  problem(gone, 410);
  EXPECT_EQ(body_of(gone).at("firstAvailable"), 6);
  problem(send(http::Method::get, "/api/v1/orgs/acme/changes?after=0"), 410);
  EXPECT_THAT(numbers_of(get("changes?after=5")), ElementsAre(6, 7));
  EXPECT_THAT(numbers_of(get("changes")), ElementsAre(6, 7));
  more_headers_ = {stream};
  problem(send(http::Method::get, "/api/v1/orgs/acme/changes?after=3"), 410);
}

TEST_F(JournalApi, ErasesAPersonWhoIsGone) {
  const std::string path = "/api/v1/orgs/acme/members/" + id_ + "/erase";
  EXPECT_THAT(problem(send(http::Method::post, path), 409), HasSubstr("active"));
  ASSERT_EQ(scim(http::Method::del, "/acme/scim/v2/Users/" + id_, "").status, 204);
  const http::Response erased = send(http::Method::post, path);
  ASSERT_EQ(erased.status, 200) << erased.body;
  EXPECT_GE(body_of(erased).at("entries").as_int64(), 2);
  const http::Response events = send(http::Method::get, "/api/v1/orgs/acme/audit-events");
  EXPECT_EQ(events.body.find("ada@"), std::string::npos) << events.body;
  EXPECT_EQ(types_of(body_of(events)).front(), "user.erased");
  for (const char* id : {"nobody", "0190a7c3-1111-7222-8333-444455556666"}) {
    problem(send(http::Method::post, fmt::format("/api/v1/orgs/acme/members/{}/erase", id)), 404);
  }
}

TEST_F(JournalApi, AnotherOrganisationsPersonIsNobody) {
  ASSERT_EQ(scim(http::Method::del, "/acme/scim/v2/Users/" + id_, "").status, 204);
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("globex"), {.name = "G"}).has_value());
  store_.clock().advance_s(2);
  problem(send(http::Method::post, "/api/v1/orgs/globex/members/" + id_ + "/erase"), 404);
  const http::Response events = send(http::Method::get, "/api/v1/orgs/acme/audit-events");
  EXPECT_THAT(events.body, HasSubstr("ada@"));
}

TEST_F(JournalApi, ShowsNothingOfAnotherOrganisation) {
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("globex"), {.name = "G"}).has_value());
  store_.clock().advance_s(2);
  for (const char* path : {"audit-events", "audit-events?target=", "changes"}) {
    const std::string target = std::string_view(path).ends_with('=') ? id_ : "";
    const http::Response response =
        send(http::Method::get, "/api/v1/orgs/globex/" + (path + target));
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(response.body.find(id_), std::string::npos) << path;
    EXPECT_EQ(response.body.find("acme"), std::string::npos) << path;
  }
  problem(send(http::Method::get, "/api/v1/orgs/nobody/audit-events"), 404);
  problem(send(http::Method::get, "/api/v1/orgs/nobody/changes"), 404);
}

}  // namespace
}  // namespace provost::api::admin_api

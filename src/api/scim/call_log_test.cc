#include "api/scim/call_log.h"

#include <algorithm>
#include <future>
#include <utility>

#include <gtest/gtest.h>

#include "api/admin/testing.h"
#include "base/rfc3339.h"
#include "identity/token_label.h"
#include "identity/tokens.h"

namespace provost::api::scim_api {
namespace {

using log::Cause;
using log::Entry;
using log::Kind;

constexpr const char* users = "/acme/scim/v2/Users";
constexpr const char* ada = R"({"userName":"ada@x.example","active":true})";

// SCIM requests of the organisation acme, and their entries in the provisioning log.
class CallLogTest : public admin_api::AdminFixture {
 protected:
  void SetUp() override {
    AdminFixture::SetUp();
    ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), true).has_value());
    authorization_ = "Bearer " + identity::rotate_token(admin_, OrgId("acme"), 0, {}).value().text;
    media_type_ = "application/scim+json";
    store_.clock().advance_s(1);  // so that the directory looks again
  }
  std::vector<Entry> entries() {
    log_.flush();
    std::promise<std::vector<Entry>> result;
    const store::OrgKey org = directory_.find("acme")->org.key;
    log_.read_later(
        org,
        [&](log::Reader& reader) { result.set_value(reader.page(org, {.limit = 1000}).items); },
        [](const Result<void>& done) { EXPECT_TRUE(done.has_value()); });
    return result.get_future().get();
  }
  Entry only_entry() {
    const std::vector<Entry> all = entries();
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? Entry{} : all.front();
  }
  std::string create(std::string_view path, std::string_view body) {
    const http::Response response = send(http::Method::post, path, body);
    EXPECT_EQ(response.status, 201) << response.body;
    store_.clock().advance_s(1);
    return std::string(body_of(response).at("id").as_string());
  }
  Entry newest() { return entries().front(); }
};

TEST_F(CallLogTest, AWriteSaysWhomItWasAboutAndWhereTheJournalHasIt) {
  const std::string id = create(users, ada);
  const Entry entry = only_entry();
  EXPECT_EQ(entry.kind, Kind::request);
  EXPECT_EQ(entry.method, "POST");
  EXPECT_EQ(entry.target, users);
  EXPECT_EQ(entry.operation, "scim.create");
  EXPECT_EQ(entry.status, 201);
  EXPECT_EQ(entry.request_id, "request-1");
  EXPECT_EQ(entry.subject, (log::Subject{"User", id, "ada@x.example"}));
  EXPECT_EQ(entry.cause, Cause::none);
  EXPECT_FALSE(entry.token_id.empty());
  EXPECT_GT(entry.first_seq, 0);
  EXPECT_GE(entry.last_seq, entry.first_seq);
}

TEST_F(CallLogTest, AFailureSaysWhyAndAboutWhom) {
  create(users, ada);
  send(http::Method::post, users, R"({"userName":"ADA@x.example","active":true})");
  Entry entry = newest();
  EXPECT_EQ(entry.status, 409);
  EXPECT_EQ(entry.cause, Cause::user_name_taken);
  EXPECT_EQ(entry.subject.name, "ADA@x.example");
  EXPECT_FALSE(entry.detail.empty());
  store_.clock().advance_s(1);
  send(http::Method::patch, std::string(users) + "/5b7e0c9e-1f6a-4f3c-9a55-0d6a1c2b3e4f",
       R"({"Operations":[{"op":"replace","path":"active","value":false}]})");
  entry = newest();
  EXPECT_EQ(entry.status, 404);
  EXPECT_EQ(entry.cause, Cause::resource_missing);
  EXPECT_EQ(entry.subject.type, "User");
  EXPECT_EQ(entry.subject.id, "5b7e0c9e-1f6a-4f3c-9a55-0d6a1c2b3e4f");
}

TEST_F(CallLogTest, ASearchThatFailedSaysWhatItLookedForAndNothingElseOfItsQuery) {
  send(http::Method::get, std::string(users) + "?key=hush&filter=nonsense%20eq%20%22x%22");
  const Entry entry = only_entry();
  EXPECT_EQ(entry.status, 400);
  EXPECT_EQ(entry.cause, Cause::filter_refused);
  EXPECT_EQ(entry.target, std::string(users) + "?filter=nonsense eq \"x\"");
}

TEST_F(CallLogTest, NoSecretIsKeptWhereverItWasPut) {
  const std::string token = authorization_.substr(7);
  const std::string secret = token.substr(4);
  more_headers_ = {{"User-Agent", token}};
  const std::string id = create(users, ada);
  send(http::Method::get, std::string(users) + '/' + token);
  send(http::Method::get, std::string(users) + "/x/y/" + token);
  send(http::Method::get, std::string(users) + "?filter=password%20eq%20%22hunter2%22");
  send(http::Method::get, std::string(users) + "?filter=userName%20eq%20%22" + token + "%22%20or");
  for (const std::string operation :
       {R"({"op":"replace","path":"password[value eq \"hunter2\"]","value":"x"})",
        R"({"op":"replace","path":"nosuch[password eq \"hunter2\"].x","value":"x"})",
        R"({"op":"replace","path":"userName","value":{"password":"hunter2"}})"}) {
    send(http::Method::patch, std::string(users) + '/' + id,
         R"({"Operations":[)" + operation + "]}");
  }
  send(http::Method::patch, std::string(users) + '/' + id,
       R"({"Operations":[{"op":")" + token + R"(","path":"active","value":true}]})");
  send(http::Method::post, users, R"({"userName":")" + token + R"(","active":true})");
  send(http::Method::post, std::string(users) + "/.search",
       R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],)"
       R"("filter":"password%20eq%20%22hunter2%22"})");
  const std::vector<Entry> all = entries();
  EXPECT_GE(all.size(), 6u);
  for (const Entry& entry : all) {
    std::string whole = entry.method + entry.target + entry.agent + entry.detail +
                        entry.subject.id + entry.subject.name;
    for (const log::Remark& remark : entry.remarks) {
      for (const std::string& value : remark.values) {
        whole += value;
      }
    }
    EXPECT_EQ(whole.find(secret), std::string::npos) << whole;
    EXPECT_EQ(whole.find("hunter2"), std::string::npos) << whole;
  }
}

TEST_F(CallLogTest, HeadersAndTargetsBecomeUtf8) {
  more_headers_ = {{"User-Agent", "Bad \xff\xfe\xc3 agent"}};
  EXPECT_EQ(send(http::Method::get, users).status, 200);
  EXPECT_EQ(only_entry().agent, "Bad ??? agent");
  more_headers_ = {{"User-Agent", "M\xfcller"}};
  for (const std::string path : {"/%FF", "/Users/%FF", "/Groups/%C3%28", "/Schemas/%FF",
                                 "/ResourceTypes/%FF", "/Users?startIndex=%FF", "/Users?sortBy=%FF",
                                 "/Users?sortOrder=%FF&sortBy=userName", "/Users/\xff"}) {
    for (const http::Method method : {http::Method::get, http::Method::patch, http::Method::del}) {
      const http::Response response = send(method, "/acme/scim/v2" + path, "{}");
      EXPECT_GE(response.status, 400) << path;
      EXPECT_LT(response.status, 500) << path;
      EXPECT_TRUE(json::parse(response.body).has_value()) << path << ' ' << response.body;
    }
  }
  media_type_ = "text/\xfc";
  const http::Response refused = send(http::Method::post, users, ada);
  EXPECT_EQ(refused.status, 415);
  EXPECT_TRUE(json::parse(refused.body).has_value()) << refused.body;
  media_type_ = "application/scim+json";
  more_headers_ = {{"If-Match", "W/\"\xff\""}};
  const std::string id = [&] {
    const auto headers = std::exchange(more_headers_, {});
    const std::string made = create(users, ada);
    more_headers_ = headers;
    return made;
  }();
  const http::Response changed = send(http::Method::put, std::string(users) + '/' + id, ada);
  EXPECT_EQ(changed.status, 412);
  EXPECT_TRUE(json::parse(changed.body).has_value()) << changed.body;
}

TEST_F(CallLogTest, SuccessfulReadsAreOneEntryPerRoute) {
  for (int n = 0; n < 5; ++n) {
    EXPECT_EQ(send(http::Method::get, users).status, 200);
  }
  const Entry entry = only_entry();
  EXPECT_EQ(entry.kind, Kind::reads);
  EXPECT_EQ(entry.count, 5);
  EXPECT_EQ(entry.operation, "scim.list");
}

TEST_F(CallLogTest, CallsThatAreNotLetInAreOneEntryPerAddress) {
  authorization_ = "Bearer hush";
  for (int n = 0; n < 3; ++n) {
    EXPECT_EQ(send(http::Method::get, users).status, 401);
  }
  const Entry entry = only_entry();
  EXPECT_EQ(entry.kind, Kind::refusals);
  EXPECT_EQ(entry.count, 3);
  EXPECT_EQ(entry.cause, Cause::token_refused);
  EXPECT_TRUE(entry.token_id.empty());
  EXPECT_EQ(entry.detail.find("hush"), std::string::npos);
}

TEST_F(CallLogTest, CallsWithATokenThatHasExpiredNameItToTheOrganisationAlone) {
  const identity::NewToken old =
      identity::rotate_token(admin_, OrgId("acme"), 0, 3600, "Nightly sync").value();
  store_.clock().advance_s(3600);
  authorization_ = "Bearer " + old.text;
  const http::Response refused = send(http::Method::get, users);
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.body.find("Nightly"), std::string::npos);
  const Entry entry = only_entry();
  EXPECT_EQ(entry.cause, Cause::token_expired);
  EXPECT_EQ(entry.token_id, old.token.id);
  EXPECT_EQ(entry.detail, "the Secret Token " + identity::label_of(old.token) + " expired at " +
                              to_rfc3339(*old.token.expires));
  authorization_ = "Bearer " + old.text.substr(0, old.text.size() - 1) + "x";
  EXPECT_EQ(send(http::Method::get, users).status, 401);
  EXPECT_EQ(entries().size(), 2U);
  EXPECT_EQ(std::ranges::count(entries(), Cause::token_refused, &Entry::cause), 1)
      << "only its holder learns of it";
}

TEST_F(CallLogTest, CallsWhileScimIsOffSaySo) {
  ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), false).has_value());
  store_.clock().advance_s(1);
  EXPECT_EQ(send(http::Method::get, users).status, 403);
  EXPECT_EQ(only_entry().cause, Cause::scim_disabled);
}

TEST_F(CallLogTest, AWrongTenantUrlIsSeen) {
  EXPECT_EQ(send(http::Method::get, "/acme/scim/Users").status, 404);
  EXPECT_EQ(only_entry().cause, Cause::path_unknown);
}

TEST_F(CallLogTest, CallsToNobodyLeaveNothing) {
  EXPECT_EQ(send(http::Method::get, "/globex/scim/v2/Users").status, 401);
  EXPECT_EQ(send(http::Method::get, "/globex/else").status, 404);
  EXPECT_TRUE(entries().empty());
}

TEST_F(CallLogTest, RemarksOnWhatWasLeftOut) {
  create(users, R"({"userName":"ada@x.example","active":"True","displayName":"Ada",
                    "externalId":"ada"})");
  const std::vector<log::Remark> remarks = only_entry().remarks;
  ASSERT_EQ(remarks.size(), 3U);
  EXPECT_EQ(remarks[0], (log::Remark{Cause::attributes_dropped, {"displayName"}}));
  EXPECT_EQ(remarks[1].cause, Cause::values_coerced);
  EXPECT_EQ(remarks[2], (log::Remark{Cause::external_id_not_object_id, {"ada"}}));
}

TEST_F(CallLogTest, RemarksOnAPatchThatChangesNothing) {
  const std::string id =
      create(users, R"({"userName":"ada@x.example","active":true,"externalId":"ada"})");
  send(http::Method::patch, std::string(users) + "/" + id,
       R"({"Operations":[{"op":"replace","path":"active","value":true}]})");
  const Entry entry = newest();
  EXPECT_EQ(entry.status, 200);
  EXPECT_EQ(entry.remarks, (std::vector<log::Remark>{{Cause::patch_without_effect, {}}}));
  EXPECT_EQ(entry.first_seq, 0);
}

TEST_F(CallLogTest, RemarksOnTheLastMemberOfAGroup) {
  const std::string member = create(users, ada);
  const std::string group = create(
      "/acme/scim/v2/Groups", R"({"displayName":"Ops","members":[{"value":")" + member + R"("}]})");
  send(http::Method::patch, "/acme/scim/v2/Groups/" + group,
       R"({"Operations":[{"op":"remove","path":"members"}]})");
  EXPECT_EQ(newest().remarks, (std::vector<log::Remark>{{Cause::group_emptied, {}}}));
  EXPECT_EQ(newest().subject.name, "Ops");
}

TEST_F(CallLogTest, ABulkRequestIsAnEntryAndSoIsEachOperationThatFailed) {
  send(http::Method::post, "/acme/scim/v2/Bulk", R"({"Operations":[
      {"method":"POST","path":"/Users","bulkId":"1","data":{"userName":"a@x.org","active":true}},
      {"method":"POST","path":"/Users","bulkId":"2","data":{"userName":"nobody","active":true}},
      {"method":"POST","path":"/Users","bulkId":"3","data":{"userName":"b@x.org","active":true}}
      ]})");
  const std::vector<Entry> all = entries();
  ASSERT_EQ(all.size(), 2U);
  const bool failed_first = all[0].kind == Kind::operation;
  const Entry& failed = all[failed_first ? 0 : 1];
  const Entry& whole = all[failed_first ? 1 : 0];
  EXPECT_EQ(whole.status, 200);
  EXPECT_GE(whole.last_seq, whole.first_seq + 1);
  EXPECT_EQ(failed.kind, Kind::operation);
  EXPECT_EQ(failed.status, 400);
  EXPECT_EQ(failed.method, "POST");
  EXPECT_EQ(failed.cause, Cause::value_refused);
  EXPECT_EQ(failed.subject, (log::Subject{"User", "", "nobody"}));
}

TEST_F(CallLogTest, SaysWhoWasDeleted) {
  const std::string id = create(users, ada);
  EXPECT_EQ(send(http::Method::del, std::string(users) + "/" + id).status, 204);
  EXPECT_EQ(newest().subject, (log::Subject{"User", id, "ada@x.example"}));
}

}  // namespace
}  // namespace provost::api::scim_api

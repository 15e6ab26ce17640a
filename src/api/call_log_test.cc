#include "api/call_log.h"

#include <future>

#include <gtest/gtest.h>

#include "admin/tokens.h"
#include "api/admin/testing.h"

namespace provost::api {
namespace {

using log::Cause;
using log::Entry;
using log::Kind;

constexpr const char* users = "/acme/scim/v2/Users";
constexpr const char* ada = R"({"userName":"ada@x.example","active":true})";

// SCIM requests of the organisation acme, and what the provisioning log says of them.
class CallLogTest : public admin_api::AdminFixture {
 protected:
  void SetUp() override {
    AdminFixture::SetUp();
    ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), true).has_value());
    authorization_ = "Bearer " + admin::rotate_token(admin_, OrgId("acme"), 0, {}).value().text;
    media_type_ = "application/scim+json";
    store_.clock().advance_s(1);  // so that the directory looks again
  }
  std::vector<Entry> entries() {
    log_.flush();
    std::promise<std::vector<Entry>> result;
    const store::OrgKey org = directory_.find("acme")->org.key;
    log_.read_later(
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
}  // namespace provost::api

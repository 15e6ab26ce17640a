#include <algorithm>
#include <functional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "admin/people/by_hand.h"
#include "api/front/answer.h"
#include "api/oauth/desk.h"
#include "http/path.h"
#include "identity/tokens.h"
#include "log/sqlite/sqlite_shelf.h"
#include "oidc/curl_fetcher.h"
#include "store/testing/memory_store.h"

namespace provost::api {
namespace {

// A whole server except its sockets, with one organisation "acme".
class BulkTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(admin::create_organisation(admin_, org_, {}).has_value());
    ASSERT_TRUE(admin::set_organisation(admin_, org_, {"attributes=full"}, false).has_value());
    ASSERT_TRUE(admin::set_scim_enabled(admin_, org_, true).has_value());
    token_ = identity::rotate_token(admin_, org_, 0, {}).value().text;
  }

  // `meanwhile` runs when the request waits for the store for the first time.
  http::Response send(http::Method method, std::string_view path, std::string_view body = "",
                      const std::function<void()>& meanwhile = {}) {
    const std::string authorization = "Bearer " + token_;
    const std::string target = "/acme/scim/v2" + std::string(path);
    http::Request request;
    request.method = method;
    request.method_text = http::to_text(method);
    http::set_target(request, target);
    request.headers = {{"Authorization", authorization}, {"Content-Type", "application/scim+json"}};
    request.body = body;
    request.base_url = "https://scim.example";
    request.id = "request-1";
    http::Response response;
    loop_context_.restart();
    boost::asio::co_spawn(loop_context_, answer(loop_, request),
                          [&](std::exception_ptr fault, http::Response answered) {
                            EXPECT_EQ(fault, nullptr);
                            response = std::move(answered);
                          });
    if (meanwhile) {
      loop_context_.run_one();
      meanwhile();
    }
    loop_context_.run();
    return response;
  }

  http::Response post_bulk(std::string_view operations, std::string_view more = "") {
    return send(http::Method::post, "/Bulk",
                fmt::format(R"({{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
                                 {}"Operations":[{}]}})",
                            more, operations));
  }
  // The results of a processed job.
  json::Array bulk(std::string_view operations, std::string_view more = "") {
    const http::Response response = post_bulk(operations, more);
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body).value().at("Operations").as_array();
  }
  // Their statuses, separated by spaces.
  std::string statuses(std::string_view operations, std::string_view more = "") {
    std::string all;
    for (const json::Value& result : bulk(operations, more)) {
      all += all.empty() ? "" : " ";
      all += result.at("status").as_string();
    }
    return all;
  }

  json::Value get(std::string_view path) {
    return json::parse(send(http::Method::get, path).body).value();
  }
  std::size_t count(std::string_view path) {
    return get(path).at("totalResults").to_number<std::size_t>();
  }
  // The only resource of the endpoint with that name.
  json::Object named(std::string_view endpoint, std::string_view name) {
    const json::Value list = get(endpoint);
    for (const json::Value& resource : list.at("Resources").as_array()) {
      const json::Object& object = resource.as_object();
      const char* naming = object.contains("userName") ? "userName" : "displayName";
      if (object.at(naming).as_string() == name) {
        return object;
      }
    }
    ADD_FAILURE() << "there is no " << name << " at " << endpoint;
    return {};
  }
  std::vector<std::string> members_of(std::string_view group) {
    std::vector<std::string> names;
    const json::Object found = named("/Groups", group);
    if (const json::Value* members = json::find(found, "members")) {
      for (const json::Value& member : members->as_array()) {
        names.emplace_back(member.at("display").as_string());
      }
    }
    std::ranges::sort(names);
    return names;
  }

  static std::string user(std::string_view bulk_id, std::string_view more = "") {
    return fmt::format(R"({{"method":"POST","path":"/Users","bulkId":"{0}","data":{{
        "schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName":"{0}@x.example","active":true{1}}}}})",
                       bulk_id, more);
  }
  // A user that is refused: `active` is not a boolean.
  static std::string undecided(std::string_view bulk_id) {
    return fmt::format(R"({{"method":"POST","path":"/Users","bulkId":"{0}","data":{{
        "userName":"{0}@x.example","active":"maybe"}}}})",
                       bulk_id);
  }
  static std::string group(std::string_view bulk_id, const std::vector<std::string>& members) {
    json::Array values;
    for (const std::string& member : members) {
      values.emplace_back(json::Object{{"value", member}});
    }
    return fmt::format(R"({{"method":"POST","path":"/Groups","bulkId":"{0}","data":{{
        "schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "displayName":"{0}","members":{1}}}}})",
                       bulk_id, json::write(values));
  }
  static std::string remove(std::string_view path) {
    return fmt::format(R"({{"method":"DELETE","path":"{}"}})", path);
  }
  static std::string with_manager(std::string_view manager) {
    return fmt::format(R"(,"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{{
        "manager":{{"value":"{}"}}}})",
                       manager);
  }
  std::string id_of(std::string_view endpoint, std::string_view name) {
    return std::string(named(endpoint, name).at("id").as_string());
  }

  // Adds a person by hand, as is possible while SCIM is off; returns their id.
  std::string invite(std::string_view name) {
    EXPECT_TRUE(admin::set_scim_enabled(admin_, org_, false).has_value());
    const auto registry = scim::schema::registry_of(scim::schema::Profile::full);
    const auto& type = registry->type(scim::schema::user_type);
    const auto person = admin::read_invitation(name, type, {}).value();
    const ResourceId id = new_id(store_.clock().now(), store_.random());
    const store::Org org = identity::find_organisation(admin_, org_).value();
    const provision::Context context{.registry = registry,
                                     .schemas_revision = org.schemas_revision,
                                     .rules = {},
                                     .now = store_.clock().now(),
                                     .actor = "cli",
                                     .cause = {}};
    EXPECT_TRUE(store::write_and_wait(store_.session(), org.key, [&](store::Writer& writer) {
                  return admin::invite(writer, person, id, access::Target::user_human, {}, context);
                }).has_value());
    EXPECT_TRUE(admin::set_scim_enabled(admin_, org_, true).has_value());
    store_.clock().advance_s(2);  // the loop notices changed settings within a second
    return id.to_string();
  }

  // Outlives the store, whose threads may still be about to wake it after it runs out of work.
  boost::asio::io_context loop_context_;
  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "cli"};
  const OrgId org_{"acme"};
  std::string token_;
  Directory directory_{store_.session(), store_.clock()};
  UsageLog usage_;
  log::Log log_{log::sqlite::open(":memory:"), {}, store_.clock(), store_.random()};
  Settings settings_;
  Workers workers_{1, {.items_max = 32}};
  StreamPlaces streams_;
  ByteBudget budget_{settings_.budget_bytes};
  SignInThrottle sign_ins_;
  identity::Vault vault_{{}, store_.random()};
  oidc::CurlFetcher fetcher_{oidc::Reach::also_private};
  oauth::Desk desk_{fetcher_, store_.clock()};
  ProcessFacts facts_;
  System system_{store_.store(), store_.clock().now(), facts_};
  provision::Anchors anchors_;
  Loop loop_{.session = store_.session(),
             .directory = directory_,
             .usage = usage_,
             .log = log_,
             .streams = streams_,
             .large = workers_,
             .budget = budget_,
             .anchors = anchors_,
             .clock = store_.clock(),
             .random = store_.random(),
             .settings = settings_,
             .system = system_,
             .doors = {.hashing = workers_,
                       .known_hashing = workers_,
                       .errands = workers_,
                       .sign_ins = sign_ins_,
                       .vault = vault_,
                       .desk = desk_}};
};

TEST_F(BulkTest, EveryMethodAnswersAsItWouldAlone) {  // standards.md BLK-1, BLK-2
  const std::string base = "https://scim.example/acme/scim/v2";
  const json::Array made = bulk(user("ada"));
  const std::string id = id_of("/Users", "ada@x.example");
  EXPECT_EQ(made, json::parse(fmt::format(R"([{{"status":"201","method":"POST","bulkId":"ada",
      "location":"{}/Users/{}","version":"W/\"1\""}}])",
                                          base, id))
                      .value());
  const json::Array later = bulk(fmt::format(R"(
      {{"method":"PUT","path":"/Users/{0}","data":{{"userName":"ada@y.example","active":true}}}},
      {{"method":"PATCH","path":"Users/{0}","data":[
          {{"op":"replace","path":"active","value":false}}]}},
      {{"method":"DELETE","path":"/v2/Users/{0}"}},
      {{"method":"DELETE","path":"/Users/{0}","bulkId":"again"}})",
                                             id));
  ASSERT_EQ(later.size(), 4u);
  const std::string location = base + "/Users/" + id;
  EXPECT_EQ(
      later[0],
      (json::Object{
          {"status", "200"}, {"method", "PUT"}, {"location", location}, {"version", "W/\"2\""}}));
  EXPECT_EQ(
      later[1],
      (json::Object{
          {"status", "200"}, {"method", "PATCH"}, {"location", location}, {"version", "W/\"3\""}}));
  EXPECT_EQ(later[2],
            (json::Object{{"status", "204"}, {"method", "DELETE"}, {"location", location}}));
  EXPECT_EQ(later[3].at("status"), "404");
  EXPECT_EQ(later[3].at("bulkId"), "again");
  EXPECT_EQ(later[3].at("location").as_string(), location);
  EXPECT_EQ(later[3].at("response").at("status"), "404");
}

TEST_F(BulkTest, FailuresLeaveTheOthersAlone) {  // standards.md BLK-6, BLK-12, 3 row 44
  const json::Array results = bulk(
      user("ada") + "," + undecided("eve") + "," +
      R"({"method":"POST","path":"/Users","bulkId":"twin","data":{"userName":"ADA@x.example"}})" +
      "," + user("bob"));
  ASSERT_EQ(results.size(), 4u);
  EXPECT_EQ(results[0].at("status"), "201");
  EXPECT_EQ(results[1].at("status"), "400");
  EXPECT_FALSE(results[1].as_object().contains("location"));
  EXPECT_EQ(results[2].at("response").at("scimType"), "uniqueness");
  EXPECT_EQ(results[3].at("status"), "201");
  EXPECT_EQ(count("/Users"), 2u);
}

TEST_F(BulkTest, ReferencesAreResolvedInEveryDirection) {  // standards.md BLK-4
  const std::string patch = R"({"method":"PATCH","path":"/Groups/bulkId:Ops","data":[
      {"op":"add","path":"members","value":[{"value":"bulkId:bob"}]},
      {"op":"remove","path":"members[value eq \"bulkId:ada\"]"}]})";
  EXPECT_EQ(statuses(patch + "," + group("Ops", {"bulkId:ada", "bulkId:eve"}) + "," + user("ada") +
                     "," + user("eve", with_manager("bulkId:bob")) + "," + user("bob")),
            "200 201 201 201 201");
  EXPECT_EQ(members_of("Ops"), (std::vector<std::string>{"bob@x.example", "eve@x.example"}));
  const std::string urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  EXPECT_EQ(named("/Users", "eve@x.example").at(urn).at("manager").at("value").as_string(),
            id_of("/Users", "bob@x.example"));
}

TEST_F(BulkTest, GroupsThatHoldEachOtherComeToBeTogether) {  // standards.md BLK-5
  EXPECT_EQ(statuses(group("A", {"bulkId:B", "bulkId:ada"}) + "," + group("B", {"bulkId:C"}) + "," +
                     user("ada") + "," + group("C", {"bulkId:A", "bulkId:C"})),
            "201 201 201 201");
  EXPECT_EQ(members_of("A"), (std::vector<std::string>{"B", "ada@x.example"}));
  EXPECT_EQ(members_of("B"), std::vector<std::string>{"C"});
  EXPECT_EQ(members_of("C"), (std::vector<std::string>{"A", "C"}));
  EXPECT_EQ(named("/Groups", "A").at("meta").at("version"), "W/\"1\"");
}

TEST_F(BulkTest, UsersThatManageEachOtherComeToBeTogether) {  // standards.md BLK-5
  EXPECT_EQ(statuses(user("ada", with_manager("bulkId:bob")) + "," +
                     user("bob", with_manager("bulkId:ada"))),
            "201 201");
}

TEST_F(BulkTest, ACircleThatCannotBeClosedLeavesNothing) {  // standards.md BLK-5, BLK-12
  ASSERT_EQ(statuses(group("B", {})), "201");
  const json::Array results = bulk(group("A", {"bulkId:B"}) + "," + group("B", {"bulkId:A"}) + "," +
                                   group("D", {"bulkId:A"}) + "," + group("E", {}));
  ASSERT_EQ(results.size(), 4u);
  EXPECT_EQ(results[0].at("status"), "409");
  EXPECT_FALSE(results[0].at("response").as_object().contains("scimType"));
  EXPECT_EQ(results[1].at("response").at("scimType"), "uniqueness");
  EXPECT_EQ(results[2].at("status"), "409");
  EXPECT_EQ(results[3].at("status"), "201");
  EXPECT_EQ(count("/Groups"), 2u);
}

TEST_F(BulkTest, ACircleWithAFaultInItsRequestIsNotBegun) {  // standards.md BLK-5
  const std::string nameless = R"({"method":"POST","path":"/Groups","bulkId":"B",
                                   "data":{"members":[{"value":"bulkId:A"}]}})";
  EXPECT_EQ(statuses(group("A", {"bulkId:B"}) + "," + nameless), "409 400");
  EXPECT_EQ(count("/Groups"), 0u);
}

TEST_F(BulkTest, WhatRefersToSomebodyInvitedByHandMeetsThem) {  // design §2.15
  const std::string ada = invite("ada@x.example");
  const std::string patch =
      R"({"method":"PATCH","path":"/Users/bulkId:ada","data":[
          {"op":"replace","path":"externalId","value":"e1"}]})";
  const json::Array results =
      bulk(user("bob") + "," + user("ada") + "," + group("Ops", {"bulkId:ada", "bulkId:bob"}) +
           "," + patch + "," + user("eve", with_manager("bulkId:ada")) + "," + user("fay"));
  ASSERT_EQ(results.size(), 6u);
  for (const json::Value& result : results) {
    EXPECT_EQ(result.at("status").as_string().front(), '2') << json::write(result);
  }
  EXPECT_TRUE(results[1].at("location").as_string().ends_with(ada));
  EXPECT_EQ(id_of("/Users", "ada@x.example"), ada);
  EXPECT_EQ(members_of("Ops"), (std::vector<std::string>{"ada@x.example", "bob@x.example"}));
  EXPECT_EQ(named("/Users", "ada@x.example").at("externalId"), "e1");
  EXPECT_NE(json::write(named("/Users", "eve@x.example")).find(ada), std::string::npos);
}

TEST_F(BulkTest, ACircleCannotTakeSomebodyOver) {  // design §2.15, standards.md BLK-5
  invite("ada@x.example");
  EXPECT_EQ(statuses(user("ada", with_manager("bulkId:bob")) + "," +
                     user("bob", with_manager("bulkId:ada")) + "," + user("eve")),
            "409 409 201");
  EXPECT_EQ(count("/Users"), 2u);
}

TEST_F(BulkTest, WhatRefersToAFailedCreationFails) {  // standards.md BLK-5
  EXPECT_EQ(statuses(group("Ops", {"bulkId:ada"}) + "," + undecided("ada") + "," +
                     R"({"method":"PATCH","path":"/Users/bulkId:ada","data":[]})" + "," +
                     group("Devs", {"bulkId:nobody"})),
            "409 400 409 409");
  EXPECT_EQ(count("/Groups"), 0u);
}

TEST_F(BulkTest, StopsAtFailOnErrors) {  // standards.md BLK-6
  const std::string bad = R"({"method":"PUT","path":"/Users/nobody","data":{}})";
  const std::string operations =
      user("ada") + "," + bad + "," + user("bob") + "," + bad + "," + user("eve") + "," + bad;
  EXPECT_EQ(statuses(operations, R"("failOnErrors":2,)"), "201 404 201 404");
  EXPECT_EQ(count("/Users"), 2u);
}

TEST_F(BulkTest, FailuresInTheStoreCountOneByOneToo) {  // standards.md BLK-6
  ASSERT_EQ(statuses(user("ada") + "," + user("bob")), "201 201");
  const std::string twin = R"({"method":"POST","path":"/Users","bulkId":"twin","data":{
                               "userName":"ada@x.example","active":true}})";
  EXPECT_EQ(statuses(twin + "," + user("eve"), R"("failOnErrors":1,)"), "409");
  EXPECT_EQ(count("/Users"), 2u);
}

TEST_F(BulkTest, LimitsAreNamedAndNothingRuns) {  // standards.md BLK-7
  settings_.bulk_operations_max = 1;
  const http::Response many = post_bulk(user("ada") + "," + user("bob"));
  EXPECT_EQ(many.status, 413);
  EXPECT_NE(many.body.find("maxOperations is 1"), std::string::npos);
  settings_.bulk_bytes_max = 100;
  const http::Response large = post_bulk(user("ada"));
  EXPECT_EQ(large.status, 413);
  EXPECT_NE(large.body.find("maxPayloadSize is 100"), std::string::npos);
  EXPECT_EQ(count("/Users"), 0u);
}

TEST_F(BulkTest, LimitsArePublishedAsTheyAre) {  // standards.md BLK-7, DIS-6
  settings_.bulk_operations_max = 77;
  settings_.bulk_bytes_max = 100'000;
  settings_.body_bytes_max = 50'000;
  const json::Value bulk = get("/ServiceProviderConfig").at("bulk");
  EXPECT_EQ(bulk,
            (json::Object{{"supported", true}, {"maxOperations", 77}, {"maxPayloadSize", 50'000}}));
}

TEST_F(BulkTest, VersionIsAPrecondition) {  // standards.md BLK-8
  ASSERT_EQ(statuses(user("ada")), "201");
  const std::string patch = fmt::format(
      R"({{"method":"PATCH","path":"/Users/{}","version":"W/\"1\"","data":{{"Operations":[
          {{"op":"replace","path":"active","value":false}}]}}}})",
      id_of("/Users", "ada@x.example"));
  EXPECT_EQ(statuses(patch + "," + patch), "200 412");
}

TEST_F(BulkTest, TheOrderOfTheRequestDecides) {  // standards.md BLK-9
  ASSERT_EQ(statuses(user("ada")), "201");
  const std::string path = "/Users/" + id_of("/Users", "ada@x.example");
  EXPECT_EQ(statuses(user("ada") + "," + remove(path) + "," + user("bob") + "," + remove(path)),
            "409 204 201 404");
  EXPECT_EQ(statuses(user("ada") + "," + remove("/Users/bulkId:ada") + "," +
                     group("Ops", {"bulkId:ada"})),
            "201 204 409");
}

TEST_F(BulkTest, PathsOutsideTheOrganisationAreRefusedOneByOne) {  // standards.md BLK-11, TEN-4
  EXPECT_EQ(statuses(remove("https://scim.example/acme/scim/v2/Users/1") + "," +
                     remove("/other/scim/v2/Users/1") + "," + remove("/Users/.search") + "," +
                     R"({"method":"POST","bulkId":"b","path":"/Bulk","data":{"Operations":[]}})" +
                     "," + R"({"method":"GET","path":"/Users"})" + "," + user("ada")),
            "400 400 400 400 400 201");
}

TEST_F(BulkTest, EachOperationIsAuthorisedWhenItsTurnComes) {  // standards.md BLK-12
  std::string operations = user("u0");
  for (int i = 1; i < 100; ++i) {
    operations += "," + user("u" + std::to_string(i));
  }
  const std::string body = R"({"Operations":[)" + operations + "]}";
  const http::Response response = send(http::Method::post, "/Bulk", body, [&] {
    token_ = identity::rotate_token(admin_, org_, 0, {}).value().text;
    store_.clock().advance_s(1);
  });
  ASSERT_EQ(response.status, 200);
  const json::Value answer = json::parse(response.body).value();
  const json::Array& results = answer.at("Operations").as_array();
  ASSERT_EQ(results.size(), 100u);
  EXPECT_EQ(results.front().at("status"), "201");
  EXPECT_EQ(results.back().at("status"), "401");
  const auto made = std::ranges::count_if(
      results, [](const json::Value& result) { return result.at("status") == "201"; });
  EXPECT_EQ(count("/Users"), static_cast<std::size_t>(made));
}

TEST_F(BulkTest, MalformedEnvelopesAreRefusedAsAWhole) {  // standards.md BLK-3, BLK-13
  for (const std::string& operations : {std::string("1"), user("ada") + "," + user("ada")}) {
    const http::Response response = post_bulk(operations);
    EXPECT_EQ(response.status, 400);
    EXPECT_NE(response.body.find("invalidSyntax"), std::string::npos) << response.body;
  }
  EXPECT_EQ(send(http::Method::post, "/Bulk", "{").status, 400);
  EXPECT_EQ(post_bulk(user("ada"), R"("failOnErrors":0,)").status, 400);
  EXPECT_EQ(count("/Users"), 0u);
}

TEST_F(BulkTest, AThousandCreationsAndTheirGroupAreOneRequest) {
  std::string operations;
  std::vector<std::string> members;
  for (int i = 1; i < 1000; ++i) {
    const std::string name = "u" + std::to_string(i);
    operations += user(name) + ",";
    members.push_back("bulkId:" + name);
  }
  const json::Array results = bulk(group("All", members).insert(0, operations));
  ASSERT_EQ(results.size(), 1000u);
  for (const json::Value& result : results) {
    EXPECT_EQ(result.at("status"), "201");
  }
  EXPECT_EQ(count("/Users"), 999u);
  EXPECT_EQ(members_of("All").size(), 999u);
}

// An operation prepared before the writer is asked runs alone, between its neighbours.
TEST_F(BulkTest, ALargeOperationKeepsItsPlace) {
  std::string mails;
  for (int i = 0; i < 300; ++i) {
    mails += fmt::format(R"({}{{"value":"m{}@x.example"}})", i == 0 ? "" : ",", i);
  }
  const auto patch = [](std::string_view operation) {
    return fmt::format(R"({{"method":"PATCH","path":"/Users/bulkId:ada","data":{{
        "schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{}]}}}})",
                       operation);
  };
  EXPECT_EQ(
      statuses(user("ada") + "," + patch(R"({"op":"replace","path":"title","value":"before"})") +
               "," + patch(R"({"op":"add","path":"emails","value":[)" + mails + "]}") + "," +
               patch(R"({"op":"replace","path":"emails[value eq \"m7@x.example\"].display",
                               "value":"after"})") +
               "," + user("bob")),
      "201 200 200 200 201");
  const json::Object ada = named("/Users", "ada@x.example");
  EXPECT_EQ(ada.at("title").as_string(), "before");
  ASSERT_EQ(ada.at("emails").as_array().size(), 300u);
  EXPECT_EQ(ada.at("emails").as_array()[7].at("display").as_string(), "after");
}

}  // namespace
}  // namespace provost::api

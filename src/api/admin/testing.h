#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "admin/chores/cursor_keys.h"
#include "admin/command/organisations.h"
#include "api/front/answer.h"
#include "api/oauth/desk.h"
#include "http/path.h"
#include "identity/credentials.h"
#include "identity/operator_keys.h"
#include "identity/setup_links.h"
#include "identity/tokens.h"
#include "json/json.h"
#include "log/sqlite/sqlite_shelf.h"
#include "oidc/curl_fetcher.h"
#include "provision/anchors.h"
#include "store/access.h"
#include "store/contract/fixture.h"
#include "store/testing/hooked_session.h"
#include "store/testing/memory_store.h"

namespace provost::api::admin_api {

// The administration interface as a client meets it, without a socket: the organisation acme, and
// an operator's key.
class AdminFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(admin::create_organisation(admin_, OrgId("acme"), {.name = "Acme"}).has_value());
    ASSERT_TRUE(admin::renew_cursor_keys(admin_).has_value());
    key_ = identity::create_operator_key(admin_, "test").value();
    authorization_ = "Bearer " + key_.text;
  }

  http::Response send(http::Method method, std::string_view path, std::string_view body = {}) {
    http::Request request;
    request.method = method;
    request.method_text = http::to_text(method);
    http::set_target(request, path);
    request.headers = {{"Authorization", authorization_}, {"Content-Type", media_type_}};
    for (const auto& [name, value] : more_headers_) {
      request.headers.emplace_back(name, value);
    }
    request.body = body;
    request.base_url = "https://provost.example";
    request.id = "request-1";
    return run(request);
  }
  http::Response run(const http::Request& request) {
    std::optional<http::Response> response;
    boost::asio::co_spawn(io_, answer(loop_, request),
                          [&](std::exception_ptr fault, http::Response answered) {
                            EXPECT_FALSE(fault);
                            response = std::move(answered);
                          });
    const auto work = boost::asio::make_work_guard(io_);
    io_.restart();
    while (!response) {
      io_.run_one();
    }
    return std::move(*response);
  }
  // Somebody of acme with that access, given by hand.
  ResourceId add_member(const std::string& name, std::optional<access::Target> target) {
    return add_member(OrgId("acme"), name, target);
  }
  ResourceId add_member(const OrgId& org, const std::string& name,
                        std::optional<access::Target> target) {
    const ResourceId id = new_id(store_.clock().now(), store_.random());
    write(org, [&](store::Writer& writer) -> Result<void> {
      TRY(writer.insert(scim::schema::user_type, id, store::contract::user(name),
                        store_.clock().now()));
      set_access(writer, id, target);
      return {};
    });
    return id;
  }
  void change_access(const ResourceId& member, std::optional<access::Target> target) {
    write(OrgId("acme"), [&](store::Writer& writer) -> Result<void> {
      set_access(writer, member, target);
      return {};
    });
  }
  // A key or session of that member, whichever it can have.
  std::string credential_of(const OrgId& org, const ResourceId& member,
                            store::CredentialKind kind) {
    const identity::NewCredential made = identity::make_credential(
        kind, member, "test", std::nullopt, store_.clock().now(), store_.random(), {"test", {}});
    write(org, [&](store::Writer& writer) {
      return identity::add_credential(writer, made.credential, {"test", {}});
    });
    return made.text;
  }
  // Further requests come from a new member with that access.
  ResourceId act_as(access::Target target) {
    const ResourceId id = add_member(fmt::format("caller{}@x.example", ++callers_), target);
    const bool is_human = access::identity_type_of(target) == access::IdentityType::human;
    authorization_ = "Bearer " + credential_of(OrgId("acme"), id,
                                               is_human ? store::CredentialKind::session
                                                        : store::CredentialKind::api_key);
    return id;
  }
  // Further requests come from a new IT contact of acme. The id of their setup link.
  std::string act_as_contact(const identity::SetupLinkWish& wish = {.name = "Ada"}) {
    const identity::NewSetupLink made =
        identity::create_setup_link(admin_, OrgId("acme"), wish).value();
    write(OrgId("acme"), [&](store::Writer& writer) -> Result<void> {
      TRY_ASSIGN(const auto opened,
                 identity::redeem_setup_link(writer, made.link.id, "",
                                             {store_.clock().now(), "192.0.2.7", "test"},
                                             store_.random(), {"contact:" + made.link.id, {}}));
      authorization_ = "Bearer " + opened->text;
      return {};
    });
    return made.link.id;
  }
  void act_as_operator() { authorization_ = "Bearer " + key_.text; }
  void write(const OrgId& org, const store::WriteWork& work) {
    const Result<void> done = store::write_and_wait(
        admin_.session, identity::find_organisation(admin_, org).value().key, work);
    ASSERT_TRUE(done.has_value()) << done.error().detail;
  }
  // Types of acme's journal entries from the first on.
  std::vector<store::JournalEntry> journal() {
    std::vector<store::JournalEntry> entries;
    const auto key = identity::find_organisation(admin_, OrgId("acme")).value().key;
    EXPECT_TRUE(store::read_and_wait(admin_.session, key, [&](store::Reader& reader) {
                  for (const store::SealedEntry& sealed : reader.journal(0, 1000)) {
                    entries.push_back(sealed.entry);
                  }
                }).has_value());
    return entries;
  }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const http::Header& one : response.headers) {
      if (one.name == name) {
        return one.value;
      }
    }
    return {};
  }
  static json::Object body_of(const http::Response& response) {
    return json::parse(response.body).value().as_object();
  }
  // The detail of a problem with that status.
  static std::string problem(const http::Response& response, int status) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
    const json::Object body = body_of(response);
    EXPECT_EQ(body.at("status"), status);
    EXPECT_FALSE(body.at("title").as_string().empty());
    return std::string(body.at("detail").as_string());
  }

  static void set_access(store::Writer& writer, const ResourceId& member,
                         std::optional<access::Target> target) {
    const auto before = writer.access().access(member);
    access::Access access;
    access.source = target ? access::Source::direct : access::Source::none;
    access.target = target;
    writer.change_access().save_access(member, before, {access, {}});
  }

  int callers_ = 0;
  std::vector<std::pair<std::string, std::string>> more_headers_;
  // Outlives the store, whose threads may still be about to wake it when a test is over.
  boost::asio::io_context io_;
  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  identity::NewOperatorKey key_;
  std::string authorization_;
  std::string media_type_ = "application/json";
  std::unique_ptr<testing::HookedSession> session_ =
      std::make_unique<testing::HookedSession>(store_.store().open_session());
  Directory directory_{*session_, store_.clock()};
  UsageLog usage_;
  log::Log log_{log::sqlite::open(":memory:"), {}, store_.clock(), store_.random()};
  Workers workers_{1, {.items_max = 32}};
  Workers strangers_hashing_{1, {.items_max = 1}};
  StreamPlaces streams_;
  SignInThrottle sign_ins_;
  identity::Vault vault_{{}, store_.random()};
  oidc::CurlFetcher fetcher_{oidc::Reach::also_private};
  oauth::Desk desk_{fetcher_, store_.clock()};
  provision::Anchors anchors_;
  Settings settings_;
  ByteBudget budget_{settings_.budget_bytes};
  ProcessFacts facts_;
  System system_{store_.store(), store_.clock().now(), facts_};
  Loop loop_{.session = *session_,
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
             .doors = {.hashing = strangers_hashing_,
                       .known_hashing = workers_,
                       .errands = workers_,
                       .sign_ins = sign_ins_,
                       .vault = vault_,
                       .desk = desk_}};
};

// The same with SCIM enabled for acme, and an organisation globex beside it.
class ProvisionedFixture : public AdminFixture {
 protected:
  void SetUp() override {
    AdminFixture::SetUp();
    ASSERT_TRUE(
        admin::create_organisation(admin_, OrgId("globex"), {.name = "Globex"}).has_value());
    ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), true).has_value());
    token_ = identity::rotate_token(admin_, OrgId("acme"), 0, {}).value().text;
    store_.clock().advance_s(1);
  }
  // A request of acme's identity provider, of the Tenant URL and this path.
  void provision(http::Method method, std::string_view path, std::string_view body = {}) {
    authorization_ = "Bearer " + token_;
    send(method, "/acme/scim/v2" + std::string(path), body);
    authorization_ = "Bearer " + key_.text;
    store_.clock().advance_s(1);
  }
  // What an operator reads once the log has all of it.
  json::Object get(const std::string& path) {
    log_.flush();
    const http::Response response = send(http::Method::get, path);
    EXPECT_EQ(response.status, 200) << response.body;
    return body_of(response);
  }

  std::string token_;
};

}  // namespace provost::api::admin_api

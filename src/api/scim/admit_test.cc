#include "api/scim/admit.h"

#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "identity/operator_keys.h"
#include "identity/tokens.h"
#include "store/testing/memory_store.h"

namespace provost::api::scim_api {
namespace {

class Admit : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* id : {"acme", "other"}) {
      ASSERT_TRUE(admin::create_organisation(admin_, OrgId(id), {.name = id}).has_value());
      ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId(id), true).has_value());
    }
    token_ = identity::rotate_token(admin_, OrgId("acme"), 0, 3600).value();
  }
  Result<Admission> with(std::string_view org, const std::string& authorization) {
    const Result<Admission> here = admit(directory_, org, authorization, address_);
    const Result<Admission> there = admit(other_directory_, org, authorization, address_);
    EXPECT_EQ(here.has_value(), there.has_value()) << "the loops differ";
    return here;
  }

  testing::MemoryStore store_;
  identity::Admin admin_{store_.session(), store_.clock(), store_.random(), "test"};
  std::unique_ptr<store::Session> session_ = store_.store().open_session();
  Directory directory_{*session_, store_.clock()};
  // The directory of another loop: once answered, a change applies on all loops without delay
  // (design rule 22).
  std::unique_ptr<store::Session> other_session_ = store_.store().open_session();
  Directory other_directory_{*other_session_, store_.clock()};
  identity::NewToken token_;
  std::string address_ = "192.0.2.7";
};

TEST_F(Admit, LetsTheHolderOfALiveTokenIn) {
  for (const char* scheme : {"Bearer ", "bearer ", "Bearer   "}) {
    const auto admission = with("acme", scheme + token_.text);
    ASSERT_TRUE(admission.has_value()) << scheme;
    EXPECT_EQ(admission->token_id, token_.token.id);
    EXPECT_EQ(admission->org->org.id.str(), "acme");
  }
}

TEST_F(Admit, RefusesEverybodyElseInOneAndTheSameWay) {  // design §2.12
  const Error none = with("acme", "").error();
  EXPECT_EQ(none.code, Code::unauthenticated);
  std::string wrong = token_.text;
  wrong[20] = wrong[20] == 'a' ? 'b' : 'a';
  for (const auto& [org, authorization] :
       std::vector<std::pair<const char*, std::string>>{{"acme", "Bearer nonsense"},
                                                        {"acme", "Bearer " + wrong},
                                                        {"acme", "Basic eA=="},
                                                        {"other", "Bearer " + token_.text},
                                                        {"nobody", "Bearer " + token_.text}}) {
    const auto refused = with(org, authorization);
    ASSERT_TRUE(refused.has_error()) << org << authorization;
    EXPECT_EQ(refused.error().code, none.code);
    EXPECT_EQ(refused.error().detail, none.detail);
  }
}

// The text depends on the header alone: it is the same for a good token, a bad one and an unknown
// organisation.
TEST_F(Admit, SaysWhichSlipOfPastingMadeATokenLookWrong) {
  struct Case {
    std::string before;
    std::string after;
    const char* word;
  };
  const Case cases[] = {{"Bearer Bearer ", "", "twice"},
                        {"Bearer bearer ", "", "twice"},
                        {"Bearer \"", "\"", "quotes"},
                        {"Bearer '", "'", "quotes"},
                        {"Bearer \u201C", "\u201D", "quotes"},
                        {"Bearer ", "\"", "quotes"},
                        {"Bearer ", " pvt", "blank"},
                        {"", "", "without the word Bearer"},
                        {"Basic ", "", "without the word Bearer"}};
  for (const Case& c : cases) {
    const Error error = with("acme", c.before + token_.text + c.after).error();
    EXPECT_EQ(error.code, Code::unauthenticated);
    EXPECT_NE(error.detail.find(c.word), std::string::npos) << c.before << ' ' << error.detail;
    EXPECT_EQ(error.detail.find(token_.text.substr(4)), std::string::npos);
    for (const auto& [org, token] : {std::pair{"nobody", token_.text},
                                     {"other", token_.text},
                                     {"acme", std::string("pvt_wrong")}}) {
      EXPECT_EQ(with(org, c.before + token + c.after).error().detail, error.detail) << c.before;
    }
  }
}

TEST_F(Admit, SaysForbiddenWhenScimIsOff) {  // design §2.12
  ASSERT_TRUE(admin::set_scim_enabled(admin_, OrgId("acme"), false).has_value());
  EXPECT_EQ(with("acme", "Bearer " + token_.text).error().code, Code::forbidden);
  EXPECT_EQ(with("acme", "Bearer x").error().code, Code::unauthenticated);
}

TEST_F(Admit, SaysForbiddenWhenTheOrganisationIsSuspended) {
  const auto set = [&](const char* assignment) {
    ASSERT_TRUE(admin::set_organisation(admin_, OrgId("acme"), {assignment}, false).has_value());
  };
  set("suspended=true");
  const auto refused = with("acme", "Bearer " + token_.text);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, Code::forbidden);
  EXPECT_NE(refused.error().detail.find("suspended"), std::string::npos);
  EXPECT_EQ(with("acme", "Bearer nonsense").error().code, Code::unauthenticated);
  set("suspended=false");
  EXPECT_TRUE(with("acme", "Bearer " + token_.text).has_value());
}

TEST_F(Admit, NoticesRotationAndRevocation) {
  ASSERT_TRUE(with("acme", "Bearer " + token_.text).has_value());
  const identity::NewToken next = identity::rotate_token(admin_, OrgId("acme"), 60, {}).value();
  EXPECT_TRUE(with("acme", "Bearer " + token_.text).has_value());
  EXPECT_TRUE(with("acme", "Bearer " + next.text).has_value());
  store_.clock().advance_s(60);
  EXPECT_TRUE(with("acme", "Bearer " + token_.text).has_error());
  ASSERT_TRUE(identity::revoke_token(admin_, OrgId("acme"), next.token.id).has_value());
  EXPECT_TRUE(with("acme", "Bearer " + next.text).has_error());
}

TEST_F(Admit, NoticesAnOperatorsKeyAndItsEndAtOnce) {
  const identity::NewOperatorKey key = identity::create_operator_key(admin_, "test").value();
  for (Directory* directory : {&directory_, &other_directory_}) {
    EXPECT_EQ(directory->find_operator_id(key.text), key.key.id);
  }
  ASSERT_TRUE(identity::revoke_operator_key(admin_, key.key.id).has_value());
  for (Directory* directory : {&directory_, &other_directory_}) {
    EXPECT_FALSE(directory->find_operator_id(key.text).has_value());
  }
}

TEST_F(Admit, LetsNobodyInByWhatItCannotAskAbout) {  // design rule 22
  class Deaf final : public store::Session {
   public:
    explicit Deaf(store::Session& inner) : inner_(inner) {}
    bool read_now(store::OrgKey org, const store::ReadWork& work) override {
      return inner_.read_now(org, work);
    }
    void read_later(store::OrgKey, store::ReadWork, store::Done) override {}
    void write(store::OrgKey, store::WriteWork, store::Done) override {}
    void catalogue(const store::CatalogueWork& work) override {
      if (is_deaf) {
        throw std::runtime_error("the disk is gone");
      }
      inner_.catalogue(work);
    }
    void catalogue_write(store::CatalogueWriteWork, store::Done) override {}
    std::int64_t committed_generation() const noexcept override { return 0; }
    bool empty_log() override { return inner_.empty_log(); }
    bool is_deaf = false;

   private:
    store::Session& inner_;
  };
  Deaf session(*session_);
  Directory directory(session, store_.clock());
  const std::string authorization = "Bearer " + token_.text;
  ASSERT_TRUE(admit(directory, "acme", authorization, address_).has_value());
  session.is_deaf = true;
  store_.clock().advance_s(1);
  for (int i = 0; i < 2; ++i) {
    EXPECT_THROW((void)admit(directory, "acme", authorization, address_), std::runtime_error);
  }
  session.is_deaf = false;
  EXPECT_TRUE(admit(directory, "acme", authorization, address_).has_value());
}

TEST_F(Admit, EndsATokenAtItsExpiryThoughItIsCached) {
  ASSERT_TRUE(with("acme", "Bearer " + token_.text).has_value());
  store_.clock().advance_s(3600);
  EXPECT_TRUE(with("acme", "Bearer " + token_.text).has_error());
}

TEST_F(Admit, LetsInFromAllowedNetworksAlone) {
  const auto allow = [&](const std::string& networks) {
    ASSERT_TRUE(
        admin::set_organisation(admin_, OrgId("acme"), {"allowed-networks=" + networks}, false)
            .has_value());
  };
  const std::string authorization = "Bearer " + token_.text;
  allow("198.51.100.0/24,2001:db8::/32");
  const auto refused = with("acme", authorization);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, Code::forbidden);
  EXPECT_NE(refused.error().detail.find("192.0.2.7"), std::string::npos);
  EXPECT_NE(refused.error().detail.find("Allowed networks"), std::string::npos);
  EXPECT_EQ(with("acme", "Bearer nonsense").error().code, Code::unauthenticated);
  for (const char* address : {"198.51.100.9", "2001:db8::1", "::ffff:198.51.100.9"}) {
    address_ = address;
    EXPECT_TRUE(with("acme", authorization).has_value()) << address;
  }
  address_ = "no address";
  EXPECT_EQ(with("acme", authorization).error().code, Code::forbidden);
  allow("any");
  EXPECT_TRUE(with("acme", authorization).has_value());
}

}  // namespace
}  // namespace provost::api::scim_api

#include "identity/sign_in.h"

#include <gmock/gmock.h>

#include "identity/setup_links.h"
#include "provision/resources.h"
#include "provision/testing/fixture.h"
#include "store/access.h"
#include "store/journal.h"
#include "store/sign_in.h"

namespace provost::identity {
namespace {

using access::Source;
using access::Target;
using scim::schema::user_type;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class SignIn : public provision::ProvisionTest {
 protected:
  ResourceId person(const char* name, const char* external_id = nullptr, bool active = true) {
    json::Object body{{"userName", name}, {"active", active}};
    if (external_id != nullptr) {
      body["externalId"] = external_id;
    }
    return create(user_type, json::write(body)).value().stored.id;
  }
  void give(const ResourceId& id, Source source, std::optional<Target> target) {
    write<int>([&](store::Writer& writer) -> Result<int> {
      writer.change_access().save_access(
          id, writer.access().access(id),
          {.access = {.source = source, .target = target, .group = {}}, .since = {1}});
      return 0;
    });
  }
  void rename(const ResourceId& id, const std::string& name) {
    ASSERT_TRUE(
        patch(user_type, id, R"([{"op":"replace","path":"userName","value":")" + name + "\"}]")
            .has_value());
  }
  void set_external_id(const ResourceId& id, const std::string& value) {
    ASSERT_TRUE(
        patch(user_type, id, R"([{"op":"replace","path":"externalId","value":")" + value + "\"}]")
            .has_value());
  }

  SignedIn come(const oidc::Person& person) {
    store_.clock().advance_s(1);
    return write<SignedIn>([&](store::Writer& writer) {
             return sign_in(writer, type(user_type), person, store_.random(),
                            {.org = OrgId("acme"),
                             .now = store_.clock().now(),
                             .cause = "request-2",
                             .origin = origin_,
                             .agent = "Mozilla/5.0"});
           })
        .value();
  }
  // Who signs in, or why not.
  std::string come_in(const oidc::Person& person) {
    const SignedIn signed_in = come(person);
    return signed_in.refusal ? std::string(to_text(*signed_in.refusal))
                             : signed_in.session.credential.user.to_string();
  }
  static oidc::Person ann() { return as("sub-ann", "oid-ann", "ann@x"); }
  static oidc::Person as(std::string subject, std::string object_id, std::string user_name) {
    return {.issuer = "https://id.example.com",
            .subject = std::move(subject),
            .object_id = std::move(object_id),
            .user_name = std::move(user_name)};
  }
  std::vector<store::JournalEntry> sign_ins() {
    std::vector<store::JournalEntry> entries;
    for (const store::SealedEntry& sealed : journal()) {
      if (sealed.entry.type.starts_with("sign_in.")) {
        entries.push_back(sealed.entry);
      }
    }
    return entries;
  }
  void suspend(bool suspended) {
    write<int>([&](store::Writer& writer) -> Result<int> {
      store::OrgSettings settings = writer.settings();
      settings.suspended = suspended;
      writer.save_settings(settings);
      return 0;
    });
  }
  // "unknown_person: 2 of 1, ann@x": refusals per reason, and the people refused.
  std::vector<std::string> refusals() {
    std::vector<std::string> all;
    write<int>([&](store::Writer& writer) -> Result<int> {
      all.clear();
      const Timestamp since = store_.clock().now().plus_s(-refusals_kept_s);
      for (const auto& one : writer.sign_in().refusals(since)) {
        std::string names;
        for (const auto& who : writer.sign_in().refused_people(one.reason, since, 5)) {
          names += ", " + who.name + (who.user ? "" : "?");
        }
        all.push_back(one.reason + ": " + std::to_string(one.count) + " of " +
                      std::to_string(one.people) + names);
      }
      return 0;
    });
    return all;
  }
  std::vector<std::string> types() {
    std::vector<std::string> all;
    for (const store::JournalEntry& entry : sign_ins()) {
      all.push_back(entry.type);
    }
    return all;
  }
};

TEST_F(SignIn, CountsWhomItTurnsAwayUntilTheyComeIn) {
  const ResourceId id = person("ann@x", "oid-wrong");
  come(ann());
  come(ann());
  come(as("sub-bob", "oid-bob", "bob@x"));
  EXPECT_THAT(refusals(), ElementsAre("unknown_person: 3 of 2, bob@x?, ann@x"));
  write<int>([&](store::Writer& writer) -> Result<int> {
    note_refused(writer, SignInRefusal::client_refused, "invalid_client",
                 {.org = OrgId("acme"), .now = store_.clock().now()});
    return 0;
  });
  EXPECT_THAT(refusals(),
              ElementsAre("client_refused: 1 of 1, ?", "unknown_person: 3 of 2, bob@x?, ann@x"));
  set_external_id(id, "oid-ann");
  come(ann());
  EXPECT_THAT(refusals(), ElementsAre("unknown_person: 1 of 1, bob@x?"))
      << "what stood in everybody's way is gone too";
  write<int>([&](store::Writer& writer) -> Result<int> {
    writer.change_sign_in().erase_refusals(id, "BOB@x");
    return 0;
  });
  EXPECT_THAT(refusals(), ElementsAre());
  come(as("sub-bob", "oid-bob", "bob@x"));
  store_.clock().advance_s(refusals_kept_s);
  come(as("sub-cam", "oid-cam", "cam@x"));
  EXPECT_THAT(refusals(), ElementsAre("unknown_person: 1 of 1, cam@x?"));
}

TEST_F(SignIn, FindsTheMemberByObjectId) {
  person("ann@x", "oid-other");
  const ResourceId id = person("renamed@x", "oid-ann");
  const SignedIn signed_in = come(ann());
  ASSERT_FALSE(signed_in.refusal.has_value());
  EXPECT_EQ(signed_in.session.credential.user, id);
  EXPECT_EQ(signed_in.session.credential.kind, store::CredentialKind::session);
  EXPECT_EQ(signed_in.session.credential.name, "Mozilla/5.0");
  EXPECT_TRUE(signed_in.session.text.starts_with("pvs_"));
}

TEST_F(SignIn, ComparesObjectIdsLetterForLetter) {
  person("other@x", "OID-ANN");
  EXPECT_EQ(come_in(ann()), "unknown_person");
}

TEST_F(SignIn, FindsByUserNameOnlyWhoHasNoExternalId) {
  const ResourceId id = person("Ann@X");
  person("bob@x", "oid-bob");
  EXPECT_EQ(come_in(ann()), id.to_string());
  EXPECT_EQ(come_in(as("sub-bob", "oid-of-nobody", "bob@x")), "unknown_person");
  EXPECT_EQ(come_in(as("sub-eve", "oid-eve", "")), "unknown_person");
}

TEST_F(SignIn, PicksNobodyOfSeveral) {  // design §2.6
  person("one@x", "oid-ann");
  person("two@x", "oid-ann");
  EXPECT_EQ(come_in(ann()), "ambiguous_person");
}

TEST_F(SignIn, IsForActiveHumansWithAccess) {
  const ResourceId id = person("ann@x", "oid-ann", false);
  EXPECT_EQ(come_in(ann()), "inactive");
  give(id, Source::group, Target::user_service);
  EXPECT_EQ(come_in(ann()), "service_account");
  give(id, Source::group, Target::admin_service);
  EXPECT_EQ(come_in(ann()), "service_account");
  give(id, Source::group, Target::admin_human);
  EXPECT_EQ(come_in(ann()), id.to_string());
  write<int>([&](store::Writer& writer) -> Result<int> {
    store::OrgSettings settings = writer.settings();
    settings.default_access = std::nullopt;
    writer.save_settings(settings);
    return 0;
  });
  give(id, Source::by_default, std::nullopt);
  EXPECT_EQ(come_in(ann()), "no_access");
}

TEST_F(SignIn, BindsNobodyWhoIsRefused) {
  const ResourceId id = person("ann@x", "oid-ann", false);
  EXPECT_EQ(come_in(ann()), "inactive");
  EXPECT_FALSE(read_with<bool>([&](store::Reader& reader) {
    return reader.sign_in().identity_of(id, "https://id.example.com").has_value();
  }));
}

TEST_F(SignIn, KeepsWhoIsBound) {
  const ResourceId id = person("ann@x");
  EXPECT_EQ(come_in(ann()), id.to_string());
  rename(id, "ann.new@x");
  person("ann@x");
  EXPECT_EQ(come_in(ann()), id.to_string());  // the name belongs to somebody else by now
}

TEST_F(SignIn, RefusesASecondIdentityOfOneMember) {
  const ResourceId id = person("ann@x", "oid-ann");
  EXPECT_EQ(come_in(ann()), id.to_string());
  EXPECT_EQ(come_in(as("sub-other", "oid-ann", "ann@x")), "ambiguous_person");
  oidc::Person moved = as("sub-other", "oid-ann", "ann@x");
  moved.issuer = "https://new.example.com";  // a move to another provider
  EXPECT_EQ(come_in(moved), id.to_string());
}

TEST_F(SignIn, RefusesAnIdentityThatIsAnotherMembersByNow) {
  const ResourceId id = person("ann@x", "oid-ann");
  EXPECT_EQ(come_in(ann()), id.to_string());
  set_external_id(id, "oid-changed");
  EXPECT_EQ(come_in(ann()), "ambiguous_person");
  person("bob@x", "oid-ann");
  EXPECT_EQ(come_in(ann()), "ambiguous_person");
}

TEST_F(SignIn, AfterARemovalIsAFirstOneAgain) {
  const ResourceId id = person("ann@x", "oid-ann");
  EXPECT_EQ(come_in(ann()), id.to_string());
  ASSERT_TRUE(write<scim::Stored>([&](store::Writer& writer) {
                return provision::remove(writer, type(user_type), id, {}, context());
              }).has_value());
  EXPECT_EQ(come_in(ann()), "unknown_person");
  const ResourceId again = person("ann@x", "oid-ann");
  EXPECT_EQ(come_in(as("sub-new", "oid-ann", "ann@x")), again.to_string());
}

TEST_F(SignIn, EndsTheOldestOfTooManySessions) {
  const ResourceId id = person("ann@x", "oid-ann");
  const std::string first = come(ann()).session.credential.id;
  for (std::size_t i = 0; i < credentials_max; ++i) {
    ASSERT_EQ(come_in(ann()), id.to_string());
  }
  const auto left = read_with<std::vector<store::Credential>>([&](store::Reader& reader) {
    return reader.credentials().of(id, store::CredentialKind::session, "", 1000);
  });
  EXPECT_EQ(left.size(), credentials_max);
  EXPECT_NE(left.front().id, first);
}

TEST_F(SignIn, IsInTheJournal) {
  const ResourceId id = person("ann@x", "oid-ann");
  come(ann());
  come(ann());
  EXPECT_THAT(types(), ElementsAre("sign_in.bound", "sign_in.succeeded", "sign_in.succeeded"));
  const store::JournalEntry bound = sign_ins().front();
  EXPECT_EQ(bound.subject_id, id.to_string());
  EXPECT_EQ(bound.actor, "member:" + id.to_string());
  EXPECT_THAT(bound.values, HasSubstr("sub-ann"));
  EXPECT_THAT(bound.data, Not(HasSubstr("sub-ann")));  // personal values can be erased
}

TEST_F(SignIn, ThatIsRefusedIsInTheJournalWithItsReason) {
  const ResourceId id = person("ann@x", "oid-ann", false);
  come(ann());
  come(as("sub-eve", "oid-eve", "eve@x"));
  const std::vector<store::JournalEntry> entries = sign_ins();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].subject_id, id.to_string());
  EXPECT_THAT(entries[0].data, HasSubstr("\"inactive\""));
  EXPECT_EQ(entries[1].subject_type, "identity");
  EXPECT_EQ(entries[1].subject_id, "unknown");
  EXPECT_EQ(entries[1].actor, "server");
  EXPECT_THAT(entries[1].data, HasSubstr("\"unknown_person\""));
  EXPECT_THAT(entries[1].values, HasSubstr("oid-eve"));
  EXPECT_THAT(entries[1].values, HasSubstr("eve@x"));
  EXPECT_THAT(entries[1].data, Not(HasSubstr("eve")));  // personal values can be erased
}

// The help desk will be asked about this member.
TEST_F(SignIn, ThatIsRefusedIsAboutTheMemberOfThatNameWithBothIds) {
  const ResourceId bob = person("Bob@x", "bob.wrongext");
  EXPECT_EQ(come_in(as("sub-bob", "oid-bob", "bob@X")), "unknown_person");
  const store::JournalEntry refused = sign_ins().front();
  EXPECT_EQ(refused.subject_type, "user");
  EXPECT_EQ(refused.subject_id, bob.to_string());
  EXPECT_EQ(refused.actor, "server") << "a name proves nothing";
  EXPECT_EQ(refused.values,
            R"({"issuer":"https://id.example.com","subject":"sub-bob","objectId":"oid-bob",)"
            R"("userName":"bob@X","externalId":"bob.wrongext"})");
}

// When two share an externalId, the refusal is about the one with that name.
TEST_F(SignIn, ThatSeveralMatchIsAboutTheMemberOfThatName) {
  person("one@x", "oid-ann");
  const ResourceId ann = person("ann@x", "oid-ann");
  EXPECT_EQ(come_in(SignIn::ann()), "ambiguous_person");
  EXPECT_EQ(sign_ins().front().subject_id, ann.to_string());
}

TEST(SignInRefusal, HasAWordForEach) {
  EXPECT_EQ(to_text(SignInRefusal::not_configured), "not_configured");
  EXPECT_EQ(to_text(SignInRefusal::expired_request), "expired_request");
  EXPECT_EQ(to_text(refusal_of(oidc::FaultKind::unreachable)), "provider_unreachable");
  EXPECT_EQ(to_text(refusal_of(oidc::FaultKind::refused)), "provider_refused");
  EXPECT_EQ(to_text(refusal_of(oidc::FaultKind::wrong_grant)), "provider_refused");
  EXPECT_EQ(to_text(refusal_of(oidc::FaultKind::wrong_client)), "client_refused");
  EXPECT_EQ(to_text(refusal_of(oidc::FaultKind::invalid)), "invalid_response");
  EXPECT_EQ(to_text(refusal_of(oidc::FaultKind::wrong_tenant)), "wrong_tenant");
}

TEST_F(SignIn, NobodyComesIntoASuspendedOrganisation) {
  const ResourceId id = person("ann@x", "oid-ann");
  suspend(true);
  EXPECT_EQ(come_in(ann()), "organisation_suspended");
  EXPECT_EQ(come_in(as("sub-else", "oid-else", "else@x")), "organisation_suspended");
  EXPECT_THAT(types(), ElementsAre("sign_in.refused", "sign_in.refused")) << "nobody is bound";
  suspend(false);
  EXPECT_EQ(come_in(ann()), id.to_string());
}

// Design rule 29: the first one leaves an IT contact seven days.
TEST_F(SignIn, OfAnAdminAndOfNobodyElseShortensSetupLinks) {
  const ResourceId id = person("ann@x", "oid-ann");
  const Timestamp made = store_.clock().now();
  const NewSetupLink link = make_setup_link({.name = "Ada", .life_s = setup_link_life_max_s}, made,
                                            store_.random(), {"cli", {}})
                                .value();
  write<int>([&](store::Writer& writer) -> Result<int> {
    TRY(add_setup_link(writer, link.link, {"cli", {}}));
    return 0;
  });
  const auto expires = [&] {
    return write<Timestamp>([&](store::Writer& writer) -> Result<Timestamp> {
             return writer.setup_links().find(link.link.id)->expires;
           })
        .value();
  };
  give(id, Source::direct, Target::user_human);
  EXPECT_EQ(come_in(ann()), id.to_string());
  EXPECT_EQ(expires(), made.plus_s(setup_link_life_max_s));
  give(id, Source::direct, Target::admin_human);
  EXPECT_EQ(come_in(ann()), id.to_string());
  EXPECT_EQ(expires(), store_.clock().now().plus_s(setup_link_after_admin_s));
}

}  // namespace
}  // namespace provost::identity

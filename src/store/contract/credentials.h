#pragma once

#include "store/access.h"
#include "store/contract/fixture.h"
#include "store/credentials.h"

// API keys and sessions of members (design §2.11).
namespace provost::store::contract {

inline Credential credential(std::uint32_t user, std::string id,
                             CredentialKind kind = CredentialKind::api_key) {
  Credential made;
  made.id = std::move(id);
  made.kind = kind;
  made.user = id_of(user);
  made.name = "n" + made.id;
  made.lookup = "look" + made.id;
  made.hash = {"\x00\xff", 2};
  made.created = {7};
  made.created_by = "cli";
  return made;
}

inline std::optional<FoundCredential> find_credential(Session& session, std::string_view lookup) {
  std::optional<FoundCredential> found;
  session.catalogue([&](Catalogue& catalogue) { found = catalogue.find_credential(lookup); });
  return found;
}

inline std::vector<std::string> credential_ids(const std::vector<Credential>& credentials) {
  std::vector<std::string> all;
  for (const Credential& one : credentials) {
    all.push_back(one.id);
  }
  return all;
}

TEST_P(StoreContract, ACredentialIsFoundByItsLookupAlone) {
  write(acme_, [&](Writer& writer) {
    Credential made = credential(1, "a", CredentialKind::session);
    made.expires = clock_.now().plus_s(60);
    writer.change_credentials().insert(made);
  });
  const auto found = find_credential(*session_, "looka");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->org_key, acme_);
  EXPECT_EQ(found->org.str(), "acme");
  EXPECT_EQ(found->credential.id, "a");
  EXPECT_EQ(found->credential.kind, CredentialKind::session);
  EXPECT_EQ(found->credential.user, id_of(1));
  EXPECT_EQ(found->credential.name, "na");
  EXPECT_EQ(found->credential.hash, std::string("\x00\xff", 2));
  EXPECT_EQ(found->credential.created, Timestamp{7});
  EXPECT_EQ(found->credential.created_by, "cli");
  EXPECT_EQ(found->credential.expires, clock_.now().plus_s(60));
  EXPECT_FALSE(found->credential.last_use.at.has_value());
  EXPECT_FALSE(find_credential(*session_, "lookb").has_value());
}

TEST_P(StoreContract, ACredentialIsFoundWithWhetherItsOrganisationIsSuspended) {
  write(acme_, [&](Writer& writer) {
    writer.change_credentials().insert(credential(1, "a", CredentialKind::session));
  });
  EXPECT_FALSE(find_credential(*session_, "looka")->suspended);
  write(acme_, [&](Writer& writer) {
    OrgSettings settings = writer.settings();
    settings.suspended = true;
    writer.save_settings(settings);
  });
  EXPECT_TRUE(find_credential(*session_, "looka")->suspended);
}

TEST_P(StoreContract, CredentialsAreListedByMemberAndKindPageByPage) {
  write(acme_, [&](Writer& writer) {
    for (const char* id : {"c", "a", "b"}) {
      writer.change_credentials().insert(credential(1, id));
    }
    writer.change_credentials().insert(credential(2, "d"));
    writer.change_credentials().insert(credential(1, "e", CredentialKind::session));
  });
  read(acme_, [&](Reader& reader) {
    CredentialReader& all = reader.credentials();
    const auto page = all.of(id_of(1), CredentialKind::api_key, "", 2);
    EXPECT_EQ(credential_ids(page), (std::vector<std::string>{"a", "b"}));
    const auto rest = all.of(id_of(1), CredentialKind::api_key, "b", 2);
    EXPECT_EQ(credential_ids(rest), std::vector<std::string>{"c"});
    EXPECT_EQ(all.count(id_of(1), CredentialKind::api_key), 3u);
    EXPECT_EQ(all.count(id_of(3), CredentialKind::api_key), 0u);
  });
}

TEST_P(StoreContract, CredentialsOfAnotherOrganisationAreNotThere) {
  const OrgKey other = create_org("other");
  write(acme_, [&](Writer& writer) { writer.change_credentials().insert(credential(1, "a")); });
  write(other, [&](Writer& writer) {
    EXPECT_TRUE(writer.credentials().of(id_of(1), CredentialKind::api_key, "", 9).empty());
    EXPECT_FALSE(writer.change_credentials().remove(id_of(1), CredentialKind::api_key, "a"));
    writer.change_credentials().mark_used("looka", {clock_.now(), "192.0.2.7", "x"});
  });
  EXPECT_FALSE(find_credential(*session_, "looka")->credential.last_use.at.has_value());
}

TEST_P(StoreContract, ACredentialIsRemovedByItsMemberKindAndId) {
  write(acme_, [&](Writer& writer) {
    CredentialWriter& changes = writer.change_credentials();
    changes.insert(credential(1, "a"));
    EXPECT_FALSE(changes.remove(id_of(2), CredentialKind::api_key, "a"));
    EXPECT_FALSE(changes.remove(id_of(1), CredentialKind::session, "a"));
    EXPECT_TRUE(changes.remove(id_of(1), CredentialKind::api_key, "a"));
  });
  EXPECT_FALSE(find_credential(*session_, "looka").has_value());
}

TEST_P(StoreContract, ExpiredCredentialsAreRemovedWhenAskedTo) {
  const Timestamp now = clock_.now();
  write(acme_, [&](Writer& writer) {
    CredentialWriter& changes = writer.change_credentials();
    Credential expired = credential(1, "a");
    expired.expires = now;
    Credential living = credential(1, "b");
    living.expires = now.plus_s(1);
    changes.insert(expired);
    changes.insert(living);
    changes.insert(credential(1, "c"));
    changes.remove_expired(id_of(1), CredentialKind::api_key, now);
    const auto left = writer.credentials().of(id_of(1), CredentialKind::api_key, "", 9);
    EXPECT_EQ(credential_ids(left), (std::vector<std::string>{"b", "c"}));
  });
}

TEST_P(StoreContract, UseOfACredentialIsRemembered) {
  write(acme_, [&](Writer& writer) {
    writer.change_credentials().insert(credential(1, "a"));
    writer.change_credentials().mark_used("looka", {clock_.now(), "192.0.2.7", "curl"});
  });
  const Use use = find_credential(*session_, "looka")->credential.last_use;
  EXPECT_EQ(use.at, clock_.now());
  EXPECT_EQ(use.address, "192.0.2.7");
  EXPECT_EQ(use.agent, "curl");
}

TEST_P(StoreContract, CredentialsGoWithTheirMember) {
  insert_user(acme_, 1, "ada@x");
  write(acme_, [&](Writer& writer) {
    writer.change_credentials().insert(credential(1, "a"));
    writer.change_credentials().insert(credential(1, "b", CredentialKind::session));
    writer.change_credentials().insert(credential(2, "c"));
    writer.remove(users, id_of(1), user("ada@x").keys(), clock_.now());
  });
  EXPECT_FALSE(find_credential(*session_, "looka").has_value());
  EXPECT_FALSE(find_credential(*session_, "lookb").has_value());
  EXPECT_TRUE(find_credential(*session_, "lookc").has_value());
}

TEST_P(StoreContract, HoldersOfCredentialsAreFoundInTheOrderOfTheirIds) {
  const OrgKey other = create_org("other");
  write(acme_, [&](Writer& writer) {
    writer.change_credentials().insert(credential(2, "a", CredentialKind::session));
    writer.change_credentials().insert(credential(2, "b"));
    writer.change_credentials().insert(credential(5, "c"));
  });
  write(other, [&](Writer& writer) { writer.change_credentials().insert(credential(1, "d")); });
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.credentials().next_holder({}), id_of(2));
    EXPECT_EQ(reader.credentials().next_holder(id_of(2)), id_of(2));
    EXPECT_EQ(reader.credentials().next_holder(id_of(3)), id_of(5));
    EXPECT_EQ(reader.credentials().next_holder(id_of(6)), std::nullopt);
  });
}

TEST_P(StoreContract, AllCredentialsOfAMemberGoAtOnceAndTheLivingAreCounted) {
  write(acme_, [&](Writer& writer) {
    CredentialWriter& changes = writer.change_credentials();
    Credential expired = credential(1, "a", CredentialKind::session);
    expired.expires = clock_.now();
    changes.insert(expired);
    changes.insert(credential(1, "b", CredentialKind::session));
    changes.insert(credential(1, "c", CredentialKind::session));
    changes.insert(credential(1, "d"));
    changes.insert(credential(2, "e", CredentialKind::session));
    EXPECT_EQ(changes.remove_all(id_of(1), CredentialKind::session, clock_.now()), 2u);
    EXPECT_EQ(changes.remove_all(id_of(1), CredentialKind::session, clock_.now()), 0u);
  });
  for (const char* lookup : {"looka", "lookb", "lookc"}) {
    EXPECT_FALSE(find_credential(*session_, lookup).has_value()) << lookup;
  }
  EXPECT_TRUE(find_credential(*session_, "lookd").has_value());
  EXPECT_TRUE(find_credential(*session_, "looke").has_value());
}

TEST_P(StoreContract, CredentialsOfPeopleWithTheDefaultAccessGoAtOnce) {
  const OrgKey other = create_org("other");
  using access::Source;
  const auto fill = [&](Writer& writer, const std::string& mark) {
    const auto give = [&](std::uint32_t user, const access::Access& access) {
      writer.change_access().save_access(id_of(user), std::nullopt, {access, clock_.now()});
      writer.change_credentials().insert(
          credential(user, mark + std::to_string(user), CredentialKind::session));
    };
    give(1, {Source::by_default, {}, {}});
    give(2, {Source::direct, access::Target::user_human, {}});
    give(3, {Source::by_default, {}, {}});
    Credential expired = credential(3, mark + "x", CredentialKind::session);
    expired.expires = clock_.now();
    writer.change_credentials().insert(expired);
  };
  write(other, [&](Writer& writer) { fill(writer, "o"); });
  write(acme_, [&](Writer& writer) {
    fill(writer, "a");
    CredentialWriter& changes = writer.change_credentials();
    EXPECT_EQ(changes.remove_by_default(CredentialKind::api_key, clock_.now()), 0u);
    EXPECT_EQ(changes.remove_by_default(CredentialKind::session, clock_.now()), 2u);
  });
  for (const char* lookup : {"looka1", "looka3", "lookax"}) {
    EXPECT_FALSE(find_credential(*session_, lookup).has_value()) << lookup;
  }
  for (const char* lookup : {"looka2", "looko1", "looko3"}) {
    EXPECT_TRUE(find_credential(*session_, lookup).has_value()) << lookup;
  }
}

TEST_P(StoreContract, CredentialsOfARemovedOrganisationAreNotFound) {
  write(acme_, [&](Writer& writer) { writer.change_credentials().insert(credential(1, "a")); });
  ASSERT_TRUE(catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
                TRY(catalogue.remove(OrgId("acme")));
                return {};
              }).has_value());
  EXPECT_FALSE(find_credential(*session_, "looka").has_value());
}

}  // namespace provost::store::contract

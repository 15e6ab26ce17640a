#pragma once

#include "store/contract/catalogue.h"
#include "store/contract/fixture.h"
#include "store/sign_in.h"

// How members sign in, and their identities.
namespace provost::store::contract {

inline Identity identity(std::uint32_t user, std::string subject,
                         std::string issuer = "https://id.example.com") {
  return {.issuer = std::move(issuer),
          .subject = std::move(subject),
          .user = id_of(user),
          .since = {7}};
}

TEST_P(StoreContract, SignInSettingsAreEmptyUntilTheyAreSaved) {
  const SignInSettings wanted{.enabled = true,
                              .issuer = "https://id.example.com",
                              .client_id = "app",
                              .sealed_secret = {"\x00\xff", 2},
                              .secret_expires = Timestamp{5000}};
  const OrgKey other = create_org("other");
  write(acme_, [&](Writer& writer) {
    EXPECT_EQ(writer.sign_in().settings(), SignInSettings{});
    writer.change_sign_in().save_settings({.enabled = false, .issuer = "https://old.example.com"});
    writer.change_sign_in().save_settings(wanted);
  });
  read(acme_, [&](Reader& reader) { EXPECT_EQ(reader.sign_in().settings(), wanted); });
  read(other, [&](Reader& reader) { EXPECT_EQ(reader.sign_in().settings(), SignInSettings{}); });
}

TEST_P(StoreContract, RefusedSignInsAreCountedByReasonAndPerson) {
  const OrgKey other = create_org("other");
  const auto refuse = [&](Writer& writer, std::string reason, std::string person, std::int64_t at) {
    writer.change_sign_in().add_refusal(
        {.reason = std::move(reason),
         .person = person,
         .user = person == "ada" ? std::optional(id_of(1)) : std::optional<ResourceId>(),
         .name = person + "@x.example",
         .last = {at}},
        Timestamp{10});
  };
  write(acme_, [&](Writer& writer) {
    refuse(writer, "inactive", "ada", 5);
    refuse(writer, "inactive", "ada", 20);
    refuse(writer, "inactive", "bob", 30);
    refuse(writer, "inactive", "bob", 40);
    refuse(writer, "no_access", "ada", 50);
  });
  write(other, [&](Writer& writer) { refuse(writer, "inactive", "eve", 20); });
  read(acme_, [&](Reader& reader) {
    const std::vector<RefusedSignIns> all = reader.sign_in().refusals(Timestamp{30});
    ASSERT_EQ(all.size(), 2U) << "ada's are older, for one reason";
    EXPECT_EQ(all[0].reason, "inactive");
    EXPECT_EQ(all[0].people, 1U);
    EXPECT_EQ(all[0].count, 2U);
    EXPECT_EQ(all[0].since, Timestamp{30});
    EXPECT_EQ(all[0].last, Timestamp{40});
    const auto people = reader.sign_in().refused_people("inactive", {}, 10);
    ASSERT_EQ(people.size(), 2U);
    EXPECT_EQ(people[0].name, "bob@x.example") << "the latest first";
    EXPECT_FALSE(people[0].user.has_value());
    EXPECT_EQ(people[1].user, id_of(1));
    EXPECT_EQ(people[1].count, 1U) << "what was before the 10th was forgotten";
    EXPECT_EQ(reader.sign_in().refused_people("inactive", {}, 1).size(), 1U);
  });
  write(acme_, [&](Writer& writer) {
    writer.change_sign_in().remove_refusals("bob");
    EXPECT_EQ(writer.sign_in().refusals({}).size(), 2U);
    writer.change_sign_in().erase_refusals(id_of(1), "");
    EXPECT_TRUE(writer.sign_in().refusals({}).empty());
    refuse(writer, "inactive", "cam", 60);
    writer.change_sign_in().erase_refusals(id_of(2), "CAM@x.example");
    EXPECT_TRUE(writer.sign_in().refusals({}).empty());
  });
  read(other, [&](Reader& reader) { EXPECT_EQ(reader.sign_in().refusals({}).size(), 1U); });
}

TEST_P(StoreContract, ClientSecretsOfAllOrganisationsAreListed) {
  const OrgKey bare = create_org("bare");
  const OrgKey other = create_org("other");
  const OrgKey gone = create_org("gone");
  for (const OrgKey org : {acme_, other, gone}) {
    write(org, [&](Writer& writer) {
      writer.change_sign_in().save_settings({.sealed_secret = {"\x00\xff", 2}});
    });
  }
  write(bare, [&](Writer& writer) {
    writer.change_sign_in().save_settings({.issuer = "https://id.example.com"});
  });
  ASSERT_TRUE(catalogue_write_and_wait(*session_, [](CatalogueWriter& catalogue) -> Result<void> {
                TRY(catalogue.remove(OrgId("gone")));
                return {};
              }).has_value());
  const auto list = [&](OrgKey after, std::size_t limit) {
    std::vector<SealedSignIn> found;
    session_->catalogue(
        [&](Catalogue& catalogue) { found = catalogue.sealed_sign_ins(after, limit); });
    return found;
  };
  const std::vector<SealedSignIn> all = list({}, 10);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].org.str(), "acme");
  EXPECT_EQ(all[0].sealed_secret, std::string("\x00\xff", 2));
  EXPECT_EQ(all[1].org_key, other);
  EXPECT_EQ(list({}, 1).size(), 1U);
  EXPECT_EQ(list(acme_, 10).size(), 1U);
}

TEST_P(StoreContract, AnIdentityIsFoundByIssuerAndSubjectAndByItsMember) {
  write(acme_, [&](Writer& writer) {
    EXPECT_TRUE(writer.change_sign_in().add_identity(identity(1, "s1")));
  });
  read(acme_, [&](Reader& reader) {
    const auto found = reader.sign_in().identity("https://id.example.com", "s1");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->user, id_of(1));
    EXPECT_EQ(found->since, Timestamp{7});
    EXPECT_EQ(reader.sign_in().identity_of(id_of(1), "https://id.example.com")->subject, "s1");
    EXPECT_FALSE(reader.sign_in().identity("https://other.example.com", "s1").has_value());
    EXPECT_FALSE(reader.sign_in().identity("https://id.example.com", "S1").has_value());
    EXPECT_FALSE(reader.sign_in().identity_of(id_of(2), "https://id.example.com").has_value());
  });
}

TEST_P(StoreContract, AnIdentityIsOfOneMemberAndAMemberHasOneAtEachIssuer) {
  write(acme_, [&](Writer& writer) {
    SignInWriter& changes = writer.change_sign_in();
    EXPECT_TRUE(changes.add_identity(identity(1, "s1")));
    EXPECT_FALSE(changes.add_identity(identity(2, "s1")));
    EXPECT_FALSE(changes.add_identity(identity(1, "s2")));
    EXPECT_TRUE(changes.add_identity(identity(1, "s2", "https://other.example.com")));
    EXPECT_EQ(writer.sign_in().identity("https://id.example.com", "s1")->user, id_of(1));
  });
}

TEST_P(StoreContract, AnIdentityGoesWithItsMember) {
  insert_user(acme_, 1, "ann@example.com", "obj-1");
  insert_user(acme_, 2, "bob@example.com", "obj-2");
  write(acme_, [&](Writer& writer) {
    writer.change_sign_in().add_identity(identity(1, "s1"));
    writer.change_sign_in().add_identity(identity(2, "s2"));
    writer.remove(users, id_of(1), user("ann@example.com", "obj-1").keys(), clock_.now());
    EXPECT_FALSE(writer.sign_in().identity("https://id.example.com", "s1").has_value());
    EXPECT_TRUE(writer.sign_in().identity("https://id.example.com", "s2").has_value());
    EXPECT_TRUE(writer.change_sign_in().add_identity(identity(3, "s1")));
  });
}

TEST_P(StoreContract, IdentitiesOfAnotherOrganisationAreNotThere) {
  const OrgKey other = create_org("other");
  write(acme_, [&](Writer& writer) { writer.change_sign_in().add_identity(identity(1, "s1")); });
  write(other, [&](Writer& writer) {
    EXPECT_FALSE(writer.sign_in().identity("https://id.example.com", "s1").has_value());
    EXPECT_TRUE(writer.change_sign_in().add_identity(identity(2, "s1")));
  });
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.sign_in().identity("https://id.example.com", "s1")->user, id_of(1));
  });
}

// A new organisation gets a number of its own, so leftovers could not show; the purge must report
// that it removed them.
TEST_P(StoreContract, SignInSettingsAndIdentitiesGoWithTheOrganisation) {
  write(acme_, [&](Writer& writer) {
    writer.change_sign_in().save_settings({.enabled = true});
    writer.change_sign_in().add_identity(identity(1, "s1"));
  });
  ASSERT_TRUE(remove_org(*session_, "acme").has_value());
  while (purge(*session_, 2)) {
  }
  read(acme_, [&](Reader& reader) {
    EXPECT_EQ(reader.sign_in().settings(), SignInSettings{});
    EXPECT_FALSE(reader.sign_in().identity("https://id.example.com", "s1").has_value());
  });
}

}  // namespace provost::store::contract

#pragma once

#include "store/contract/fixture.h"
#include "store/setup_links.h"

// Setup links and the sessions that they open (design rule 29).
namespace provost::store::contract {

inline SetupLink setup_link(const std::string& id) {
  SetupLink made;
  made.id = id;
  made.lookup = "look" + id;
  made.hash = {"\x00\xff", 2};
  made.name = "Ada";
  made.email = "ada@x.example";
  made.return_url = "https://x.example/done";
  made.keep = true;
  made.created = {7};
  made.created_by = "cli";
  made.expires = {90};
  return made;
}

inline std::optional<FoundSetupLink> find_setup_link(Session& session, std::string_view lookup) {
  std::optional<FoundSetupLink> found;
  session.catalogue([&](Catalogue& catalogue) { found = catalogue.find_setup_link(lookup); });
  return found;
}

inline std::optional<FoundSetupLink> find_contact(Session& session, std::string_view lookup) {
  std::optional<FoundSetupLink> found;
  session.catalogue([&](Catalogue& catalogue) { found = catalogue.find_contact(lookup); });
  return found;
}

inline void redeem(Writer& writer, const std::string& id) {
  SetupLink link = writer.setup_links().find(id).value();
  link.redeemed = {Timestamp{8}, "192.0.2.7", "browser"};
  link.session_lookup = "session" + id;
  link.session_hash = {"\xff\x00", 2};
  writer.change_setup_links().update(link);
}

TEST_P(StoreContract, ASetupLinkIsFoundByItsLookupAlone) {
  write(acme_, [&](Writer& writer) { writer.change_setup_links().insert(setup_link("a")); });
  const auto found = find_setup_link(*session_, "looka");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->org_key, acme_);
  EXPECT_EQ(found->org.str(), "acme");
  EXPECT_FALSE(found->suspended);
  const SetupLink& link = found->link;
  EXPECT_EQ(link.id, "a");
  EXPECT_EQ(link.hash, std::string("\x00\xff", 2));
  EXPECT_EQ(link.name, "Ada");
  EXPECT_EQ(link.email, "ada@x.example");
  EXPECT_EQ(link.return_url, "https://x.example/done");
  EXPECT_TRUE(link.keep);
  EXPECT_EQ(link.created, Timestamp{7});
  EXPECT_EQ(link.created_by, "cli");
  EXPECT_EQ(link.expires, Timestamp{90});
  EXPECT_FALSE(link.redeemed.at.has_value());
  EXPECT_FALSE(link.ended.has_value());
  EXPECT_FALSE(find_setup_link(*session_, "lookb").has_value());
  EXPECT_FALSE(find_contact(*session_, "").has_value()) << "no session came of it yet";
}

TEST_P(StoreContract, AContactIsFoundByTheSessionOfTheirLink) {
  write(acme_, [&](Writer& writer) {
    writer.change_setup_links().insert(setup_link("a"));
    writer.change_setup_links().insert(setup_link("b"));
    redeem(writer, "a");
  });
  const auto found = find_contact(*session_, "sessiona");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->org.str(), "acme");
  EXPECT_EQ(found->link.id, "a");
  EXPECT_EQ(found->link.session_hash, std::string("\xff\x00", 2));
  EXPECT_EQ(found->link.redeemed.at, Timestamp{8});
  EXPECT_EQ(found->link.redeemed.address, "192.0.2.7");
  EXPECT_EQ(found->link.redeemed.agent, "browser");
  EXPECT_FALSE(find_contact(*session_, "looka").has_value()) << "a link is no session";
  EXPECT_FALSE(find_setup_link(*session_, "sessiona").has_value()) << "and a session no link";
}

TEST_P(StoreContract, SetupLinksAreListedChangedAndRemoved) {
  const OrgKey other = create_org("other");
  write(other, [&](Writer& writer) { writer.change_setup_links().insert(setup_link("z")); });
  write(acme_, [&](Writer& writer) {
    SetupLinkWriter& links = writer.change_setup_links();
    for (const char* id : {"b", "a", "c"}) {
      links.insert(setup_link(id));
    }
    SetupLink ended = *links.find("b");
    ended.name = "Bea";
    ended.expires = {50};
    ended.ended = Timestamp{9};
    ended.end = LinkEnd::revoked;
    links.update(ended);
    EXPECT_TRUE(links.remove("c"));
    EXPECT_FALSE(links.remove("c"));
    EXPECT_FALSE(links.remove("z")) << "it is another organisation's";
    EXPECT_FALSE(links.find("z").has_value());
    EXPECT_EQ(links.all().size(), 2u);
  });
  read(acme_, [&](Reader& reader) {
    const std::vector<SetupLink> links = reader.setup_links().all();
    ASSERT_EQ(links.size(), 2u);
    EXPECT_EQ(links.front().id, "a");
    EXPECT_FALSE(links.front().ended.has_value());
    EXPECT_EQ(links.back().name, "Bea");
    EXPECT_EQ(links.back().expires, Timestamp{50});
    EXPECT_EQ(links.back().ended, Timestamp{9});
    EXPECT_EQ(links.back().end, LinkEnd::revoked);
    EXPECT_FALSE(reader.setup_links().find("z").has_value());
  });
}

TEST_P(StoreContract, UseOfAContactSessionIsRememberedInItsOrganisation) {
  const OrgKey other = create_org("other");
  write(acme_, [&](Writer& writer) {
    writer.change_setup_links().insert(setup_link("a"));
    redeem(writer, "a");
    writer.change_setup_links().mark_used("sessiona", {Timestamp{9}, "192.0.2.8", "curl"});
  });
  write(other, [&](Writer& writer) {
    writer.change_setup_links().mark_used("sessiona", {Timestamp{10}, "192.0.2.9", "x"});
  });
  const Use use = find_contact(*session_, "sessiona")->link.last_use;
  EXPECT_EQ(use.at, Timestamp{9});
  EXPECT_EQ(use.address, "192.0.2.8");
  EXPECT_EQ(use.agent, "curl");
}

TEST_P(StoreContract, ASetupLinkIsFoundWithWhetherItsOrganisationIsSuspended) {
  write(acme_, [&](Writer& writer) {
    writer.change_setup_links().insert(setup_link("a"));
    redeem(writer, "a");
    OrgSettings settings = writer.settings();
    settings.suspended = true;
    writer.save_settings(settings);
  });
  EXPECT_TRUE(find_setup_link(*session_, "looka")->suspended);
  EXPECT_TRUE(find_contact(*session_, "sessiona")->suspended);
}

TEST_P(StoreContract, SetupLinksOfARemovedOrganisationAreNotFoundAndGoWithIt) {
  write(acme_, [&](Writer& writer) {
    writer.change_setup_links().insert(setup_link("a"));
    redeem(writer, "a");
  });
  ASSERT_TRUE(catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
                TRY(catalogue.remove(OrgId("acme")));
                return {};
              }).has_value());
  EXPECT_FALSE(find_setup_link(*session_, "looka").has_value());
  EXPECT_FALSE(find_contact(*session_, "sessiona").has_value());
  bool has_more = true;
  for (int slice = 0; has_more && slice < 100; ++slice) {
    ASSERT_TRUE(
        catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
          has_more = catalogue.purge(acme_, 10);
          return {};
        }).has_value());
  }
  EXPECT_FALSE(has_more);
  read(acme_, [](Reader& reader) { EXPECT_TRUE(reader.setup_links().all().empty()); });
}

}  // namespace provost::store::contract

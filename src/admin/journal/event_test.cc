#include "admin/journal/event.h"

#include <gtest/gtest.h>

#include "base/uuid.h"
#include "store/operators.h"
#include "store/setup_links.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

constexpr const char* nobody = "0190a7c3-1111-7222-8333-444455556666";

class Events : public ::testing::Test {
 protected:
  json::Object audit(const store::JournalEntry& entry) {
    json::Object shown;
    EXPECT_TRUE(
        store::read_and_wait(store_.session(), store::OrgKey{1}, [&](store::Reader& reader) {
          Names names(reader);
          shown = audit_event(sealed(entry), names);
        }).has_value());
    return shown;
  }
  std::string summary(const store::JournalEntry& entry) {
    return std::string(audit(entry).at("summary").as_string());
  }
  static store::SealedEntry sealed(const store::JournalEntry& entry) {
    return {.seq = 7, .time = {1'800'000'000'000}, .entry = entry, .mac = std::string(32, '\xff')};
  }

  testing::MemoryStore store_;
};

TEST_F(Events, HaveTheFieldsThatReadersOfSuchLogsExpect) {
  const json::Object event =
      audit({.type = "user.updated",
             .subject_type = "user",
             .subject_id = nobody,
             .actor = "token:t1",
             .cause = "r1",
             .data = R"({"attributes":["userName"]})",
             .values = R"({"before":{"userName":"ada@x"},"after":{"userName":"ada@y"}})",
             .origin = std::make_shared<const std::string>(
                 R"({"ip":"192.0.2.1","host":"h","userAgent":"a","referer":"",)"
                 R"("method":"PUT","path":"/p"})")});
  EXPECT_EQ(json::write(event),
            R"({"id":"ffffffff-ffff-8fff-bfff-ffffffffffff","seq":7,"type":"user.updated",)"
            R"("timestamp":"2027-01-15T08:00:00.000Z","severity":"INFO",)"
            R"("summary":"SCIM (token t1) changed userName of ada@y",)"
            R"x("actorType":"token","actorId":"t1","actorDisplay":"SCIM (token t1)",)x"
            R"("sourceIp":"192.0.2.1","targetType":"user",)"
            R"("targetId":"0190a7c3-1111-7222-8333-444455556666","targetDisplay":"ada@y",)"
            R"("requestId":"r1","details":{"attributes":["userName"],)"
            R"("before":{"userName":"ada@x"},"after":{"userName":"ada@y"}},)"
            R"("context":{"host":"h","userAgent":"a","referer":"","method":"PUT","path":"/p"}})");
}

TEST_F(Events, WithoutARequestSayNullAndHaveNoContext) {
  const json::Object event = audit({.type = "scim.enabled",
                                    .subject_type = "organisation",
                                    .subject_id = "acme",
                                    .actor = "cli"});
  EXPECT_TRUE(event.at("sourceIp").is_null());
  EXPECT_TRUE(event.at("actorId").is_null());
  EXPECT_TRUE(event.at("requestId").is_null());
  EXPECT_TRUE(event.at("context").as_object().empty());
  EXPECT_TRUE(event.at("details").as_object().empty());
}

TEST_F(Events, ErasedOnesStillSayWhatHappenedToWhichId) {
  EXPECT_EQ(summary({.type = "user.deleted",
                     .subject_type = "user",
                     .subject_id = nobody,
                     .actor = "token:t1"}),
            std::string("SCIM (token t1) deleted ") + nobody);
}

TEST_F(Events, NameTheOperatorWhoSignedInAndElseTheKey) {
  store::JournalEntry entry{.type = "scim.enabled",
                            .subject_type = "organisation",
                            .subject_id = "acme",
                            .actor = "operator:o1"};
  EXPECT_EQ(audit(entry).at("actorDisplay"), "Operator (key o1)");
  entry.origin = std::make_shared<const std::string>(R"({"ip":"192.0.2.1","operator":"Ada"})");
  EXPECT_EQ(audit(entry).at("actorDisplay"), "Ada (operator)");
  EXPECT_TRUE(audit(entry).at("context").as_object().empty());
}

TEST_F(Events, NameOperatorsContactsAndTokensAsTheyAreCalledNow) {
  store_.add(OrgId("acme"), {.name = "Acme"});
  ASSERT_TRUE(store::write_and_wait(store_.session(), store::OrgKey{1}, [&](store::Writer& writer) {
                store::Token token;
                token.id = "t1";
                token.lookup = "9QaZxYwV12";
                writer.insert_token(token);
                token.id = "t2";
                token.lookup = "8QaZxYwV12";
                token.name = "Nightly sync";
                writer.insert_token(token);
                store::SetupLink link;
                link.id = "l1";
                link.lookup = "look";
                link.name = "Grace";
                writer.change_setup_links().insert(link);
                return Result<void>();
              }).has_value());
  ASSERT_TRUE(
      store::catalogue_write_and_wait(store_.session(), [&](store::CatalogueWriter& catalogue) {
        return catalogue.change_operators().insert({.id = "o1", .name = "Olga", .key = "olga"});
      }).has_value());
  const auto actor = [&](const char* who) {
    return audit({.type = "scim.enabled",
                  .subject_type = "organisation",
                  .subject_id = "acme",
                  .actor = who})
        .at("actorDisplay");
  };
  EXPECT_EQ(actor("operator:o1"), "Olga (operator)");
  EXPECT_EQ(actor("contact:l1"), "IT contact Grace");
  EXPECT_EQ(actor("token:t1"), "SCIM (token pvt_9QaZxY…)");
  EXPECT_EQ(actor("token:t2"), "SCIM (Nightly sync)");
  EXPECT_EQ(summary({.type = "token.revoked",
                     .subject_type = "token",
                     .subject_id = "t2",
                     .actor = "operator:o1"}),
            "Olga (operator) revoked the Secret Token Nightly sync (pvt_8QaZxY…)");
}

TEST_F(Events, NamesThatHideTextDoNotHideWhatHappened) {
  EXPECT_EQ(summary({.type = "user.deleted",
                     .subject_type = "user",
                     .subject_id = nobody,
                     .actor = "token:t1",
                     .values = "{\"before\":{\"userName\":\"a\u202Exelad\u2069\"}}"}),
            "SCIM (token t1) deleted a<U+202E>xelad<U+2069>");
}

TEST_F(Events, SummariesAreSentencesForPeople) {
  struct Case {
    const char* type;
    const char* data;
    const char* summary;
  };
  const std::vector<Case> cases{
      {"group.mapped", R"({"before":null,"after":{"role":"admin","identityType":"human"}})",
       "Operator (key k) marked the group Ops as Admin (Human); before: none"},
      {"access.changed",
       R"({"before":{"role":"user","identityType":"service","source":"group"},"after":null})",
       "The access of Ops changed from User (Service account) to none"},
      {"group.member_added", R"({"member":"m"})", "Operator (key k) added m to the group Ops"},
      {"group.updated", R"({"attributes":["displayName","externalId"]})",
       "Operator (key k) changed displayName, externalId of the group Ops"},
      {"organisation.no_admin", "{}", "The organisation no longer has an active Admin (Human)"},
      {"something.new", "{}", "Operator (key k): something.new Ops"},
      {"user.deleted", R"({"ended":{"sessions":1,"apiKeys":0}})",
       "Operator (key k) deleted Ops; 1 session ended"},
      {"organisation.default_access_changed",
       R"({"before":null,"after":null,"ended":{"sessions":2,"apiKeys":1}})",
       "Operator (key k) changed the default access from none to none; 2 sessions and 1 API key "
       "ended"},
      {"access.changed",
       R"({"before":{"role":"admin","identityType":"human","source":"group"},)"
       R"("after":{"role":"admin","identityType":"human","source":"retained"}})",
       "The access of Ops is still Admin (Human), now retained instead of from a group"},
      {"access.retained", R"({"groupId":"g"})",
       "Ops keeps Admin (Human), though no group gives it any more: there is no other active "
       "Admin (Human)"},
      {"access.retained", "{}",
       "Ops keeps Admin (Human), though it was given by hand and SCIM now decides: there is no "
       "other active Admin (Human)"},
      {"access.retention_ended", R"({"why":"changed"})", "The retained access of Ops ended"},
      {"access.changed", "not JSON", "The access of Ops changed from none to none"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(summary({.type = c.type,
                       .subject_type = "group",
                       .subject_id = "g",
                       .actor = "operator:k",
                       .data = c.data,
                       .values = R"({"after":{"displayName":"Ops"}})"}),
              c.summary);
  }
}

TEST_F(Events, OfRefusedSignInsSayWhyInWords) {
  struct Case {
    const char* subject_type;
    const char* data;
    const char* values;
    const char* summary;
  };
  const std::vector<Case> cases{
      {"identity", R"({"reason":"unknown_person"})",
       R"({"subject":"s","objectId":"o","userName":"eve@x"})",
       "eve@x could not sign in: no member has the externalId \"o\""},
      {"identity", R"({"reason":"unknown_person"})", "",
       "Someone could not sign in: no member matches this account"},
      {"user", R"({"reason":"unknown_person"})",
       R"({"subject":"s","objectId":"o","externalId":"bob"})",
       "u could not sign in: the token's oid is \"o\", but the member's externalId is \"bob\""},
      {"user", R"({"reason":"ambiguous_person"})",
       R"({"subject":"s","objectId":"s","externalId":""})",
       "u could not sign in: the token's sub is \"s\", but the member's externalId is empty"},
      {"user", R"({"reason":"inactive"})", R"({"objectId":"o","externalId":"old"})",
       "u could not sign in: the member is inactive"},
      {"organisation", R"({"reason":"provider_unreachable","detail":"404"})", "",
       "Someone could not sign in: the identity provider did not respond (404)"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(summary({.type = "sign_in.refused",
                       .subject_type = c.subject_type,
                       .subject_id = "u",
                       .actor = "server",
                       .data = c.data,
                       .values = c.values}),
              c.summary);
  }
}

TEST_F(Events, ToFollowersSayMoreOnlyOfPeopleGroupsAndAccess) {
  const store::JournalEntry token{.type = "token.rotated",
                                  .subject_type = "token",
                                  .subject_id = "t",
                                  .actor = "cli",
                                  .data = R"({"overlapSeconds":1})"};
  EXPECT_EQ(json::write(change(sealed(token))),
            R"({"seq":7,"time":"2027-01-15T08:00:00.000Z","type":"token.rotated"})");
  const store::JournalEntry access{.type = "access.changed",
                                   .subject_type = "user",
                                   .subject_id = "u",
                                   .actor = "cli",
                                   .cause = "r",
                                   .data = R"({"before":null,"after":{"role":"user"}})",
                                   .values = R"({"secret":1})"};
  EXPECT_EQ(json::write(change(sealed(access))),
            R"({"seq":7,"time":"2027-01-15T08:00:00.000Z","type":"access.changed",)"
            R"("subject":{"type":"user","id":"u"},"actor":"cli","cause":"r",)"
            R"("access":{"role":"user"},"data":{"before":null,"after":{"role":"user"}}})");
  store::JournalEntry created = access;
  created.type = "user.created";
  created.data = R"({"access":null})";
  EXPECT_TRUE(change(sealed(created)).at("access").is_null());
}

}  // namespace
}  // namespace provost::admin

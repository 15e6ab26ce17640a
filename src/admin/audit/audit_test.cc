#include "admin/audit/audit.h"

#include <gmock/gmock.h>

#include "admin/people/mappings.h"
#include "provision/testing/fixture.h"
#include "store/journal.h"

namespace provost::admin {
namespace {

using access::Target;
using scim::schema::user_type;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class Audit : public provision::ProvisionTest {
 protected:
  void SetUp() override {
    ProvisionTest::SetUp();
    set_scim_enabled(true);
  }
  AuditPage page(const AuditQuery& query, std::optional<std::int64_t> before = {},
                 std::size_t limit = 100) {
    return read_with<AuditPage>(
        [&](store::Reader& reader) { return audit_page(reader, query, before, limit); });
  }
  AuditQuery search(const std::string& text) {
    return read_with<AuditQuery>([&](store::Reader& reader) {
      AuditQuery query;
      query.names = audit_names(reader, *registry_, text);
      return query;
    });
  }
  // "type target" of each, newest first, through all pages.
  std::vector<std::string> all(const AuditQuery& query, std::size_t limit = 100) {
    std::vector<std::string> found;
    std::optional<std::int64_t> before;
    do {
      const AuditPage some = page(query, before, limit);
      EXPECT_LE(some.items.size(), limit);
      for (const json::Value& event : some.items) {
        found.push_back(text(event, "type") + ' ' + text(event, "targetDisplay"));
      }
      before = some.next;
    } while (before);
    return found;
  }
  static std::string text(const json::Value& event, const char* name) {
    const json::Value& value = event.at(name);
    return value.is_string() ? std::string(value.get_string()) : std::string();
  }
  void append(std::vector<store::JournalEntry> entries) {
    write<int>([&](store::Writer& writer) -> Result<int> {
      for (store::JournalEntry& entry : entries) {
        writer.append(std::move(entry));
      }
      return 0;
    }).value();
  }
  // As many as a search for mentions examines.
  void fill() {
    append(std::vector<store::JournalEntry>(mentions_looked_at, {.type = "filler.made"}));
    write<int>([&](store::Writer& writer) -> Result<int> {
      writer.change_journal().seal();
      return 0;
    }).value();
  }
  void map(const ResourceId& group, Target target) {
    const provision::Context now = context();
    write<MappingOutcome>([&](store::Writer& writer) {
      return apply_mapping(writer, {.change = {{group}, target}}, now);
    }).value();
  }
  AuditPage folded(const AuditQuery& query = {}, std::optional<std::int64_t> before = {},
                   std::size_t limit = 100) {
    return read_with<AuditPage>(
        [&](store::Reader& reader) { return folded_audit_page(reader, query, before, limit); });
  }
};

TEST_F(Audit, TakesSeveralTypesAtOnce) {
  append({{.type = "session.opened"},
          {.type = "setup_link.created"},
          {.type = "sign_in.refused"},
          {.type = "user.created"},
          {.type = "session.ended"}});
  EXPECT_THAT(all({.types = {"session", "sign_in"}}, 1),
              ElementsAre("session.ended ", "sign_in.refused ", "session.opened "));
  EXPECT_THAT(all({.types = {"session", "session.ended"}}).size(), 2u) << "each once";
}

TEST_F(Audit, IsSearchedByNames) {
  const ResourceId ann = user("ann@x.example");
  user("bob@x.example");
  group("Sales", {ann});
  EXPECT_THAT(all(search("ANN")),
              ElementsAre("group.member_added Sales", "user.created ann@x.example"));
  EXPECT_THAT(all(search("sales")), ElementsAre("group.member_added Sales", "group.created Sales"));
  EXPECT_THAT(all(search("x.example")).size(), 3u) << "some of a name";
  EXPECT_THAT(all(search("userName")), IsEmpty()) << "no name of an attribute";
  EXPECT_THAT(all(search(ann.to_string())), Contains("user.created ann@x.example"));
}

TEST_F(Audit, IsSearchedByWhoDidIt) {
  const ResourceId ann = user("ann@x");
  append({{.type = "user.updated", .subject_id = "u", .actor = "member:" + ann.to_string()},
          {.type = "scim.enabled",
           .subject_id = "acme",
           .actor = "operator:o",
           .origin = std::make_shared<const std::string>(
               R"({"ip":"192.0.2.1","userAgent":"Ada","operator":"Grace Hopper"})")}});
  EXPECT_THAT(all(search("ann@x")), Contains("user.updated u"));
  EXPECT_THAT(all(search("grace")), ElementsAre("scim.enabled acme"));
  EXPECT_THAT(all(search("ada")), IsEmpty()) << "no browser";
}

TEST_F(Audit, IsSearchedByNamesOfWhatIsGone) {
  const ResourceId ann = user("ann@x");
  write<int>([&](store::Writer& writer) -> Result<int> {
    TRY(provision::remove(writer, type(user_type), ann, {}, context()));
    return 0;
  }).value();
  EXPECT_THAT(all(search("ann@x")), Contains("user.deleted ann@x"));
}

// Entries whose subject matches are found through an index, however old they are.
TEST_F(Audit, FindsOlderEventsOfANameByTheirSubject) {
  const ResourceId ann = user("ann@x");
  group("Sales", {ann});
  const auto since = [&] {
    return read_with<std::optional<Timestamp>>(
        [](store::Reader& reader) { return mentions_since(reader); });
  };
  EXPECT_EQ(since(), std::nullopt);
  fill();
  EXPECT_NE(since(), std::nullopt);
  EXPECT_THAT(all(search("ann"), 1), Contains("user.created ann@x"));
  EXPECT_THAT(all(search("ann")), Not(Contains("group.member_added Sales")));
  AuditQuery created = search("ann");
  created.types = {"user.created"};
  EXPECT_THAT(all(created), ElementsAre("user.created ann@x"));
}

// A person's history lists the groups that they joined, but not what they did themselves.
TEST_F(Audit, OfOnePersonHasWhatMentionsThem) {
  const ResourceId ann = user("ann@x");
  user("bob@x");
  group("Sales", {ann});
  append({{.type = "user.updated", .subject_id = "u", .actor = "member:" + ann.to_string()}});
  AuditQuery query;
  query.names = AuditNames::mentioning(ann.to_string());
  EXPECT_THAT(all(query), ElementsAre("group.member_added Sales", "user.created ann@x"));
  fill();
  EXPECT_THAT(all(query), ElementsAre("user.created ann@x"));
}

TEST_F(Audit, SaysWhenATextNamesMoreThanAreLookedFor) {
  for (std::size_t i = 0; i <= audit_names_max; ++i) {
    user("ann" + std::to_string(i) + "@x");
  }
  EXPECT_TRUE(search("ann").names->may_be_more);
  EXPECT_FALSE(search("ann1@x").names->may_be_more);
}

TEST_F(Audit, NamesTheGroupThatGaveOrTookAnAccessAlsoWhenItIsGone) {
  const ResourceId ann = user("ann@x");
  const ResourceId one = group("One", {ann});
  const ResourceId two = group("Two", {ann});
  const auto last_change = [&] {
    return text(page({.types = {"access.changed"}}).items.front(), "summary");
  };
  map(one, Target::admin_human);
  EXPECT_EQ(last_change(),
            "The access of ann@x changed from User (Human) to Admin (Human) via the group One");
  map(two, Target::user_service);
  const auto remove = [&](const ResourceId& id) {
    write<int>([&](store::Writer& writer) -> Result<int> {
      TRY(provision::remove(writer, type(scim::schema::group_type), id, {}, context()));
      return 0;
    }).value();
  };
  const ResourceId eve = user("eve@x");
  const ResourceId admins = group("Admins", {eve});
  map(admins, Target::admin_human);
  remove(one);
  EXPECT_EQ(last_change(),
            "The access of ann@x changed from Admin (Human) to User (Service account) via the "
            "group Two");
  remove(two);
  EXPECT_EQ(last_change(),
            "The access of ann@x changed from User (Service account) to User (Human), no longer "
            "via the group Two");
}

TEST_F(Audit, FoldsEffectsUnderTheirCause) {
  std::vector<ResourceId> people;
  for (int i = 0; i < 12; ++i) {
    people.push_back(user("u" + std::to_string(i) + "@x"));
  }
  const ResourceId staff = group("Staff", people);
  map(staff, Target::admin_human);
  const AuditPage page = folded();
  const json::Value& mapped = page.items.front();
  EXPECT_EQ(text(mapped, "type"), "group.mapped");
  const json::Object& effects = mapped.at("effects").as_object();
  EXPECT_EQ(effects.at("people"), 12u);
  EXPECT_EQ(effects.at("first").as_array().size(), effects_shown_max);
  EXPECT_EQ(text(effects.at("first").at(0), "type"), "access.changed");
  EXPECT_EQ(text(page.items.at(1), "type"), "group.created");
  EXPECT_EQ(text(page.items.back(), "type"), "user.created");
}

TEST_F(Audit, FoldedEffectsSayHowManySessionsEnded) {
  append({{.type = "user.deactivated", .subject_id = "u", .cause = "r1"},
          {.type = "access.changed",
           .subject_id = "u",
           .cause = "r1",
           .data = R"({"ended":{"sessions":2,"apiKeys":0}})"},
          {.type = "access.changed",
           .subject_id = "v",
           .cause = "r1",
           .data = R"({"ended":{"sessions":1,"apiKeys":3}})"}});
  const AuditPage page = folded();
  const json::Object& ended = page.items.front().at("effects").at("ended").as_object();
  EXPECT_EQ(ended.at("sessions"), 3u);
  EXPECT_EQ(ended.at("apiKeys"), 3u);
}

TEST_F(Audit, FoldsASignInIntoOne) {
  append({{.type = "sign_in.bound", .subject_id = "u", .cause = "r1"},
          {.type = "session.opened", .subject_id = "u", .cause = "r1"},
          {.type = "sign_in.succeeded", .subject_id = "u", .cause = "r1"},
          {.type = "session.opened", .subject_id = "u", .cause = "r2"},
          {.type = "sign_in.succeeded", .subject_id = "u", .cause = "r2"},
          {.type = "session.ended", .subject_id = "u", .cause = "r3"},
          {.type = "session.ended", .subject_id = "u"},
          {.type = "session.ended", .subject_id = "u"}});
  const AuditPage page = folded();
  std::vector<std::string> types;
  for (const json::Value& event : page.items) {
    types.push_back(text(event, "type"));
  }
  EXPECT_THAT(types, ElementsAre("session.ended", "session.ended", "session.ended",
                                 "sign_in.succeeded", "sign_in.bound"))
      << "what no request did stands alone";
  EXPECT_EQ(page.items.back().at("effects").at("count"), 2u);
}

TEST_F(Audit, FoldedPagesLeaveNothingOutAndTearNothing) {
  for (const char* cause : {"r1", "r2", "r3"}) {
    append({{.type = "group.mapped", .subject_id = "g", .cause = cause},
            {.type = "access.changed", .subject_id = "a", .cause = cause},
            {.type = "access.changed", .subject_id = "b", .cause = cause}});
  }
  std::vector<std::string> causes;
  std::optional<std::int64_t> before;
  do {
    const AuditPage page = folded({}, before, 1);
    ASSERT_EQ(page.items.size(), 1u);
    EXPECT_EQ(page.items.front().at("effects").at("people"), 2u);
    causes.push_back(text(page.items.front(), "requestId"));
    before = page.next;
  } while (before);
  EXPECT_THAT(causes, ElementsAre("r3", "r2", "r1"));
}

}  // namespace
}  // namespace provost::admin

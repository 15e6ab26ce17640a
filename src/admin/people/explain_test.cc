#include "admin/people/explain.h"

#include <gmock/gmock.h>

#include "admin/journal/member_sign_in.h"
#include "admin/people/mappings.h"
#include "base/rfc3339.h"
#include "provision/testing/fixture.h"
#include "store/access.h"
#include "store/journal.h"

namespace provost::admin {
namespace {

using access::Target;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Explain : public provision::ProvisionTest {
 protected:
  void SetUp() override {
    ProvisionTest::SetUp();
    set_scim_enabled(true);
  }
  void map(const ResourceId& group, std::optional<Target> target) {
    const provision::Context now = context();
    write<MappingOutcome>([&](store::Writer& writer) {
      return apply_mapping(writer, {.change = {{group}, target}}, now);
    }).value();
  }
  Result<json::Object> explain(const ResourceId& user,
                               const std::optional<ResourceId>& without = {}) {
    return read_with<Result<json::Object>>(
        [&](store::Reader& reader) { return explain_member(reader, *registry_, user, without); });
  }
  static std::string text(const json::Object& shown, const char* name) {
    return json::write(shown.at("explanation").at(name));
  }
  void append(const ResourceId& user, const char* type, const char* data, const char* values = "") {
    store_.clock().advance_s(1);
    write<int>([&](store::Writer& writer) -> Result<int> {
      writer.append({.type = type,
                     .subject_type = "user",
                     .subject_id = user.to_string(),
                     .actor = "server",
                     .data = data,
                     .values = values});
      return 0;
    }).value();
  }
  std::string sign_in(const ResourceId& user, const char* name) {
    return json::write(explain(user).value().at("signIn").at(name));
  }
};

TEST_F(Explain, SaysHowTheLastSignInsWent) {
  const ResourceId ann = user("ann@x");
  EXPECT_EQ(json::write(explain(ann).value().at("signIn")),
            R"({"lastSuccess":null,"lastRefusal":null,"searchedSince":null})");
  append(ann, "sign_in.refused", R"({"reason":"inactive"})");
  append(ann, "sign_in.succeeded", "{}");
  append(ann, "sign_in.refused", R"({"reason":"unknown_person"})",
         R"({"issuer":"i","subject":"s","objectId":"o","userName":"ann@x","externalId":"ann"})");
  EXPECT_THAT(sign_in(ann, "lastSuccess"), HasSubstr(to_rfc3339(store_.clock().now().plus_s(-1))));
  const json::Object last = explain(ann).value().at("signIn").at("lastRefusal").as_object();
  EXPECT_EQ(last.at("reason"), "unknown_person");
  EXPECT_EQ(json::write(last.at("token")),
            R"({"issuer":"i","subject":"s","objectId":"o","userName":"ann@x"})");
  EXPECT_EQ(json::write(last.at("mismatch")),
            R"({"attribute":"externalId","claim":"oid","token":"o","member":"ann"})");
  EXPECT_EQ(sign_in(user("bob@x"), "lastRefusal"), "null") << "each has their own";
}

TEST_F(Explain, SaysSinceWhenItLookedForSignIns) {
  const ResourceId ann = user("ann@x");
  append(ann, "sign_in.succeeded", "{}");
  store_.clock().advance_s(1);
  const Timestamp later = store_.clock().now();
  write<int>([&](store::Writer& writer) -> Result<int> {
    for (std::size_t i = 0; i < sign_in_entries_looked_at; ++i) {
      writer.append({.type = "user.updated", .subject_id = ann.to_string()});
    }
    return 0;
  }).value();
  write<int>([&](store::Writer& writer) -> Result<int> {
    writer.change_journal().seal();
    return 0;
  }).value();
  EXPECT_EQ(sign_in(ann, "lastSuccess"), "null");
  EXPECT_EQ(sign_in(ann, "searchedSince"), '"' + to_rfc3339(later) + '"');
}

TEST_F(Explain, KeepsSignInsFromWhoMayNotKnow) {
  const ResourceId ann = user("ann@x");
  const json::Object shown = read_with<json::Object>([&](store::Reader& reader) {
    return explain_member(reader, *registry_, ann, {}, false).value();
  });
  EXPECT_FALSE(shown.contains("signIn"));
}

TEST_F(Explain, NamesTheGroupThatGrantsAndWhatRemainsWithoutIt) {
  const ResourceId ann = user("ann@x");
  const ResourceId inner = group("Inner", {ann});
  const ResourceId outer = group("Outer", {inner});
  const ResourceId plain = group("Plain", {ann});
  map(outer, Target::admin_human);
  map(plain, Target::user_service);
  const json::Object shown = explain(ann).value();
  EXPECT_EQ(json::write(shown.at("access")),
            R"({"role":"admin","identityType":"human","source":"group"})");

  const json::Object& by = shown.at("explanation").at("grantedBy").as_object();
  EXPECT_EQ(by.at("groupId").as_string(), outer.to_string());
  EXPECT_EQ(by.at("displayName"), "Outer");
  EXPECT_EQ(by.at("direct"), false);
  EXPECT_EQ(json::write(by.at("target")), R"({"role":"admin","identityType":"human"})");
  EXPECT_EQ(by.at("mappedBy"), "token:t");
  EXPECT_EQ(by.at("mappedByDisplay"), "SCIM (token t)");
  EXPECT_EQ(by.at("cause"), "request-1");
  EXPECT_EQ(json::write(by.at("withoutIt")),
            R"({"role":"user","identityType":"service","source":"group"})");
  EXPECT_EQ(text(shown, "others"), R"([{"groupId":")" + plain.to_string() +
                                       R"(","displayName":"Plain","direct":true,)"
                                       R"("target":{"role":"user","identityType":"service"}}])");
  EXPECT_EQ(text(shown, "conflict"), "true") << "Human and Service account";
  EXPECT_THAT(shown.at("permissions").as_array(), Contains(json::Value("manage_tokens")));
}

TEST_F(Explain, ListsDirectAndNestedGroups) {
  const ResourceId ann = user("ann@x");
  const ResourceId inner = group("Inner", {ann});
  const ResourceId outer = group("Outer", {inner});
  patch(scim::schema::group_type, inner,
        R"([{"op":"add","path":"members","value":[{"value":")" + outer.to_string() + R"("}]}])")
      .value();
  map(outer, Target::user_human);
  EXPECT_EQ(json::write(explain(ann).value().at("groups")),
            R"([{"id":")" + inner.to_string() +
                R"(","displayName":"Inner","direct":true,"mapping":null},{"id":")" +
                outer.to_string() +
                R"(","displayName":"Outer","direct":false,)"
                R"("mapping":{"role":"user","identityType":"human"}}])");
}

TEST_F(Explain, SaysWhatRemainsIfAGroupWereGone) {
  const ResourceId ann = user("ann@x");
  const ResourceId inner = group("Inner", {ann});
  const ResourceId outer = group("Outer", {inner});
  const ResourceId plain = group("Plain", {ann});
  const ResourceId apart = group("Apart");
  map(outer, Target::admin_service);
  map(plain, Target::user_service);
  const auto remaining = [&](const ResourceId& group) {
    const json::Object shown = explain(ann, group).value();
    return json::write(shown.at("without").at("access"));
  };
  const char* plain_gives = R"({"role":"user","identityType":"service","source":"group"})";
  EXPECT_EQ(remaining(outer), plain_gives);
  EXPECT_EQ(remaining(inner), plain_gives) << "the way to the outer group goes with it";
  EXPECT_EQ(remaining(plain), R"({"role":"admin","identityType":"service","source":"group"})");
  EXPECT_EQ(explain(ann, apart).error().code, Code::not_found);
}

TEST_F(Explain, OfSomebodyWithoutAMappedGroupNamesTheDefault) {
  const json::Object shown = explain(user("ann@x")).value();
  EXPECT_EQ(json::write(shown.at("access")),
            R"({"role":"user","identityType":"human","source":"default"})");
  EXPECT_EQ(text(shown, "grantedBy"), "null");
  EXPECT_EQ(text(shown, "default"), R"({"role":"user","identityType":"human"})");
  EXPECT_EQ(text(shown, "conflict"), "false");
  EXPECT_THAT(shown.at("permissions").as_array(), Contains(json::Value("read_members")));
  EXPECT_THAT(shown.at("permissions").as_array(), Not(Contains(json::Value("read_audit"))));
}

TEST_F(Explain, OfAnInactiveMemberGrantsNothing) {
  const ResourceId ann = user("ann@x");
  const ResourceId admins = group("Admins", {ann});
  map(admins, Target::user_service);
  patch(scim::schema::user_type, ann, R"([{"op":"replace","path":"active","value":false}])")
      .value();
  const json::Object shown = explain(ann, admins).value();
  EXPECT_TRUE(shown.at("access").is_null());
  EXPECT_TRUE(shown.at("permissions").as_array().empty());
  EXPECT_EQ(text(shown, "grantedBy"), "null");
  EXPECT_EQ(shown.at("explanation").at("others").as_array().size(), 1u);
  EXPECT_TRUE(shown.at("without").at("access").is_null());
}

TEST_F(Explain, TellsOfAccessThatSCIMWouldHaveTaken) {  // design §2.10
  const ResourceId ann = user("ann@x");
  const ResourceId admins = group("Admins", {ann});
  map(admins, Target::admin_human);
  patch(scim::schema::group_type, admins, R"([{"op":"remove","path":"members"}])").value();
  const json::Object shown = explain(ann).value();
  EXPECT_EQ(shown.at("access").at("source"), "retained");
  EXPECT_EQ(shown.at("explanation").at("retained").at("groupId").as_string(), admins.to_string());
  EXPECT_EQ(shown.at("explanation").at("retained").at("displayName"), "Admins");
}

TEST_F(Explain, NamesTheEntryThatLastSaidWhatItIs) {
  const ResourceId ann = user("ann@x");
  const auto last = [&] {
    return explain(ann).value().at("explanation").at("lastChange").as_object();
  };
  EXPECT_EQ(last().at("type"), "user.created");
  map(group("Admins", {ann}), Target::user_service);
  EXPECT_EQ(last().at("type"), "access.changed");
  EXPECT_EQ(last().at("seq").to_number<std::int64_t>(), journal().back().seq);
  EXPECT_EQ(last().at("actor"), "token:t");
  EXPECT_EQ(last().at("cause"), "request-1");
}

TEST_F(Explain, KnowsMembersAlone) {
  EXPECT_EQ(explain(group("Admins")).error().code, Code::not_found);
  EXPECT_EQ(explain({}).error().code, Code::not_found);
}

}  // namespace
}  // namespace provost::admin

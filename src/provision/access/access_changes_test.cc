#include "provision/access/access_changes.h"

#include <gtest/gtest.h>

#include "provision/access/preview.h"
#include "provision/access/verify.h"
#include "provision/testing/fixture.h"

namespace provost::provision {
namespace {

using access::Source;
using access::Target;

class AccessTest : public ProvisionTest {
 protected:
  template <class Change>
  Result<void> by_hand(const Change& change, std::string reason = "") {
    return store::write_and_wait(store_.session(), org_, [&](store::Writer& writer) {
      const Context now = context();
      AccessChanges changes(writer, now);
      change(changes);
      return changes.settle({.by = Demand::By::hand, .override_reason = reason});
    });
  }
  Result<void> map(const ResourceId& group, std::optional<Target> target, std::string reason = "") {
    return store::write_and_wait(store_.session(), org_, [&](store::Writer& writer) {
      const Context now = context();
      AccessChanges changes(writer, now);
      changes.map({group}, target, deltas_of(writer.access(), {{group, target}}));
      return changes.settle({.by = Demand::By::hand, .override_reason = reason});
    });
  }
  store::AccessRow row(const ResourceId& user) {
    return read_with<store::AccessRow>(
        [&](store::Reader& reader) { return reader.access().access(user).value(); });
  }
  void take(const ResourceId& group, const ResourceId& member) {
    ASSERT_TRUE(patch(scim::schema::group_type, group,
                      R"([{"op":"remove","path":"members","value":[{"value":")" +
                          member.to_string() + R"("}]}])")
                    .has_value());
  }
  void remove(scim::schema::TypeNumber number, const ResourceId& id) {
    ASSERT_TRUE(
        store::write_and_wait(store_.session(), org_, [&](store::Writer& writer) -> Result<void> {
          TRY(provision::remove(writer, type(number), id, {}, context()));
          return {};
        }).has_value());
  }
  std::vector<std::string> types_after(std::size_t entries) {
    std::vector<std::string> types;
    for (const store::SealedEntry& sealed : journal()) {
      types.push_back(sealed.entry.type);
    }
    types.erase(types.begin(), types.begin() + static_cast<std::ptrdiff_t>(entries));
    return types;
  }
  MappingPreview preview_of(const ResourceId& group, std::optional<Target> target) {
    const access::Overlay changes{{group, target}};
    return read_with<MappingPreview>(
        [&](store::Reader& reader) { return preview(reader.access(), changes); });
  }
};

TEST_F(AccessTest, ANewUserHasTheDefaultAndTheEntrySaysSo) {  // design §2.9
  const ResourceId ada = user("ada@x.example");
  EXPECT_EQ(row(ada).access, (access::Access{Source::by_default, {}, {}}));
  EXPECT_EQ(journal().back().entry.data,
            R"({"access":{"role":"user","identityType":"human","source":"default"}})");
}

TEST_F(AccessTest, AMappingChangesThePeopleOfItsGroupAndOfThoseWithin) {  // design §2.8, §2.9
  const ResourceId ada = user("ada@x.example");
  const ResourceId bob = user("bob@x.example");
  const ResourceId inner = group("Inner", {bob});
  const ResourceId outer = group("Outer", {ada, inner});
  const std::size_t entries = journal().size();
  ASSERT_TRUE(map(outer, Target::admin_service).has_value());
  for (const ResourceId& person : {ada, bob}) {
    EXPECT_EQ(row(person).access, (access::Access{Source::group, Target::admin_service, outer}));
  }
  EXPECT_EQ(types_after(entries),
            (std::vector<std::string>{"group.mapped", "access.changed", "access.changed"}));
  take(outer, inner);
  EXPECT_EQ(row(bob).access.source, Source::by_default);
  EXPECT_EQ(row(ada).access.source, Source::group);
}

// Links come and go in the middle of a long chain; each time, the check of all rows agrees.
TEST_F(AccessTest, AMappingCountsThroughAHundredLevels) {
  const ResourceId near = user("near@x");
  const ResourceId far = user("far@x");
  std::vector<ResourceId> chain{group("G0", {far})};
  while (chain.size() <= access::nesting_max + 1) {
    std::vector<ResourceId> members{chain.back()};
    if (chain.size() == 1) {
      members.push_back(near);
    }
    chain.push_back(group("G" + std::to_string(chain.size()), members));
  }
  const auto expect_all_right = [&] {
    const AccessCheck check = read_with<AccessCheck>(
        [&](store::Reader& reader) { return verify_access(reader, *registry_, {}, 100); });
    EXPECT_EQ(check.different, 0u) << check.first;
  };
  ASSERT_TRUE(map(chain.back(), Target::user_service).has_value());
  EXPECT_EQ(row(near).access.source, Source::group);
  EXPECT_EQ(row(far).access.source, Source::by_default) << "one level too deep";
  expect_all_right();
  take(chain[51], chain[50]);
  EXPECT_EQ(row(near).access.source, Source::by_default);
  expect_all_right();
  ASSERT_TRUE(patch(scim::schema::group_type, chain[52],
                    R"([{"op":"add","path":"members","value":[{"value":")" + chain[50].to_string() +
                        R"("}]}])")
                  .has_value());
  EXPECT_EQ(row(near).access.source, Source::group);
  EXPECT_EQ(row(far).access.source, Source::group) << "by the shorter way";
  expect_all_right();
}

TEST_F(AccessTest, ByHandTheLastAdminIsKeptUnlessAReasonIsGiven) {  // design §2.10
  const ResourceId ada = user("ada@x.example");
  const ResourceId admins = group("Admins", {ada});
  ASSERT_TRUE(map(admins, Target::admin_human).has_value());
  EXPECT_EQ(map(admins, Target::user_human).error().code, Code::conflict);
  EXPECT_EQ(map(admins, std::nullopt).error().code, Code::conflict);
  EXPECT_EQ(row(ada).access.target, Target::admin_human);
  const std::size_t entries = journal().size();
  ASSERT_TRUE(map(admins, std::nullopt, "handed over").has_value());
  EXPECT_EQ(
      types_after(entries),
      (std::vector<std::string>{"group.unmapped", "organisation.no_admin", "access.changed"}));
  ASSERT_TRUE(map(admins, Target::admin_human).has_value());
  EXPECT_EQ(journal().back().entry.type, "organisation.admin_restored");
}

TEST_F(AccessTest, OfSeveralThatScimTakesAtOnceTheLongestStandingIsRetained) {  // design §2.10
  const ResourceId ada = user("ada@x.example");
  const ResourceId bob = user("bob@x.example");
  const ResourceId admins = group("Admins", {bob});
  ASSERT_TRUE(map(admins, Target::admin_human).has_value());
  ASSERT_TRUE(
      patch(scim::schema::group_type, admins,
            R"([{"op":"add","path":"members","value":[{"value":")" + ada.to_string() + R"("}]}])")
          .has_value());
  const Timestamp since = row(bob).since;
  remove(scim::schema::group_type, admins);
  EXPECT_EQ(row(bob).access, (access::Access{Source::retained, Target::admin_human, {}}));
  EXPECT_EQ(row(bob).since, since);
  EXPECT_EQ(row(ada).access.source, Source::by_default);
  const auto retained = read_with<store::RetainedAccess>(
      [&](store::Reader& reader) { return reader.access().retained_access(bob).value(); });
  EXPECT_EQ(retained.group, admins);
  EXPECT_EQ(retained.group_name, "Admins");
}

TEST_F(AccessTest, RetentionEndsWhenAnotherAdminAppears) {  // design §2.10
  const ResourceId ada = user("ada@x.example");
  const ResourceId bob = user("bob@x.example");
  const ResourceId admins = group("Admins", {bob});
  const ResourceId others = group("Others", {ada});
  ASSERT_TRUE(map(admins, Target::admin_human).has_value());
  take(admins, bob);
  EXPECT_EQ(row(bob).access.source, Source::retained);
  EXPECT_EQ(by_hand([&](AccessChanges& changes) { changes.dismiss_retained(bob); }).error().code,
            Code::conflict);
  ASSERT_TRUE(map(others, Target::admin_human).has_value());
  EXPECT_EQ(row(bob).access.source, Source::by_default);
  EXPECT_EQ(row(ada).access.target, Target::admin_human);
}

TEST_F(AccessTest, DeactivationAndDeletionTakeAllAccessAtOnce) {  // design §2.10
  const ResourceId ada = user("ada@x.example");
  const ResourceId admins = group("Admins", {ada});
  ASSERT_TRUE(map(admins, Target::admin_human).has_value());
  const char* off = R"([{"op":"replace","path":"active","value":false}])";
  const char* on = R"([{"op":"replace","path":"active","value":true}])";
  ASSERT_TRUE(patch(scim::schema::user_type, ada, off).has_value());
  EXPECT_EQ(row(ada).access.source, Source::none);
  const auto is_flagged = [&] {
    return read_with<bool>(
        [](store::Reader& reader) { return reader.access().no_admin_since().has_value(); });
  };
  EXPECT_TRUE(is_flagged());
  ASSERT_TRUE(patch(scim::schema::user_type, ada, on).has_value());
  EXPECT_EQ(row(ada).access.target, Target::admin_human);
  EXPECT_FALSE(is_flagged());
  remove(scim::schema::user_type, ada);
  EXPECT_TRUE(is_flagged());
  EXPECT_FALSE(read_with<bool>(
      [&](store::Reader& reader) { return reader.access().access(ada).has_value(); }));
}

TEST_F(AccessTest, ScimAdoptsWhoWasInvitedByHand) {  // design §2.15
  const ResourceId ada = user("ada@x.example");
  ASSERT_TRUE(by_hand([&](AccessChanges& changes) {
                changes.grant_direct(ada, Target::user_service);
              }).has_value());
  EXPECT_EQ(row(ada).access.source, Source::direct);
  const std::size_t entries = journal().size();
  const auto created = create(scim::schema::user_type,
                              R"({"userName":"ADA@x.example","active":true,"externalId":"7"})");
  ASSERT_TRUE(created.has_value());
  EXPECT_EQ(created->stored.id, ada);
  EXPECT_EQ(row(ada).access.source, Source::by_default);
  EXPECT_EQ(types_after(entries),
            (std::vector<std::string>{"user.adopted", "user.updated", "access.direct_ended",
                                      "access.changed"}));
  EXPECT_EQ(
      create(scim::schema::user_type, R"({"userName":"ada@x.example","active":true})").error().code,
      Code::uniqueness)
      << "once only";
}

TEST_F(AccessTest, AnAdoptedLastAdminIsRetained) {  // design §2.15, §2.10
  const ResourceId ada = user("ada@x.example");
  ASSERT_TRUE(by_hand([&](AccessChanges& changes) {
                changes.grant_direct(ada, Target::admin_human);
              }).has_value());
  ASSERT_TRUE(
      create(scim::schema::user_type, R"({"userName":"ada@x.example","active":true})").has_value());
  EXPECT_EQ(row(ada).access, (access::Access{Source::retained, Target::admin_human, {}}));
  const auto retained = read_with<store::RetainedAccess>(
      [&](store::Reader& reader) { return reader.access().retained_access(ada).value(); });
  EXPECT_TRUE(retained.group.is_nil());
  EXPECT_EQ(retained.group_name, "");
}

TEST_F(AccessTest, APreviewSaysWhoLosesAndGainsAndTheTagWhetherItStillHolds) {  // design §2.10
  const ResourceId ada = user("ada@x.example");
  const ResourceId bob = user("bob@x.example");
  const ResourceId staff = group("Staff", {ada, bob});
  const ResourceId admins = group("Admins", {ada});
  ASSERT_TRUE(map(admins, Target::admin_human).has_value());
  const MappingPreview gain = preview_of(staff, Target::admin_human);
  ASSERT_EQ(gain.gains.size(), 1u);
  EXPECT_EQ(gain.gains.front().user, bob);
  EXPECT_TRUE(gain.losses.empty());
  EXPECT_EQ(gain.new_admins, 1u);
  EXPECT_FALSE(gain.last_admin);
  const MappingPreview locked_out = preview_of(staff, Target::admin_service);
  ASSERT_EQ(locked_out.losses.size(), 1u) << "a service account cannot sign in, Admin or not";
  EXPECT_EQ(locked_out.losses.front().user, bob);
  EXPECT_EQ(locked_out.lost.sign_in, 1u);
  EXPECT_EQ(locked_out.lost.access, 0u);
  const MappingPreview same = preview_of(staff, Target::user_human);
  EXPECT_TRUE(same.gains.empty() && same.losses.empty()) << "the default is User (Human) too";
  EXPECT_EQ(same.same, 1u);
  const MappingPreview loss = preview_of(admins, std::nullopt);
  ASSERT_EQ(loss.losses.size(), 1u);
  EXPECT_TRUE(loss.last_admin);
  user("carol@x.example");
  EXPECT_EQ(preview_of(staff, Target::admin_human).etag, gain.etag)
      << "nobody in the group changed";
  EXPECT_NE(preview_of(staff, Target::user_service).etag, gain.etag);
  take(staff, bob);
  EXPECT_NE(preview_of(staff, Target::admin_human).etag, gain.etag);
}

}  // namespace
}  // namespace provost::provision

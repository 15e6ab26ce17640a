#include "admin/people/by_hand.h"

#include <gmock/gmock.h>

#include "provision/access/preview.h"
#include "provision/testing/fixture.h"
#include "store/access.h"

namespace provost::admin {
namespace {

using access::Target;
using ::testing::HasSubstr;

class ChangesByHand : public provision::ProvisionTest {
 protected:
  using Use = Result<void> (*)(store::Writer&, const ResourceId&, const ByHand&,
                               const provision::Context&);

  Result<void> run(const std::function<Result<void>(store::Writer&)>& work) {
    return store::write_and_wait(store_.session(), org_, work);
  }
  Result<ResourceId> invited(std::string_view name, Target target, const ByHand& by_hand = {}) {
    TRY_ASSIGN(const auto person, read_invitation(name, type(scim::schema::user_type), rules_));
    const provision::Context now = context();
    const ResourceId id = new_id(now.now, store_.random());
    TRY(run(
        [&](store::Writer& writer) { return invite(writer, person, id, target, by_hand, now); }));
    return id;
  }
  Result<void> apply(Use use, const ResourceId& user, const ByHand& by_hand = {}) {
    const provision::Context now = context();
    return run([&](store::Writer& writer) { return use(writer, user, by_hand, now); });
  }
  std::optional<store::AccessRow> row(const ResourceId& user) {
    return read_with<std::optional<store::AccessRow>>(
        [&](store::Reader& reader) { return reader.access().access(user); });
  }
};

TEST_F(ChangesByHand, AnInvitedPersonHasDirectAccess) {  // design §2.15
  const ResourceId ann = invited("ann@x", Target::admin_human).value();
  EXPECT_EQ(row(ann)->access.source, access::Source::direct);
  EXPECT_EQ(row(ann)->access.target, Target::admin_human);
  EXPECT_EQ(invited("ANN@x", Target::user_human).error().code, Code::uniqueness);
  EXPECT_EQ(row(ann)->access.target, Target::admin_human) << "the second one changed nothing";
}

TEST_F(ChangesByHand, AUserNameIsWhatTheProfileSays) {
  EXPECT_EQ(invited("ann", Target::user_human).error().code, Code::invalid_value);
  EXPECT_EQ(invited("", Target::user_human).error().code, Code::invalid_value);
  rules_.strict = true;
  EXPECT_TRUE(invited("ann@x", Target::user_human).has_value());
}

TEST_F(ChangesByHand, PeopleComeAndGoByHandOnlyWhileSCIMIsDisabled) {  // design §2.11
  set_scim_enabled(true);
  const Error refused = invited("ann@x", Target::user_human).error();
  EXPECT_EQ(refused.code, Code::conflict);
  EXPECT_THAT(refused.detail, HasSubstr("SCIM is enabled"));
  const ResourceId ann = user("ann@x");
  EXPECT_EQ(apply(remove_member, ann).error().code, Code::conflict);
  set_scim_enabled(false);
  EXPECT_TRUE(apply(remove_member, ann).has_value());
  EXPECT_FALSE(row(ann).has_value());
  EXPECT_EQ(apply(remove_member, ann).error().code, Code::not_found);
  EXPECT_EQ(apply(remove_member, group("Sales")).error().code, Code::not_found);
}

TEST_F(ChangesByHand, TheLastAdminGoesOnlyWithAReason) {  // design §2.10
  const ResourceId ann = invited("ann@x", Target::admin_human).value();
  for (const Use use : {Use{remove_member}, Use{end_direct_access}}) {
    const Error refused = apply(use, ann).error();
    EXPECT_EQ(refused.code, Code::conflict);
    EXPECT_THAT(refused.detail, HasSubstr("Admin (Human)"));
  }
  EXPECT_TRUE(apply(end_direct_access, ann, {.override_reason = "left"}).has_value());
  EXPECT_EQ(row(ann)->access.source, access::Source::by_default);
  EXPECT_EQ(apply(end_direct_access, ann).error().code, Code::not_found);
}

TEST_F(ChangesByHand, ARetainedAccessIsDismissed) {  // design §2.10
  const ResourceId ann = user("ann@x");
  const ResourceId admins = group("Admins", {ann});
  const provision::Context now = context();
  ASSERT_TRUE(run([&](store::Writer& writer) -> Result<void> {
                provision::AccessChanges changes(writer, now);
                changes.map({admins}, Target::admin_human,
                            provision::deltas_of(writer.access(), {{admins, Target::admin_human}}));
                return changes.settle();
              }).has_value());
  EXPECT_EQ(apply(dismiss_retained_access, ann).error().code, Code::not_found);
  patch(scim::schema::group_type, admins, R"([{"op":"remove","path":"members"}])").value();
  ASSERT_EQ(row(ann)->access.source, access::Source::retained);
  EXPECT_EQ(apply(dismiss_retained_access, ann).error().code, Code::conflict);
  EXPECT_TRUE(apply(dismiss_retained_access, ann, {.override_reason = "left"}).has_value());
  EXPECT_EQ(row(ann)->access.source, access::Source::by_default);
}

}  // namespace
}  // namespace provost::admin

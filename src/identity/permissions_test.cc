#include "identity/permissions.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace provost::identity {
namespace {

using enum Permission;
using ::testing::ElementsAre;

TEST(Permissions, AUserHoldsWhatTheDesignSays) {  // design §2.11
  EXPECT_THAT(
      permissions_of(CallerKind::user_human),
      ElementsAre(read_own_access, read_members, read_groups, read_sessions, manage_sessions));
  EXPECT_THAT(permissions_of(CallerKind::user_service),
              ElementsAre(read_own_access, read_members, read_changes));
}

TEST(Permissions, SessionsOfOthersAreNotForAUser) {
  EXPECT_EQ(permitted(CallerKind::user_human, read_sessions), Permitted::own);
  EXPECT_EQ(permitted(CallerKind::user_human, manage_sessions), Permitted::own);
  EXPECT_FALSE(may(CallerKind::user_human, manage_sessions));
}

TEST(Permissions, AnAdminServiceAccountReadsAllAndMapsToUsersAlone) {
  for (const Permission one : all_permissions()) {
    const bool reads = to_text(one).starts_with("read_") || one == export_audit;
    const bool maps = one == preview_mapping || one == map_to_user;
    EXPECT_EQ(may(CallerKind::admin_service, one), reads || maps) << to_text(one);
  }
}

TEST(Permissions, AnAdminHoldsEverythingInTheOrganisation) {
  for (const Permission one : all_permissions()) {
    const bool above = one == manage_organisations || one == manage_operators ||
                       one == open_sessions || one == inspect_system ||
                       one == inspect_installation || one == manage_branding;
    EXPECT_EQ(may(CallerKind::admin_human, one), !above) << to_text(one);
    EXPECT_TRUE(may(CallerKind::installation, one)) << to_text(one);
  }
}

// Design rule 29: the setup guide, Identity Access, SCIM Groups, the log, findings and members.
TEST(Permissions, AnItContactHoldsWhatSettingUpTakes) {
  EXPECT_THAT(permissions_of(CallerKind::contact),
              ElementsAre(read_own_access, read_members, read_groups, read_findings, read_log,
                          read_identity_access, preview_mapping, map_to_user, map_to_admin,
                          manage_identity_access, manage_tokens, manage_sign_in));
}

TEST(Permissions, NamesAreDifferent) {
  std::set<std::string_view> names;
  for (const Permission one : all_permissions()) {
    names.insert(to_text(one));
  }
  EXPECT_EQ(names.size(), all_permissions().size());
}

TEST(Permissions, ARefusalSaysWhoMay) {
  EXPECT_EQ(forbidden(CallerKind::user_human, manage_tokens).detail,
            "a User (Human) may not rotate or revoke Secret Tokens; an Operator or an Admin "
            "(Human) or an IT contact may");
  EXPECT_EQ(forbidden(CallerKind::user_human, manage_tokens).code, Code::forbidden);
}

TEST(Permissions, ACallerIsNamedForTheJournal) {
  const Caller above{CallerKind::installation, "k1", "", ""};
  const Caller member{CallerKind::admin_human, "s1", "u1", "acme"};
  const Caller contact{CallerKind::contact, "l1", "", "acme"};
  EXPECT_EQ(above.actor(), "operator:k1");
  EXPECT_EQ(contact.actor(), "contact:l1");
  EXPECT_EQ(member.actor(), "member:u1");
}

}  // namespace
}  // namespace provost::identity

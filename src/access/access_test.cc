#include "access/access.h"

#include <gtest/gtest.h>

namespace provost::access {
namespace {

ResourceId id_of(std::uint8_t number) {
  ResourceId id;
  id.bytes.back() = number;
  return id;
}

TEST(Targets, StandOnTheLadderOfTheDesign) {  // design §2.9
  EXPECT_GT(Target::admin_human, Target::admin_service);
  EXPECT_GT(Target::admin_service, Target::user_human);
  EXPECT_GT(Target::user_human, Target::user_service);
  for (const Target target : all_targets) {
    EXPECT_EQ(target_of(role_of(target), identity_type_of(target)), target) << label_of(target);
  }
  EXPECT_EQ(label_of(target_of(Role::admin, IdentityType::service)), "Admin (Service account)");
}

TEST(Targets, AreReadInAnyLetterCaseAndOthersAreNamed) {
  EXPECT_EQ(read_role("Admin").value(), Role::admin);
  EXPECT_EQ(read_role("user").value(), Role::user);
  EXPECT_EQ(read_identity_type("HUMAN").value(), IdentityType::human);
  EXPECT_EQ(read_identity_type("service").value(), IdentityType::service);
  EXPECT_EQ(read_role("owner").error().detail, "role is user or admin, not \"owner\"");
  EXPECT_EQ(read_identity_type("").error().code, Code::invalid_value);
}

TEST(Grants, TheHigherTargetCountsAndOfEqualOnesTheLowerId) {
  const Grant low{Target::user_human, id_of(1)};
  const Grant high{Target::admin_service, id_of(9)};
  const Grant same{Target::user_human, id_of(2)};
  EXPECT_TRUE(outranks(high, low));
  EXPECT_FALSE(outranks(low, high));
  EXPECT_TRUE(outranks(low, same));
  EXPECT_FALSE(outranks(low, low));
  EXPECT_EQ(higher(low, high), high);
  EXPECT_EQ(higher(std::nullopt, low), low);
  EXPECT_EQ(higher(low, std::nullopt), low);
  EXPECT_EQ(higher(std::nullopt, std::nullopt), std::nullopt);
}

TEST(Access, IsDecidedByTheFacts) {  // design §2.9, §2.10, §2.15
  const Grant user{Target::user_service, id_of(1)};
  const Grant admin{Target::admin_human, id_of(2)};
  const auto by = [](Source source, std::optional<Target> target = {}, ResourceId group = {}) {
    return Access{source, target, group};
  };
  const struct {
    const char* name;
    Facts facts;
    Access access;
  } cases[] = {
      {"inactive", {false, admin, Target::admin_human, true}, by(Source::none)},
      {"no group", {true, {}, {}, false}, by(Source::by_default)},
      {"direct", {true, {}, Target::user_service, false}, by(Source::direct, Target::user_service)},
      {"a group before direct",
       {true, user, Target::admin_human, false},
       by(Source::group, Target::user_service, id_of(1))},
      {"retained before a lower group",
       {true, user, {}, true},
       by(Source::retained, Target::admin_human)},
      {"a group that gives as much before retained",
       {true, admin, {}, true},
       by(Source::group, Target::admin_human, id_of(2))},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(decide(test.facts), test.access) << test.name;
  }
}

TEST(Access, OfTheDefaultIsWhatTheOrganisationSays) {
  EXPECT_EQ(
      target_of({.source = Source::by_default, .target = {}, .group = {}}, Target::user_service),
      Target::user_service);
  EXPECT_EQ(target_of({.source = Source::by_default, .target = {}, .group = {}}, std::nullopt),
            std::nullopt);
  EXPECT_EQ(target_of({}, Target::user_human), std::nullopt);
  EXPECT_EQ(target_of({.source = Source::direct, .target = Target::admin_human, .group = {}}, {}),
            Target::admin_human);
}

}  // namespace
}  // namespace provost::access

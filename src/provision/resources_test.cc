#include "provision/resources.h"

#include <thread>

#include "provision/testing/fixture.h"

namespace provost::provision {
namespace {

using scim::schema::group_type;
using scim::schema::user_type;

TEST_F(ProvisionTest, CreateGivesVersionOneAndEqualTimes) {  // standards.md COM-6, POST-1
  const Outcome made = create(user_type, R"({"userName":"ada@x.example","active":true})").value();
  EXPECT_EQ(made.stored.version, 1u);
  EXPECT_EQ(made.stored.created, made.stored.last_modified);
}

TEST_F(ProvisionTest, UserNamesAreUniqueByTheirFoldedForm) {  // standards.md CHR-7, POST-3
  user("stra\u00DFe@x.example");
  const auto again = create(user_type, R"({"userName":"STRASSE@X.example","active":true})");
  EXPECT_EQ(again.error().code, Code::uniqueness);
}

TEST_F(ProvisionTest, NamesOfAnotherOrganisationAreFree) {  // standards.md TEN-3
  user("ada@x.example");
  const auto other = make_org("other");
  EXPECT_TRUE(
      create(user_type, R"({"userName":"ada@x.example","active":true})", other).has_value());
}

TEST_F(ProvisionTest, PatchWithoutEffectKeepsVersionAndTime) {  // standards.md COM-10, P10
  const ResourceId ada = user("ada@x.example");
  const char* same = R"([{"op":"Replace","path":"active","value":"True"}])";
  const Outcome outcome = patch(user_type, ada, same).value();
  EXPECT_FALSE(outcome.changed);
  EXPECT_EQ(outcome.stored.version, 1u);
  EXPECT_EQ(outcome.stored.created, outcome.stored.last_modified);
}

TEST_F(ProvisionTest, PatchWithEffectRaisesVersionAndTime) {
  const ResourceId ada = user("ada@x.example");
  const Outcome outcome =
      patch(user_type, ada, R"([{"op":"Replace","path":"active","value":"False"}])").value();
  EXPECT_TRUE(outcome.changed);
  EXPECT_EQ(outcome.stored.version, 2u);
  EXPECT_GT(outcome.stored.last_modified, outcome.stored.created);
}

TEST_F(ProvisionTest, FailedPatchChangesNothing) {  // standards.md PAT-3
  user("bob@x.example");
  const ResourceId ada = user("ada@x.example");
  const auto taken = patch(user_type, ada, R"([{"op":"replace","path":"active","value":false},
      {"op":"replace","path":"userName","value":"BOB@x.example"}])");
  EXPECT_EQ(taken.error().code, Code::uniqueness);
  const auto stored = read_with<std::optional<scim::Stored>>(
      [&](store::Reader& reader) { return reader.load(user_type, ada); });
  EXPECT_EQ(stored->version, 1u);
  EXPECT_NE(stored->document.find("\"active\":true"), std::string::npos);
}

TEST_F(ProvisionTest, AddingAPresentMemberChangesNothing) {  // standards.md ADD-3
  const ResourceId ada = user("ada@x.example");
  const ResourceId ops = group("Ops", {ada});
  const std::string add = R"([{"op":"Add","path":"members","value":[{"$ref":null,"value":")" +
                          ada.to_string() + "\"}]}]";
  const Outcome outcome = patch(group_type, ops, add).value();
  EXPECT_FALSE(outcome.changed);
  EXPECT_EQ(outcome.stored.version, 1u);
  EXPECT_EQ(member_count(ops), 1u);
}

TEST_F(ProvisionTest, UnknownMembersAreSkippedAndReportedOrRefusedInStrict) {  // design §2.16
  const ResourceId ada = user("ada@x.example");
  const ResourceId ops = group("Ops");
  const std::string add =
      R"([{"op":"add","path":"members","value":[{"value":")" + ada.to_string() +
      R"("},{"value":"nobody"},{"value":"0193a2f0-7c1e-7abc-8def-0123456789ab"}]}])";
  const Outcome outcome = patch(group_type, ops, add).value();
  EXPECT_EQ(member_count(ops), 1u);
  EXPECT_EQ(outcome.report.unknown_members.size(), 2u);
  const ResourceId devs = group("Devs");
  rules_.strict = true;
  EXPECT_EQ(patch(group_type, devs, add).error().code, Code::invalid_value);
  EXPECT_EQ(member_count(devs), 0u);
}

TEST_F(ProvisionTest, MembersOfAnotherOrganisationAreUnknown) {  // standards.md TEN-4
  const auto other = make_org("other");
  const ResourceId stranger =
      create(user_type, R"({"userName":"eve@x.example","active":true})", other).value().stored.id;
  const ResourceId ops = group("Ops", {stranger});
  EXPECT_EQ(member_count(ops), 0u);
}

TEST_F(ProvisionTest,
       DeletedUsersLeaveTheirGroupsAndTheirNameIsFree) {  // standards.md GRP-3, DEL-1
  const ResourceId ada = user("ada@x.example");
  const ResourceId ops = group("Ops", {ada});
  ASSERT_TRUE(write<bool>([&](store::Writer& writer) -> Result<bool> {
                TRY(remove(writer, type(user_type), ada, {}, context()));
                return true;
              }).has_value());
  EXPECT_EQ(member_count(ops), 0u);
  const auto stored = read_with<std::optional<scim::Stored>>(
      [&](store::Reader& reader) { return reader.load(group_type, ops); });
  EXPECT_EQ(stored->version, 2u);
  EXPECT_NE(user("ada@x.example"), ada);
}

TEST_F(ProvisionTest, ConditionalWritesNeverLoseAnUpdate) {  // standards.md ETG-4
  const ResourceId ada = user("ada@x.example");
  const Precondition seen{.if_match = "W/\"1\"", .if_none_match = {}};
  const char* off = R"([{"op":"replace","path":"active","value":false}])";
  EXPECT_TRUE(patch(user_type, ada, off, seen).has_value());
  const char* on = R"([{"op":"replace","path":"active","value":true}])";
  EXPECT_EQ(patch(user_type, ada, on, seen).error().code, Code::precondition_failed);
}

TEST_F(ProvisionTest, JournalTellsWhatHappenedInOrderAndWhy) {  // design §3 Journal
  const ResourceId ada = user("ada@x.example");
  const ResourceId ops = group("Ops", {ada});
  (void)patch(user_type, ada, R"([{"op":"replace","path":"active","value":false}])");
  (void)patch(user_type, ada, R"([{"op":"replace","path":"active","value":false}])");
  std::vector<std::string> types;
  std::int64_t seq = 0;
  for (const store::SealedEntry& sealed : journal()) {
    types.push_back(sealed.entry.type);
    EXPECT_EQ(sealed.seq, ++seq);
    EXPECT_EQ(sealed.entry.actor, "token:t");
    EXPECT_EQ(sealed.entry.cause, "request-1");
    ASSERT_NE(sealed.entry.origin, nullptr);
    EXPECT_EQ(*sealed.entry.origin, *origin_);
  }
  EXPECT_EQ(types, (std::vector<std::string>{"user.created", "group.created", "group.member_added",
                                             "user.deactivated", "access.changed"}));
  EXPECT_EQ(journal()[2].entry.subject_id, ops.to_string());
  EXPECT_EQ(journal()[0].entry.data.find("ada"), std::string::npos);
  EXPECT_NE(journal()[0].entry.values.find("ada@x.example"), std::string::npos);
}

}  // namespace
}  // namespace provost::provision

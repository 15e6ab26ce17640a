#include "admin/people/mappings.h"

#include <gmock/gmock.h>

#include "provision/testing/fixture.h"
#include "store/access.h"

namespace provost::admin {
namespace {

using access::Target;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Mappings : public provision::ProvisionTest {
 protected:
  void SetUp() override {
    ProvisionTest::SetUp();
    set_scim_enabled(true);
  }
  Result<MappingPreview> preview(const MappingChange& change, const PageWish& page = {},
                                 std::string_view search = {}) {
    return read_with<Result<MappingPreview>>([&](store::Reader& reader) {
      return preview_mapping(reader, type(scim::schema::user_type), change, page, search);
    });
  }
  static MappingOrder order(std::vector<ResourceId> groups, std::optional<Target> target) {
    return {.change = {.groups = std::move(groups), .target = target}};
  }
  Result<MappingOutcome> apply(const MappingOrder& wanted) {
    const provision::Context now = context();
    return write<MappingOutcome>(
        [&](store::Writer& writer) { return apply_mapping(writer, wanted, now); });
  }
  MappingPlan plan(const MappingOrder& wanted) {
    return read_with<MappingPlan>(
        [&](store::Reader& reader) { return plan_mapping(reader, wanted).value(); });
  }
  // Whether the plan still holds after the unit has run.
  bool holds(const MappingPlan& made, const store::WriteWork& unit = {}) {
    return write<bool>([&](store::Writer& writer) -> Result<bool> {
             if (unit) {
               TRY(unit(writer));
             }
             return still_holds(writer, made);
           })
        .value();
  }
  std::optional<Target> mapped_to(const ResourceId& group) {
    return read_with<std::optional<Target>>(
        [&](store::Reader& reader) { return reader.access().mapped_to(group); });
  }
  static std::vector<std::string> names(const json::Value& people) {
    std::vector<std::string> all;
    for (const json::Value& person : people.as_array()) {
      all.emplace_back(person.at("userName").as_string());
    }
    return all;
  }
};

TEST_F(Mappings, APreviewSaysWhoGainsAndWhoLoses) {
  const ResourceId ann = user("ann@x");
  const ResourceId group_of_ann = group("Admins", {ann, user("bob@x")});
  ASSERT_TRUE(apply(order({group_of_ann}, Target::admin_human)).has_value());

  const MappingPreview less = preview({{group_of_ann}, Target::user_human}).value();
  EXPECT_THAT(names(less.shown.at("losses")), ElementsAre("ann@x", "bob@x"));
  EXPECT_THAT(names(less.shown.at("gains")), IsEmpty());
  EXPECT_EQ(json::write(less.shown.at("losses").as_array()[0]),
            R"({"id":")" + ann.to_string() +
                R"(","userName":"ann@x",)"
                R"("before":{"role":"admin","identityType":"human","source":"group"},)"
                R"("after":{"role":"user","identityType":"human","source":"group"},)"
                R"("losesAccess":false,"losesAdmin":true,"losesSignIn":false})");
  EXPECT_EQ(less.shown.at("losesAdminCount"), 2);
  EXPECT_EQ(less.shown.at("losesSignInCount"), 0);
  EXPECT_EQ(less.shown.at("lossCount"), 2);
  EXPECT_EQ(less.shown.at("lastAdmin"), true);

  const ResourceId other = group("Others", {user("cid@x")});
  const MappingPreview more = preview({{other}, Target::admin_human}).value();
  EXPECT_THAT(names(more.shown.at("gains")), ElementsAre("cid@x"));
  EXPECT_EQ(more.shown.at("newAdminCount"), 1);
  EXPECT_EQ(more.shown.at("gainsAdminCount"), 1);
  EXPECT_EQ(more.shown.at("gainsAccessCount"), 0) << "they have the default access";
  EXPECT_EQ(more.shown.at("gainsSignInCount"), 0);
  EXPECT_EQ(more.shown.at("activePeopleCount"), 3);
  EXPECT_EQ(more.shown.at("lastAdmin"), false);
  const MappingPreview out = preview({{other}, Target::admin_service}).value();
  EXPECT_THAT(names(out.shown.at("losses")), ElementsAre("cid@x")) << "who can sign in no longer";
  EXPECT_EQ(out.shown.at("losesSignInCount"), 1);
  EXPECT_EQ(out.shown.at("newAdminCount"), 1);
  EXPECT_EQ(out.shown.at("gainsAdminCount"), 0) << "who loses something is no gain";

  ASSERT_TRUE(apply(order({other}, Target::user_service)).has_value());
  const MappingPreview human = preview({{other}, Target::user_human}).value();
  EXPECT_EQ(human.shown.at("gainCount"), 1);
  EXPECT_EQ(human.shown.at("gainsSignInCount"), 1);
  EXPECT_EQ(human.shown.at("gainsAccessCount"), 0);
}

TEST_F(Mappings, PagesOfAPreviewAreOfOneOutcome) {
  const ResourceId big = group("Big", {user("a@x"), user("b@x"), user("c@x")});
  const MappingChange change{{big}, Target::admin_human};
  const MappingPreview first = preview(change, {.limit = 2}).value();
  EXPECT_THAT(names(first.shown.at("gains")), ElementsAre("a@x", "b@x"));
  EXPECT_EQ(first.shown.at("gainCount"), 3);
  ASSERT_TRUE(first.next.has_value());
  const MappingPreview last = preview(change, {.limit = 2, .after = first.next}).value();
  EXPECT_THAT(names(last.shown.at("gains")), ElementsAre("c@x"));
  EXPECT_FALSE(last.next.has_value());

  patch(
      scim::schema::group_type, big,
      R"([{"op":"add","path":"members","value":[{"value":")" + user("d@x").to_string() + R"("}]}])")
      .value();
  EXPECT_EQ(preview(change, {.limit = 2, .after = first.next}).error().code, Code::conflict);
  for (const char* after : {"", "x", "tag x", "tag ", " ", "tag 1", "tag 1 x", "tag x 1"}) {
    EXPECT_EQ(preview(change, {.after = after}).error().code, Code::invalid_cursor) << after;
  }
}

TEST_F(Mappings, ASearchInAPreviewFindsPeopleInBothListsAndLeavesTheCounts) {
  const ResourceId admins =
      group("Admins", {user("Ada@x"), user("bob@x"), user("cid@x"), user("dada@x")});
  const ResourceId others = group("Others", {user("madame@x"), user("eve@x")});
  ASSERT_TRUE(apply(order({admins}, Target::admin_human)).has_value());
  const MappingChange change{{admins, others}, Target::user_service};

  const MappingPreview found = preview(change, {}, "ADA").value();
  EXPECT_THAT(names(found.shown.at("losses")), ElementsAre("Ada@x", "dada@x", "madame@x"));
  EXPECT_EQ(found.shown.at("lossCount"), 6) << "the count is of all";
  EXPECT_FALSE(found.next.has_value());
  EXPECT_THAT(names(preview(change, {}, "nobody").value().shown.at("losses")), IsEmpty());

  // One person examined per page: some pages are empty, and the next continues after them.
  std::vector<std::string> all;
  PageWish page{.limit = 2, .after = std::nullopt, .looked_at_max = 1};
  int pages = 0;
  do {
    const MappingPreview made = preview(change, page, "ada").value();
    for (const std::string& name : names(made.shown.at("losses"))) {
      all.push_back(name);
    }
    page.after = made.next;
    ++pages;
  } while (page.after);
  EXPECT_THAT(all, ElementsAre("Ada@x", "dada@x", "madame@x"));
  EXPECT_EQ(pages, 6);
}

TEST_F(Mappings, APreviewCountsWhomNoMappingConcernsBecauseTheyAreInactive) {
  const ResourceId gone = user("gone@x");
  patch(scim::schema::user_type, gone, R"([{"op":"replace","path":"active","value":false}])")
      .value();
  const ResourceId staff = group("Staff", {user("ann@x"), gone});
  const json::Object shown = preview({{staff}, Target::admin_human}).value().shown;
  EXPECT_EQ(shown.at("gainCount"), 1);
  EXPECT_EQ(shown.at("inactiveCount"), 1);
}

TEST_F(Mappings, AreAppliedToAllGroupsInOneStep) {
  const ResourceId one = group("One", {user("a@x")});
  const ResourceId two = group("Two", {user("b@x")});
  const MappingOutcome outcome = apply(order({one, two}, Target::admin_human)).value();
  EXPECT_EQ(outcome.gain_count, 2u);
  EXPECT_EQ(outcome.loss_count, 0u);
  EXPECT_EQ(mapped_to(one), Target::admin_human);
  EXPECT_EQ(mapped_to(two), Target::admin_human);
}

TEST_F(Mappings, AStalePreviewIsNotApplied) {
  const ResourceId one = group("One", {user("a@x")});
  const MappingChange change{{one}, Target::user_service};
  MappingOrder wanted = order({one}, Target::user_service);
  wanted.etag = preview(change).value().shown.at("etag").as_string();
  patch(
      scim::schema::group_type, one,
      R"([{"op":"add","path":"members","value":[{"value":")" + user("b@x").to_string() + R"("}]}])")
      .value();
  const Error stale = apply(wanted).error();
  EXPECT_EQ(stale.code, Code::conflict);
  EXPECT_THAT(stale.detail, HasSubstr("out of date"));
  EXPECT_EQ(mapped_to(one), std::nullopt);
  wanted.etag = preview(change).value().shown.at("etag").as_string();
  EXPECT_TRUE(apply(wanted).has_value());
}

TEST_F(Mappings, APlanHoldsUntilSomethingConcernsAccess) {
  const ResourceId ann = user("ann@x");
  const ResourceId one = group("One", {ann});
  const MappingOrder wanted = order({one}, Target::user_service);
  const MappingPlan made = plan(wanted);
  EXPECT_TRUE(holds(made));
  user("bob@x");
  group("Two");
  patch(scim::schema::user_type, ann,
        R"([{"op":"replace","path":"userName","value":"anna@x.example"}])")
      .value();
  EXPECT_TRUE(holds(made)) << "new people and new names are nobody's access";

  const ResourceId cid = user("cid@x");
  patch(scim::schema::group_type, one,
        R"([{"op":"add","path":"members","value":[{"value":")" + cid.to_string() + R"("}]}])")
      .value();
  EXPECT_FALSE(holds(made));
  const MappingPlan second = plan(wanted);
  EXPECT_EQ(second.gain_count + second.loss_count, 2u);
  EXPECT_TRUE(holds(second));
  patch(scim::schema::user_type, cid, R"([{"op":"replace","path":"active","value":false}])")
      .value();
  EXPECT_FALSE(holds(second));
  const MappingPlan third = plan(wanted);
  ASSERT_TRUE(apply(order({group("Three")}, Target::admin_human)).has_value());
  EXPECT_FALSE(holds(third));
}

TEST_F(Mappings, APlanDoesNotHoldAfterAnEarlierUnitOfTheSameBatch) {
  const MappingOrder wanted = order({group("One", {user("ann@x")})}, Target::user_service);
  const MappingPlan made = plan(wanted);
  const auto appends = [](std::string type) {
    return [type](store::Writer& writer) -> Result<void> {
      writer.append({.type = type});
      return {};
    };
  };
  EXPECT_TRUE(holds(made, appends("token.rotated")));
  EXPECT_FALSE(holds(made, appends("group.member_added")));
}

TEST_F(Mappings, AreAppliedByPlanAsTheyWouldBeWithoutOne) {
  const ResourceId ann = user("ann@x");
  const ResourceId bob = user("bob@x");
  const MappingOrder wanted =
      order({group("One", {ann, bob}), group("Two", {bob})}, Target::admin_human);
  const MappingPlan made = plan(wanted);
  const provision::Context now = context();
  const auto carry_out = [&](const MappingOrder& what, const MappingPlan& how) {
    return write<MappingOutcome>(
        [&](store::Writer& writer) { return apply_mapping(writer, what, now, &how); });
  };
  EXPECT_EQ(carry_out(wanted, made).value().gain_count, 2u);
  read_with<bool>([&](store::Reader& reader) {
    for (const ResourceId& person : {ann, bob}) {
      const store::AccessRow row = reader.access().access(person).value();
      EXPECT_EQ(row.access.target, Target::admin_human);
      EXPECT_EQ(row.access.group, wanted.change.groups[0]);
    }
    return true;
  });
  EXPECT_EQ(mapped_to(wanted.change.groups[1]), Target::admin_human);

  // Whether an Admin remains is checked when the plan is applied (design §2.10).
  const MappingOrder away = order(wanted.change.groups, std::nullopt);
  EXPECT_EQ(carry_out(away, plan(away)).error().code, Code::conflict);
}

TEST_F(Mappings, TheLastAdminIsKeptUnlessThereIsAReason) {  // design §2.10
  const ResourceId admins = group("Admins", {user("ann@x")});
  ASSERT_TRUE(apply(order({admins}, Target::admin_human)).has_value());
  MappingOrder wanted = order({admins}, std::nullopt);
  EXPECT_EQ(apply(wanted).error().code, Code::conflict);
  EXPECT_EQ(mapped_to(admins), Target::admin_human);
  wanted.override_reason = "moving to another directory";
  EXPECT_TRUE(apply(wanted).has_value());
  EXPECT_EQ(mapped_to(admins), std::nullopt);
  std::vector<std::string> reasons;
  for (const store::SealedEntry& one : journal()) {
    if (one.entry.type == "organisation.no_admin") {
      reasons.push_back(one.entry.data);
    }
  }
  EXPECT_THAT(reasons, ElementsAre(HasSubstr("moving to another directory")));
}

TEST_F(Mappings, AreRefusedForThatReason) {
  const ResourceId admins = group("Admins");
  const ResourceId plain = group("Plain");
  ASSERT_TRUE(apply(order({admins}, Target::admin_service)).has_value());

  set_scim_enabled(false);
  EXPECT_THAT(apply(order({plain}, Target::user_human)).error().detail,
              HasSubstr("SCIM is disabled"));
  set_scim_enabled(true);

  const ResourceId nobody = user("nobody@x");
  const Error missing = apply(order({plain, nobody}, Target::user_human)).error();
  EXPECT_EQ(missing.code, Code::not_found);
  EXPECT_THAT(missing.detail, HasSubstr(nobody.to_string()));
  EXPECT_EQ(preview({{nobody}, Target::user_human}).error().code, Code::not_found);

  // Design §2.11: an Admin (Service account) maps to and from User targets only.
  for (MappingOrder wanted :
       {order({plain}, Target::admin_service), order({plain, admins}, Target::user_human),
        order({admins}, std::nullopt)}) {
    wanted.may_map_to_admin = false;
    EXPECT_EQ(apply(wanted).error().code, Code::forbidden);
  }
  MappingOrder allowed = order({plain}, Target::user_human);
  allowed.may_map_to_admin = false;
  EXPECT_TRUE(apply(allowed).has_value());
}

TEST(MappingChange, IsReadFromABody) {
  const std::string id = "0190a1f0-0000-7000-8000-000000000001";
  const MappingChange change =
      read_mapping_change(json::parse(R"({"groupIds":[")" + id + R"(",")" + id +
                                      R"("],"mapping":{"role":"Admin","identityType":"human"}})")
                              .value()
                              .as_object())
          .value();
  EXPECT_EQ(change.groups.size(), 1u) << "each once";
  EXPECT_EQ(change.target, Target::admin_human);

  const std::string ids = R"({"groupIds":[")" + id + R"("])";
  const struct {
    std::string body;
    Code code;
    const char* detail;
  } cases[] = {
      {R"({"mapping":null})", Code::invalid_value, "at least one"},
      {R"({"groupIds":[],"mapping":null})", Code::invalid_value, "at least one"},
      {R"({"groupIds":[1],"mapping":null})", Code::invalid_value, "list of texts"},
      {R"({"groupIds":["Sales"],"mapping":null})", Code::not_found, "Sales"},
      {ids + "}", Code::invalid_value, "mapping is missing"},
      {ids + R"(,"mapping":"admin"})", Code::invalid_value, "a mapping is"},
      {ids + R"(,"mapping":{"role":"admin"}})", Code::invalid_value, "identityType is missing"},
      {ids + R"(,"mapping":{"role":"owner","identityType":"human"}})", Code::invalid_value,
       "owner"},
      {ids + R"(,"mapping":{"role":"user","identityType":"human","x":1}})", Code::invalid_value,
       "a mapping is"},
  };
  for (const auto& test : cases) {
    const Error error = read_mapping_change(json::parse(test.body).value().as_object()).error();
    EXPECT_EQ(error.code, test.code) << test.body;
    EXPECT_THAT(error.detail, HasSubstr(test.detail)) << test.body;
  }
  json::Array many(groups_mapped_at_once_max + 1, json::Value(id));
  EXPECT_THAT(read_mapping_change({{"groupIds", many}, {"mapping", nullptr}}).error().detail,
              HasSubstr("1001"));
}

}  // namespace
}  // namespace provost::admin

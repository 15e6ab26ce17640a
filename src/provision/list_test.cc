#include "provision/list.h"

#include "provision/testing/fixture.h"

namespace provost::provision {
namespace {

using scim::schema::group_type;
using scim::schema::user_type;

class List : public ProvisionTest {
 protected:
  Result<Listing> list_of(scim::schema::TypeNumber number, std::string_view filter, Page page = {},
                          const ListLimits& limits = {}) {
    scim::filter::BoundFilter bound;
    scim::filter::Plan plan;
    if (!filter.empty()) {
      TRY_ASSIGN(const auto node, scim::filter::parse(filter, type(number)));
      TRY_ASSIGN(bound, scim::filter::bind(*node, type(number)));
      plan = scim::filter::plan(*bound, type(number));
    }
    return read_with<Result<Listing>>([&](store::Reader& reader) {
      return list(reader, type(number), bound.get(), plan, page, {}, limits);
    });
  }
  std::size_t total(scim::schema::TypeNumber number, std::string_view filter) {
    return list_of(number, filter).value().total_results;
  }
};

TEST_F(List, PagesAreOneBasedAndClamped) {  // standards.md PAG-1, PAG-5
  std::vector<ResourceId> users;
  for (int i = 0; i < 7; ++i) {
    users.push_back(user("u" + std::to_string(i) + "@x.example"));
    store_.clock().advance_s(1);
  }
  struct Case {
    Page page;
    std::size_t start;
    std::vector<std::size_t> items;
  };
  const Case cases[] = {
      {{1, 3}, 1, {0, 1, 2}}, {{4, 3}, 4, {3, 4, 5}}, {{7, 3}, 7, {6}},
      {{8, 3}, 8, {}},        {{0, 2}, 1, {0, 1}},    {{-5, 1}, 1, {0}},
      {{1, 0}, 1, {}},        {{1, -1}, 1, {}},       {{1, {}}, 1, {0, 1, 2, 3, 4, 5, 6}},
  };
  for (const Case& c : cases) {
    for (const char* filter : {"", "userName co \"@x\"", "active eq true or userName eq \"zz\""}) {
      const Listing listing = list_of(user_type, filter, c.page).value();
      EXPECT_EQ(listing.total_results, 7u);
      EXPECT_EQ(listing.start_index, c.start);
      ASSERT_EQ(listing.items.size(), c.items.size()) << filter << c.page.start_index;
      for (std::size_t i = 0; i < c.items.size(); ++i) {
        EXPECT_EQ(listing.items[i].stored.id, users[c.items[i]]);
      }
    }
  }
}

TEST_F(List, NeverReturnsMoreThanTheMaximum) {  // standards.md PAG-6
  for (int i = 0; i < 5; ++i) {
    user("u" + std::to_string(i) + "@x.example");
  }
  EXPECT_EQ(list_of(user_type, "", {1, 1000}, {.page_size_max = 2}).value().items.size(), 2u);
}

TEST_F(List, ReferenceChecksAnswerOneOrNone) {  // idp-clients.md §1.3
  const ResourceId ada = user("ada@x.example");
  const ResourceId bob = user("bob@x.example");
  const ResourceId ops = group("Ops", {ada});
  const auto check = [&](const ResourceId& member) {
    return total(group_type,
                 "id eq \"" + ops.to_string() + "\" and members eq \"" + member.to_string() + "\"");
  };
  EXPECT_EQ(check(ada), 1u);
  EXPECT_EQ(check(bob), 0u);
  EXPECT_EQ(total(group_type, "members.value eq \"" + ada.to_string() + "\""), 1u);
  EXPECT_EQ(total(group_type, "members[value eq \"" + bob.to_string() + "\"]"), 0u);
}

TEST_F(List, UsersOfAGroupCountThoseOfGroupsInsideIt) {  // standards.md USR-3, GRP-4
  registry_ = scim::schema::registry_of(scim::schema::Profile::full);
  const ResourceId ada = user("ada@x.example");
  const ResourceId bob = user("bob@x.example");
  user("eve@x.example");
  const ResourceId inner = group("Inner", {bob});
  const ResourceId outer = group("Outer", {ada, inner});
  (void)patch(
      group_type, inner,
      R"([{"op":"add","path":"members","value":[{"value":")" + outer.to_string() + "\"}]}]");
  EXPECT_EQ(total(user_type, "groups.value eq \"" + outer.to_string() + "\""), 2u);
  EXPECT_EQ(total(user_type, "groups eq \"" + inner.to_string() + "\" and userName sw \"a\""), 1u);
}

TEST_F(List, ScanIsBounded) {  // standards.md FLT-20
  for (int i = 0; i < 4; ++i) {
    user("u" + std::to_string(i) + "@x.example");
  }
  const ListLimits limits{.scanned_rows_max = 3};
  EXPECT_EQ(list_of(user_type, "userName co \"u\"", {}, limits).error().code, Code::too_many);
  EXPECT_EQ(list_of(user_type, "userName eq \"u1@x.example\"", {}, limits).value().total_results,
            1u);
  EXPECT_EQ(list_of(user_type, "", {}, limits).value().total_results, 4u);
}

TEST_F(List, LargeListsRunBeyondTheBoundInPlace) {
  for (int i = 0; i < 1200; ++i) {
    user("u" + std::to_string(i) + "@x.example");
  }
  EXPECT_EQ(total(user_type, "userName sw \"u11\""), 1u + 10u + 100u);
}

}  // namespace
}  // namespace provost::provision

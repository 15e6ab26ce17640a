#include "provision/list.h"

#include <algorithm>
#include <limits>
#include <random>

#include "provision/testing/fixture.h"

namespace provost::provision {
namespace {

using scim::schema::group_type;
using scim::schema::user_type;

std::vector<ResourceId> ids_of(const Listing& listing) {
  std::vector<ResourceId> ids;
  for (const Listing::Item& item : listing.items) {
    ids.push_back(item.stored.id);
  }
  return ids;
}

struct Ask {
  std::string filter;
  std::string sort_by;
  bool descending = false;
};

class List : public ProvisionTest {
 protected:
  using Types = std::vector<const scim::schema::ResourceType*>;

  Result<Query> query_for(const Types& types, const Ask& ask) const {
    Query query;
    query.descending = ask.descending;
    query.sorted = !ask.sort_by.empty();
    for (const auto* type : types) {
      query.selections.emplace_back().type = type;
    }
    if (!ask.filter.empty()) {
      TRY_ASSIGN(const auto node, scim::filter::parse(ask.filter, registry_->every_type()));
      TRY_ASSIGN(auto filters, scim::filter::bind_all(*node, types));
      for (std::size_t i = 0; i < types.size(); ++i) {
        query.selections[i].plan = scim::filter::plan(*filters[i], *types[i]);
        query.selections[i].filter = std::move(filters[i]);
      }
    }
    if (query.sorted) {
      TRY_ASSIGN(const auto keys, scim::sort::bind_all(ask.sort_by, types));
      for (std::size_t i = 0; i < types.size(); ++i) {
        query.selections[i].key = keys[i];
      }
    }
    return query;
  }

  Result<Listing> run(const Query& query, const ListLimits& limits = {}) {
    return read_with<Result<Listing>>([&](store::Reader& reader) {
      return list(reader, query, limits, OrgAnchors{anchors_, org_});
    });
  }

  Result<Listing> list_of(scim::schema::TypeNumber number, std::string_view filter, Page page = {},
                          const ListLimits& limits = {}) {
    TRY_ASSIGN(query_, query_for({&type(number)}, {std::string(filter), "", false}));
    query_.page = std::move(page);
    return run(query_, limits);
  }
  std::size_t total(scim::schema::TypeNumber number, std::string_view filter) {
    return list_of(number, filter).value().total_results;
  }

  // The expected order, from the evaluator and the values alone.
  std::vector<ResourceId> expected(const Query& query) {
    std::vector<scim::sort::Place> places;
    read_with<bool>([&](store::Reader& reader) {
      for (const Selection& selection : query.selections) {
        for (const scim::Stored& stored : reader.page(selection.type->number, 0, 1000)) {
          const json::Value document = json::parse(stored.document).value();
          const StoreRelations relations(reader, *selection.type, stored.id);
          const scim::View view{*selection.type, stored, document.as_object(), relations};
          if (selection.filter == nullptr || scim::filter::evaluate(*selection.filter, view)) {
            places.push_back(
                {scim::sort::value_of(selection.key, view), selection.type->number, stored.id});
          }
        }
      }
      return true;
    });
    std::ranges::sort(places, [&](const auto& a, const auto& b) {
      return scim::sort::is_before(query.descending, a, b);
    });
    std::vector<ResourceId> ids;
    for (const auto& place : places) {
      ids.push_back(place.id);
    }
    return ids;
  }

  void append(std::vector<ResourceId>& ids, const Listing& listing) const {
    const std::vector<ResourceId> more = ids_of(listing);
    ids.insert(ids.end(), more.begin(), more.end());
  }

  static Continuation going_on(const Listing& listing, const Query& query, bool backward) {
    const bool is_filtered = query.selections.front().filter != nullptr;
    return {Listing::place_of(backward ? listing.items.front() : listing.items.back()), backward,
            is_filtered ? std::optional(listing.total_results) : std::nullopt};
  }

  void check_walks(const Types& types, const Ask& ask) {
    Query query = query_for(types, ask).value();
    const std::vector<ResourceId> all = expected(query);
    check_by_index(query, all);
    check_by_cursor(query, all);
  }

  void check_by_index(Query& query, const std::vector<ResourceId>& all) {
    std::vector<ResourceId> seen;
    for (std::size_t start = 1; start <= all.size(); start += 4) {
      query.page = {static_cast<std::int64_t>(start), 4, {}};
      const Listing listing = run(query).value();
      EXPECT_EQ(listing.total_results, all.size());
      append(seen, listing);
    }
    EXPECT_EQ(seen, all);
  }

  void check_by_cursor(Query& query, const std::vector<ResourceId>& all) {
    query.page = {1, 4, {}};
    std::vector<Listing> pages;
    pages.push_back(run(query).value());
    while (pages.back().has_next && pages.size() < 50) {
      query.page.continues = going_on(pages.back(), query, false);
      pages.push_back(run(query).value());
      EXPECT_TRUE(pages.back().has_previous);
    }
    EXPECT_FALSE(pages.front().has_previous);
    std::vector<ResourceId> seen;
    for (const Listing& page : pages) {
      EXPECT_EQ(page.total_results, all.size());
      EXPECT_TRUE(page.items.size() == 4 || &page == &pages.back());
      append(seen, page);
    }
    EXPECT_EQ(seen, all);
    for (std::size_t i = pages.size(); i-- > 1;) {
      query.page.continues = going_on(pages[i], query, true);
      const Listing before = run(query).value();
      EXPECT_EQ(ids_of(before), ids_of(pages[i - 1]));
      EXPECT_EQ(before.has_previous, i > 1);
      EXPECT_TRUE(before.has_next);
    }
  }

  Anchors anchors_;
  Query query_;  // outlives its listing
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
      {{1, 3, {}}, 1, {0, 1, 2}},
      {{4, 3, {}}, 4, {3, 4, 5}},
      {{7, 3, {}}, 7, {6}},
      {{8, 3, {}}, 8, {}},
      {{0, 2, {}}, 1, {0, 1}},
      {{-5, 1, {}}, 1, {0}},
      {{1, 0, {}}, 1, {}},
      {{1, -1, {}}, 1, {}},
      {{1, {}, {}}, 1, {0, 1, 2, 3, 4, 5, 6}},
      {{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max(), {}},
       static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max()),
       {}},
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
  EXPECT_EQ(list_of(user_type, "", {1, 1000, {}}, {.page_size_max = 2}).value().items.size(), 2u);
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

TEST_F(List, LongTextsThatAreComparedAreBounded) {  // design §2.24
  registry_ = scim::schema::registry_of(scim::schema::Profile::full);
  std::string accents;
  for (int i = 0; i < 1000; ++i) {
    accents += "e\u0301";
  }
  for (const char* name : {"ann@x.example", "ben@x.example", "cid@x.example"}) {
    const json::Object body{{"userName", name}, {"active", true}, {"title", accents}};
    ASSERT_TRUE(create(user_type, json::write(body)).has_value());
  }
  const auto find = [&](const std::string& filter, std::size_t most) {
    return list_of(user_type, filter, {}, {.compared_text_max = most});
  };
  EXPECT_EQ(find("title co \"z\"", 3 * accents.size()).value().total_results, 0u);
  EXPECT_EQ(find("title co \"z\"", 3 * accents.size() - 1).error().code, Code::too_many);
  EXPECT_EQ(find("userName eq \"ann@x.example\"", 0).value().total_results, 1u);
  EXPECT_EQ(find("userName co \"x\"", 0).value().total_results, 3u);
}

TEST_F(List, LargeListsRunBeyondTheBoundInPlace) {
  for (int i = 0; i < 1200; ++i) {
    user("u" + std::to_string(i) + "@x.example");
  }
  EXPECT_EQ(total(user_type, "userName sw \"u11\""), 1u + 10u + 100u);
  EXPECT_EQ(total(user_type, "userName co \"u11\""), 1u + 10u + 100u);
}

TEST_F(List, RangesOfTimeFindWhatTheyName) {  // standards.md FLT-7
  std::vector<std::string> created;
  std::vector<ResourceId> users;
  for (int i = 0; i < 5; ++i) {
    users.push_back(user("u" + std::to_string(i) + "@x.example"));
    created.push_back(to_rfc3339(store_.clock().now()));
  }
  (void)patch(user_type, users[0], R"([{"op":"replace","path":"active","value":false}])");
  const auto found = [&](const std::string& filter) {
    const Listing listing = list_of(user_type, filter).value();
    EXPECT_EQ(listing.total_results, listing.items.size());
    std::string numbers;
    for (const ResourceId& id : ids_of(listing)) {
      numbers += std::to_string(std::ranges::find(users, id) - users.begin());
    }
    return numbers;
  };
  EXPECT_EQ(found("meta.created gt \"" + created[1] + "\""), "234");
  EXPECT_EQ(
      found("meta.created ge \"" + created[1] + "\" and meta.created lt \"" + created[3] + "\""),
      "12");
  EXPECT_EQ(found("meta.created eq \"" + created[2] + "\""), "2");
  EXPECT_EQ(found("meta.lastModified gt \"" + created[3] + "\""), "04");
  EXPECT_EQ(found("meta.lastModified le \"" + created[3] + "\" and active eq true"), "123");
}

TEST_F(List, ARangeThatFindsTooMuchIsLeftToTheOther) {
  std::vector<ResourceId> users;
  for (int i = 0; i < 6; ++i) {
    users.push_back(user("u" + std::to_string(i) + "@x.example"));
  }
  const ResourceId ops = group("Ops", {users[1], users[4]});
  registry_ = scim::schema::registry_of(scim::schema::Profile::full);
  const ListLimits limits{.scanned_rows_max = 3};
  const std::string since = "meta.created gt \"2000-01-01T00:00:00Z\"";
  EXPECT_EQ(list_of(user_type, since, {}, limits).error().code, Code::too_many);
  const Listing both =
      list_of(user_type, since + " and groups eq \"" + ops.to_string() + "\"", {}, limits).value();
  EXPECT_EQ(ids_of(both), (std::vector{users[1], users[4]}));
}

// Walks by cursor, forward and back, and by index see the same resources in the same order.
TEST_F(List, EveryWayOfPagingWalksTheSameOrder) {  // standards.md CUR-3, CUR-4, SRT-3, PAG-6
  registry_ = scim::schema::registry_of(scim::schema::Profile::full);
  std::mt19937 random(9865);
  const auto pick = [&](int count) {
    return std::uniform_int_distribution<>(0, count - 1)(random);
  };
  std::vector<ResourceId> users;
  for (int i = 0; i < 23; ++i) {
    json::Object body{{"userName", "u" + std::to_string((i * 7) % 23)}, {"active", pick(2) == 0}};
    if (pick(3) != 0) {
      body["title"] = std::string(1, static_cast<char>("aAbB"[pick(4)]));
    }
    users.push_back(create(user_type, json::write(body)).value().stored.id);
  }
  for (int i = 0; i < 6; ++i) {
    group("G" + std::to_string(i), {users[static_cast<std::size_t>(pick(23))]});
  }
  for (int i = 0; i < 8; ++i) {
    (void)patch(user_type, users[static_cast<std::size_t>(pick(23))],
                R"([{"op":"replace","path":"nickName","value":")" + std::to_string(i) + "\"}]");
  }
  const Types one{&type(user_type)};
  const Types all{&type(user_type), &type(group_type)};
  for (const Types& types : {one, all}) {
    for (const char* filter : {"", "userName pr", "active eq true", "userName sw \"u1\"",
                               "meta.created gt \"2000-01-01T00:00:00Z\"", "title eq \"a\"",
                               "meta.resourceType eq \"User\"", "displayName sw \"g\""}) {
      for (const char* sort_by : {"", "userName", "title", "meta.created", "meta.lastModified",
                                  "id", "displayName", "active"}) {
        for (const bool descending : {false, true}) {
          SCOPED_TRACE(std::to_string(types.size()) + " types, filter " + filter + ", sortBy " +
                       sort_by + (descending ? " descending" : ""));
          check_walks(types, {filter, sort_by, descending && *sort_by != '\0'});
        }
      }
    }
  }
}

TEST_F(List, AWalkOverMostResourcesLooksOnlyAtThoseOfEachPage) {
  for (int i = 0; i < 150; ++i) {
    user("u" + std::to_string(i) + "@x.example");
  }
  for (const char* filter : {"meta.created gt \"2000-01-01T00:00:00Z\"", "userName sw \"u1\"",
                             "userName sw \"u\" and userName ew \"example\""}) {
    SCOPED_TRACE(filter);
    check_walks({&type(user_type)}, {filter, "", false});
  }
}

TEST_F(List, ADeepWalkStartsEachPageWhereTheLastOneEnded) {
  std::vector<ResourceId> users;
  for (int i = 0; i < 30; ++i) {
    users.push_back(user("u" + std::to_string(i) + "@x.example"));
  }
  const auto page = [&](std::int64_t start) {
    return ids_of(list_of(user_type, "", {start, 5, {}}).value());
  };
  const auto slice = [&](std::size_t start) {
    return std::vector(users.begin() + static_cast<std::ptrdiff_t>(start) - 1,
                       users.begin() + static_cast<std::ptrdiff_t>(start) + 4);
  };
  EXPECT_EQ(page(1), slice(1));
  EXPECT_EQ(page(6), slice(6));
  const auto shifts = [&] {
    return read_with<std::int64_t>([](store::Reader& reader) { return reader.shifts(user_type); });
  };
  const auto anchor = anchors_.find(org_, user_type, shifts(), 10);
  ASSERT_TRUE(anchor);
  EXPECT_EQ(anchor->count, 10u);
  EXPECT_EQ(anchor->id, users[9]);
  EXPECT_EQ(page(11), slice(11));
  EXPECT_EQ(page(13), slice(13)) << "also between two anchors";
  ASSERT_TRUE(write<bool>([&](store::Writer& writer) -> Result<bool> {
                TRY(provision::remove(writer, type(user_type), users[2], {}, context()));
                return true;
              }).has_value());
  users.erase(users.begin() + 2);
  EXPECT_FALSE(anchors_.find(org_, user_type, shifts(), 10)) << "places have changed";
  EXPECT_EQ(page(11), slice(11));
  EXPECT_EQ(page(16), slice(16));
}

TEST_F(List, APageEndsWhenItHasItsBytesAndAWalkLosesNobody) {
  for (int i = 0; i < 12; ++i) {
    user("u" + std::to_string(i) + "@x.example");
  }
  constexpr std::int64_t count = 10;
  const ListLimits limits{.page_bytes_max = 1000};
  for (const Ask& ask :
       {Ask{}, Ask{"", "userName", true}, Ask{"", "meta.lastModified", false},
        Ask{"userName co \"x\"", "", false}, Ask{"userName co \"x\"", "externalId", false}}) {
    SCOPED_TRACE(ask.filter + " by " + ask.sort_by);
    Query query = query_for({&type(user_type)}, ask).value();
    const std::vector<ResourceId> all = expected(query);
    std::vector<ResourceId> by_index;
    while (by_index.size() < all.size()) {
      query.page = {static_cast<std::int64_t>(by_index.size()) + 1, count, {}};
      const Listing page = run(query, limits).value();
      ASSERT_FALSE(page.items.empty());
      EXPECT_LT(page.items.size(), 5U);
      EXPECT_EQ(page.total_results, all.size());
      append(by_index, page);
    }
    EXPECT_EQ(by_index, all);
    query.page = {1, count, {}};
    std::vector<Listing> pages;
    pages.push_back(run(query, limits).value());
    std::vector<ResourceId> by_cursor = ids_of(pages.back());
    while (pages.back().has_next && pages.size() <= all.size()) {
      query.page.continues = going_on(pages.back(), query, false);
      pages.push_back(run(query, limits).value());
      append(by_cursor, pages.back());
    }
    EXPECT_EQ(by_cursor, all);
    std::vector<ResourceId> backwards = ids_of(pages.back());
    while (pages.back().has_previous && backwards.size() < all.size()) {
      query.page.continues = going_on(pages.back(), query, true);
      pages.push_back(run(query, limits).value());
      const std::vector<ResourceId> before = ids_of(pages.back());
      backwards.insert(backwards.begin(), before.begin(), before.end());
    }
    EXPECT_EQ(backwards, all);
  }
}

TEST_F(List, AResourceThatIsLargerThanAPageHasOneForItself) {
  for (int i = 0; i < 3; ++i) {
    user("u" + std::to_string(i) + "@x.example");
  }
  const Listing page = list_of(user_type, "", {1, 10, {}}, {.page_bytes_max = 1}).value();
  EXPECT_EQ(page.items.size(), 1U);
  EXPECT_TRUE(page.has_next);
}

TEST_F(List, APageIsHeldWhileItIsReadAndGoesOnBeingHeld) {
  for (int i = 0; i < 80; ++i) {
    user("u" + std::to_string(i) + "@x.example");
  }
  Query query = query_for({&type(user_type)}, {}).value();
  query.page = {1, 80, {}};
  const auto list_within = [&](ByteBudget& budget) {
    return read_with<Result<Listing>>([&](store::Reader& reader) {
      return list(reader, query, {}, OrgAnchors{anchors_, org_}, ByteBudget::Hold(budget, "acme"));
    });
  };
  ByteBudget none(1000);
  EXPECT_EQ(list_within(none).error().code, Code::overloaded);
  EXPECT_EQ(none.used(), 0U);
  ByteBudget enough(1024 * 1024);
  {
    const Listing page = list_within(enough).value();
    EXPECT_EQ(page.items.size(), 80U);
    EXPECT_GE(enough.used(), page.bytes);
  }
  EXPECT_EQ(enough.used(), 0U);
}

TEST_F(List, SortingWithoutAnIndexIsBounded) {
  for (int i = 0; i < 4; ++i) {
    user("u" + std::to_string(i) + "@x.example");
  }
  const ListLimits limits{.scanned_rows_max = 3};
  const auto sorted_by = [&](const char* attribute) {
    const Query query = query_for({&type(user_type)}, {"", attribute, false}).value();
    return run(query, limits).has_value();
  };
  EXPECT_FALSE(sorted_by("externalId"));
  for (const char* kept : {"userName", "id", "meta.created", "meta.lastModified"}) {
    EXPECT_TRUE(sorted_by(kept)) << kept;
  }
}

}  // namespace
}  // namespace provost::provision

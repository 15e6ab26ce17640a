#include "scim/sort/sort.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace provost::scim::sort {
namespace {

class NoRelations final : public Relations {
 public:
  bool contains(const schema::Attribute&, std::string_view) const override { return false; }
  bool is_empty(const schema::Attribute&) const override { return true; }
  std::vector<Member> elements(const schema::Attribute&) const override { return {}; }
};

const schema::ResourceType& user() {
  static const auto registry = schema::registry_of(schema::Profile::full);
  return registry->type(schema::user_type);
}

Value value_in(const char* sort_by, const char* document, const Stored& stored = {}) {
  const json::Value parsed = json::parse(document).value();
  const NoRelations relations;
  return value_of(bind(sort_by, "", user()).value(),
                  View{user(), stored, parsed.as_object(), relations});
}

ResourceId id_of(std::uint8_t n) {
  ResourceId id;
  id.bytes[15] = n;
  return id;
}

TEST(Sort, TakesThePrimaryElementOrElseTheFirst) {  // standards.md SRT-2
  EXPECT_EQ(value_in("emails", R"({"emails":[{"value":"a"},{"value":"B","primary":true}]})"),
            Value("b"));
  EXPECT_EQ(value_in("emails.type", R"({"emails":[{"value":"a","type":"home"}]})"), Value("home"));
  EXPECT_EQ(value_in("emails", R"({})"), Value());
}

TEST(Sort, FoldsUnlessCaseExact) {  // standards.md SRT-4
  EXPECT_EQ(value_in("userName", R"({"userName":"ADA"})"), Value("ada"));
  EXPECT_EQ(value_in("externalId", R"({"externalId":"ADA"})"), Value("ADA"));
  EXPECT_EQ(value_in("name.familyName", R"({"name":{"familyName":"Kay"}})"), Value("kay"));
  EXPECT_EQ(
      value_in(
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
          R"({"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"X"}})"),
      Value("x"));
}

TEST(Sort, KnowsWhatTheServerKeeps) {
  Stored stored;
  stored.created = {1'000};
  stored.last_modified = {2'500};
  EXPECT_EQ(value_in("meta.created", "{}", stored), Value(Instant{1, 0}));
  EXPECT_EQ(value_in("meta.lastModified", "{}", stored), Value(Instant{2, 500'000'000}));
}

TEST(Sort, AbsentValuesComeLastAscendingAndFirstDescending) {  // standards.md SRT-3
  for (const bool descending : {false, true}) {
    const Order order = bind("title", descending ? "descending" : "ascending", user()).value();
    std::vector<Place> places{{"b", id_of(1)}, {{}, id_of(2)}, {"a", id_of(3)}, {"b", id_of(0)}};
    std::ranges::sort(places,
                      [&](const Place& a, const Place& b) { return is_before(order, a, b); });
    std::vector<int> ids;
    for (const Place& place : places) {
      ids.push_back(place.id.bytes[15]);
    }
    EXPECT_EQ(ids, descending ? (std::vector<int>{2, 0, 1, 3}) : (std::vector<int>{3, 0, 1, 2}));
  }
}

TEST(Sort, RefusesWhatHasNoOrder) {  // standards.md SRT-5
  for (const char* bad : {"name", "nothing", "groups", "a b", ""}) {
    EXPECT_EQ(bind(bad, "", user()).error().code, Code::invalid_value) << bad;
  }
  EXPECT_EQ(bind("userName", "upwards", user()).error().code, Code::invalid_value);
  EXPECT_TRUE(bind("USERNAME", "DESCENDING", user()).has_value());
}

TEST(Sort, PlacesSurviveACursor) {
  for (const Value& value : {Value(), Value(true), Value(std::int64_t{-3}), Value(2.5), Value(3.0),
                             Value(Instant{5, 7}), Value(std::string("x\"y"))}) {
    const Place place{value, id_of(9)};
    const auto again = from_json(json::parse(json::write(to_json(place))).value());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->value, value);
    EXPECT_EQ(again->id, place.id);
  }
  EXPECT_FALSE(from_json(json::parse(R"(["x"])").value()));
  EXPECT_FALSE(from_json(json::Value(3)));
}

}  // namespace
}  // namespace provost::scim::sort

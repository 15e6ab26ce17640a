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
  return schema::registry_of(schema::Profile::full)->type(schema::user_type);
}
const schema::ResourceType& group() {
  return schema::registry_of(schema::Profile::full)->type(schema::group_type);
}

Value value_in(const char* sort_by, const char* document, const Stored& stored = {}) {
  const json::Value parsed = json::parse(document).value();
  const NoRelations relations;
  return value_of(bind_all(sort_by, {&user()}).value().front(),
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

TEST(Sort, AbsentValuesComeLastAscendingAndFirstDescending) {  // standards.md SRT-3, SRT-4
  const std::vector<Place> ascending{{"a", 1, id_of(3)}, {"b", 1, id_of(0)}, {"b", 1, id_of(1)},
                                     {"b", 2, id_of(0)}, {{}, 1, id_of(2)},  {{}, 2, id_of(1)}};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t k = 0; k < ascending.size(); ++k) {
      EXPECT_EQ(is_before(false, ascending[i], ascending[k]), i < k) << i << " " << k;
      EXPECT_EQ(is_before(true, ascending[i], ascending[k]), k < i) << i << " " << k;
    }
  }
}

TEST(Sort, RefusesWhatHasNoOrder) {  // standards.md SRT-5
  for (const char* bad : {"name", "nothing", "groups", "a b", "", "password"}) {
    EXPECT_EQ(bind_all(bad, {&user()}).error().code, Code::invalid_value) << bad;
  }
  EXPECT_EQ(is_descending("upwards").error().code, Code::invalid_value);
  EXPECT_TRUE(is_descending("DESCENDING").value());
  EXPECT_FALSE(is_descending("ascending").value());
  EXPECT_FALSE(is_descending("").value());
  EXPECT_TRUE(is_descending("Desc").value());
  EXPECT_FALSE(is_descending("ASC").value());
  EXPECT_EQ(is_descending("desc", {.strict = true}).error().code, Code::invalid_value);
}

TEST(Sort, TypesWithoutTheAttributeHaveNoValue) {  // standards.md SCH-3
  const std::vector<Key> keys = bind_all("USERNAME", {&user(), &group()}).value();
  EXPECT_TRUE(keys.at(0).path);
  EXPECT_FALSE(keys.at(1).path);
  const json::Object document{{"displayName", "Ops"}};
  EXPECT_EQ(value_of(keys.at(1), View{group(), {}, document, NoRelations()}), Value());
  EXPECT_EQ(bind_all("shoeSize", {&user(), &group()}).error().code, Code::invalid_value);
}

TEST(Sort, PlacesSurviveACursor) {
  for (const Value& value : {Value(), Value(true), Value(std::int64_t{-3}), Value(2.5), Value(3.0),
                             Value(Instant{5, 7}), Value(std::string("x\"y"))}) {
    const Place place{value, 2, id_of(9)};
    const auto again = from_json(json::parse(json::write(to_json(place))).value());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->value, value);
    EXPECT_EQ(again->type, place.type);
    EXPECT_EQ(again->id, place.id);
  }
  EXPECT_FALSE(from_json(json::parse(R"(["x"])").value()));
  EXPECT_FALSE(from_json(json::Value(3)));
}

}  // namespace
}  // namespace provost::scim::sort

#include "scim/schema/change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scim/schema/definition.h"

namespace provost::scim::schema {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Schema schema(const std::string& attributes) {
  return read_definition(
             json::parse(R"({"id":"urn:example:x","name":"n","attributes":[)" + attributes + "]}")
                 .value())
      .value();
}

TEST(Change, KeepsValuesThatStayValid) {
  const Schema before = schema(R"({"name":"a"},{"name":"b","type":"complex","subAttributes":[
                                 {"name":"x"}]})");
  const Schema after = schema(R"(
      {"name":"c"},
      {"name":"b","type":"complex","returned":"request","subAttributes":[
        {"name":"y"},{"name":"x","description":"new"}]},
      {"name":"a","mutability":"immutable","canonicalValues":["1"],"caseExact":true})");
  const Change change = compare(before, after);
  EXPECT_TRUE(change.keeps_all());
  EXPECT_TRUE(
      compare(schema(R"({"name":"a","required":true})"), schema(R"({"name":"a"})")).keeps_all());
}

TEST(Change, NamesWhatLosesItsPlaceAndWhy) {
  struct Case {
    const char* before;
    const char* after;
    const char* reason;
  };
  const std::vector<Case> cases{
      {R"({"name":"a"})", R"({"name":"b"})", "no longer exists"},
      {R"({"name":"a"})", R"({"name":"A"})", "is spelled A now"},
      {R"({"name":"a"})", R"({"name":"a","type":"integer"})", "was string and becomes integer"},
      {R"({"name":"a"})", R"({"name":"a","multiValued":true})", "becomes multi-valued"},
      {R"({"name":"a"})", R"({"name":"a","uniqueness":"server"})", "gets server"},
      {R"({"name":"a","uniqueness":"server"})", R"({"name":"a"})", "gets none"},
      {R"({"name":"a","uniqueness":"server"})",
       R"({"name":"a","uniqueness":"server","caseExact":true})", "compares otherwise"},
      {R"({"name":"a","type":"complex","subAttributes":[{"name":"x"},{"name":"y"}]})",
       R"({"name":"a","type":"complex","subAttributes":[{"name":"x"}]})", "loses its part y"},
      {R"({"name":"a","type":"complex","subAttributes":[{"name":"x"}]})",
       R"({"name":"a","type":"complex","subAttributes":[{"name":"x","type":"boolean"}]})",
       "part x that was string and becomes boolean"},
      {R"({"name":"a","type":"complex","subAttributes":[{"name":"x"}]})",
       R"({"name":"a","type":"complex","subAttributes":[{"name":"x"},
           {"name":"y","required":true}]})",
       "requires its part y"}};
  for (const Case& one : cases) {
    const Change change = compare(schema(one.before), schema(one.after));
    ASSERT_EQ(change.losses.size(), 1u) << one.after;
    EXPECT_EQ(change.losses[0].attribute, "a");
    EXPECT_THAT(change.losses[0].reason, HasSubstr(one.reason));
  }
}

TEST(Change, NamesWhatIsNewlyRequired) {
  const Change change = compare(schema(R"({"name":"a"},{"name":"b","required":true})"),
                                schema(R"({"name":"a","required":true},
                                          {"name":"b","required":true},
                                          {"name":"c","required":true},{"name":"d"})"));
  EXPECT_THAT(change.losses, IsEmpty());
  EXPECT_THAT(change.newly_required, ElementsAre("a", "c"));
}

TEST(Change, TakesNoNewValuesWhileTheOldOnesGo) {
  const Schema before = schema(R"({"name":"a","required":true},{"name":"b","required":true})");
  const Schema some = retiring(before, compare(before, schema(R"({"name":"b"})")));
  EXPECT_EQ(some.find("a")->mutability, Mutability::read_only);
  EXPECT_FALSE(some.find("a")->required);
  EXPECT_EQ(some.find("b")->mutability, Mutability::read_write);
  EXPECT_TRUE(some.find("b")->required);
  for (const Attribute& attribute : retiring(before).attributes) {
    EXPECT_EQ(attribute.mutability, Mutability::read_only);
    EXPECT_FALSE(attribute.required);
  }
}

TEST(Change, GivesIndexesToUniqueAttributesAndKeepsThoseOfWhatStays) {
  std::set<IndexNumber> taken{64};
  Schema before = schema(R"({"name":"a","uniqueness":"server"},{"name":"b","uniqueness":"server"},
                            {"name":"c"})");
  number_indexes(before, before, compare(before, schema(R"({"name":"other"})")), taken);
  EXPECT_EQ(before.attributes[0].index, 65);
  EXPECT_EQ(before.attributes[1].index, 66);
  EXPECT_EQ(before.attributes[2].index, 0);
  Schema after = schema(R"({"name":"b","uniqueness":"server","caseExact":true},
                           {"name":"a","uniqueness":"server"})");
  number_indexes(after, before, compare(before, after), taken);
  EXPECT_EQ(after.attributes[0].index, 67) << "b compares otherwise";
  EXPECT_EQ(after.attributes[1].index, 65);
  EXPECT_THAT(taken, ElementsAre(64, 65, 66, 67));
}

TEST(Change, FindsTheLowestFreeIndex) {
  std::set<IndexNumber> taken{1, 64, 66};
  EXPECT_EQ(take_index(taken), 65);
  EXPECT_EQ(take_index(taken), 67);
}

}  // namespace
}  // namespace provost::scim::schema

#include "admin/people/find.h"

#include <gmock/gmock.h>

#include "provision/testing/fixture.h"

namespace provost::admin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Names = std::vector<std::string>;

class Find : public provision::ProvisionTest {
 protected:
  void SetUp() override {
    ProvisionTest::SetUp();
    for (const char* name :
         {"Sales North", "Presales", "Engineering", "sales", "ＳＡＬＥＳ East"}) {
      group(name);
    }
  }
  Found page_of(const std::string& search, const PageWish& page) {
    const Wanted wanted{
        .type = type(scim::schema::group_type), .search = search, .belongs = belongs_};
    return read_with<Found>(
        [&](store::Reader& reader) { return admin::find(reader, wanted, page).value(); });
  }
  static std::string name_of(const Hit& hit) {
    return std::string(hit.document.at("displayName").as_string());
  }
  // Reads pages of that length until the last one.
  Names all(const std::string& search, PageWish page = {}) {
    Names names;
    do {
      const Found found = page_of(search, page);
      EXPECT_LE(found.hits.size(), page.limit);
      for (const Hit& hit : found.hits) {
        names.push_back(name_of(hit));
      }
      page.after = found.next;
      ++pages_;
    } while (page.after);
    return names;
  }

  std::function<bool(const ResourceId&)> belongs_;
  int pages_ = 0;
};

TEST_F(Find, WithoutASearchGivesAllInTheOrderOfIds) {
  const Names expected{"Sales North", "Presales", "Engineering", "sales", "ＳＡＬＥＳ East"};
  for (const std::size_t limit : {1u, 2u, 5u, 100u}) {
    EXPECT_EQ(all("", {.limit = limit}), expected) << limit;
  }
}

TEST_F(Find, GivesWhatBeginsWithTheTextBeforeWhatHasItElsewhere) {
  for (const std::size_t limit : {1u, 2u, 3u, 100u}) {
    EXPECT_THAT(all("SALES", {.limit = limit}),
                ElementsAre("sales", "ＳＡＬＥＳ East", "Sales North", "Presales"))
        << limit;
  }
  EXPECT_THAT(all("eer"), ElementsAre("Engineering"));
  EXPECT_THAT(all("nobody"), IsEmpty());
}

TEST_F(Find, GivesWhatIsNamedByItsIdOrExternalIdFirst) {
  const ResourceId id = group("Sales of an id");
  for (const char* name : {"Zoo", "Yard"}) {
    create(scim::schema::group_type, json::write({{"displayName", name}, {"externalId", "sales"}}));
  }
  EXPECT_THAT(all(id.to_string()), ElementsAre("Sales of an id"));
  for (const std::size_t limit : {1u, 100u}) {
    EXPECT_THAT(all("sales", {.limit = limit}),
                ElementsAre("Zoo", "Yard", "sales", "ＳＡＬＥＳ East", "Sales North",
                            "Sales of an id", "Presales"));
  }
}

TEST_F(Find, EndsAPageThatLooksAtTooMuchAndGoesOnWithTheNext) {
  EXPECT_THAT(all("eer", {.looked_at_max = 2}), ElementsAre("Engineering"));
  EXPECT_EQ(pages_, 3) << "four others were looked at, two by each page";
}

TEST_F(Find, LeavesOutWhatDoesNotBelong) {
  const ResourceId mine = group("Sales of mine");
  belongs_ = [&](const ResourceId& id) { return id == mine; };
  EXPECT_THAT(all(""), ElementsAre("Sales of mine"));
  EXPECT_THAT(all("sales", {.looked_at_max = 1}), ElementsAre("Sales of mine"));
}

TEST_F(Find, FindsTheOneThatIsMeant) {
  const ResourceId id = group("The one");
  const auto found = [&](const std::string& text) {
    return read_with<Result<ResourceId>>([&](store::Reader& reader) {
      return find_one(reader, type(scim::schema::group_type), text);
    });
  };
  EXPECT_EQ(found(id.to_string()).value(), id);
  EXPECT_EQ(found("THE ONE").value(), id);
  EXPECT_EQ(found("The").error().detail, "there is no group with the id or displayName \"The\"");
  EXPECT_EQ(found(user("ann@x").to_string()).error().code, Code::not_found);
}

TEST_F(Find, RefusesWhatIsNoPlace) {
  const Wanted wanted{.type = type(scim::schema::group_type), .search = {}};
  for (const char* after : {"", "i", "x1", "z"}) {
    const Code code = read_with<Code>([&](store::Reader& reader) {
      return admin::find(reader, wanted, {.after = after}).error().code;
    });
    EXPECT_EQ(code, Code::invalid_cursor) << after;
  }
}

}  // namespace
}  // namespace provost::admin

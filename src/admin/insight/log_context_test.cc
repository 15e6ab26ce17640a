#include "admin/insight/log_context.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "admin/people/mappings.h"
#include "provision/testing/fixture.h"

namespace provost::admin {
namespace {

using scim::schema::group_type;
using scim::schema::user_type;
using ::testing::ElementsAre;

class LogSummaries : public provision::ProvisionTest {
 protected:
  std::int64_t last_seq() { return journal().empty() ? 0 : journal().back().seq; }
  // The entry of the request that did this.
  template <class Doing>
  void request(Doing doing) {
    const std::int64_t before = last_seq();
    doing();
    log::Entry entry;
    entry.first_seq = last_seq() == before ? 0 : before + 1;
    entry.last_seq = last_seq() == before ? 0 : last_seq();
    entries_.push_back(entry);
  }
  std::vector<std::string> summaries() {
    return read_with<LogContext>(
               [&](store::Reader& reader) { return look_for_log(reader, entries_); })
        .summaries;
  }

  std::vector<log::Entry> entries_;
};

TEST_F(LogSummaries, SayWhatEachRequestChanged) {
  ResourceId ann;
  ResourceId team;
  request([&] { ann = user("ann@x"); });
  request([&] { team = group("Team"); });
  const std::string add =
      R"([{"op":"add","path":"members","value":[{"value":")" + ann.to_string() + R"("}]}])";
  request([&] { ASSERT_TRUE(patch(group_type, team, add).has_value()); });
  request([&] { ASSERT_TRUE(patch(group_type, team, add).has_value()); });
  request([&] {
    ASSERT_TRUE(
        patch(user_type, ann, R"([{"op":"replace","path":"active","value":false}])").has_value());
  });
  EXPECT_THAT(summaries(), ElementsAre("Created ann@x", "Created the group Team",
                                       "Added ann@x to the group Team", "",
                                       "Deactivated ann@x, and 1 more change"));
}

TEST_F(LogSummaries, TellOfNoOtherRequest) {
  request([&] { user("ann@x"); });
  request([] {});
  user("ben@x");
  EXPECT_THAT(summaries(), ElementsAre("Created ann@x", ""));
}

TEST_F(LogSummaries, CountWhatTheyDoNotTell) {
  request([&] {
    std::vector<ResourceId> people;
    for (const char* name : {"a@x", "b@x", "c@x", "d@x"}) {
      people.push_back(user(name));
    }
    group("Team", people);
  });
  EXPECT_THAT(summaries(), ElementsAre("Created a@x, and 8 more changes"));
}

}  // namespace
}  // namespace provost::admin

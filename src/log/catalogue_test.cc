#include "log/catalogue.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace provost::log {
namespace {

TEST(Catalogue, EveryCauseHasAnIdOfItsOwnAndSaysWhatToDo) {
  std::set<std::string_view> ids;
  for (std::size_t n = 1; n < cause_count; ++n) {
    const auto cause = static_cast<Cause>(n);
    const CauseText& text = text_of(cause);
    EXPECT_FALSE(text.means.empty()) << n;
    EXPECT_FALSE(text.fix.is_empty()) << n;
    EXPECT_TRUE(ids.insert(text.id).second) << text.id;
    EXPECT_EQ(cause_with_id(text.id), cause);
  }
  EXPECT_EQ(cause_with_id("of.a.newer.version"), Cause::none);
}

TEST(Catalogue, KnowsTheCauseOfEveryError) {
  for (int code = 0; code <= static_cast<int>(Code::overloaded); ++code) {
    EXPECT_NE(cause_of(static_cast<Code>(code), "User"), Cause::none) << code;
  }
}

TEST(Catalogue, TellsUsersFromGroupsAndMissingOnesFromWrongPaths) {
  EXPECT_EQ(cause_of(Code::uniqueness, "User"), Cause::user_name_taken);
  EXPECT_EQ(cause_of(Code::uniqueness, "Group"), Cause::group_name_taken);
  EXPECT_EQ(cause_of(Code::not_found, "User"), Cause::resource_missing);
  EXPECT_EQ(cause_of(Code::not_found, ""), Cause::path_unknown);
}

TEST(Catalogue, IsTheTableOfTheDocument) {
  const std::string path = PROVOST_DOCS "/provisioning-log.md";
  const std::string mark = "## Causes\n\n";
  std::ifstream in(path);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto at = text.find(mark);
  ASSERT_NE(at, std::string::npos) << path;
  const std::string wanted = text.substr(0, at) + mark + catalogue_as_markdown();
  if (std::getenv("PROVOST_UPDATE_DOCS") != nullptr) {
    std::ofstream(path) << wanted;
  }
  EXPECT_EQ(text, wanted) << "PROVOST_UPDATE_DOCS=1 log_test writes it anew";
}

}  // namespace
}  // namespace provost::log

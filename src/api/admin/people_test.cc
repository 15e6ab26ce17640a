#include <gmock/gmock.h>

#include "api/admin/testing.h"

namespace provost::api::admin_api {
namespace {

using ::testing::HasSubstr;

constexpr const char* groups_path = "/api/v1/orgs/acme/scim-groups";
constexpr const char* members_path = "/api/v1/orgs/acme/members";

class People : public AdminFixture {};

TEST_F(People, ListsOfThemAreEmptyAtFirst) {
  for (const char* path : {groups_path, members_path}) {
    EXPECT_EQ(send(http::Method::get, path).body, R"({"items":[],"nextCursor":null})");
    problem(send(http::Method::get, std::string(path) + "?search=" + std::string(1001, 'x')), 400);
  }
}

TEST_F(People, ListsNameAQueryParameterThatIsWrong) {
  const struct {
    std::string target;
    const char* detail;
  } cases[] = {
      {std::string(groups_path) + "?mapped=yes", "mapped is true or false"},
      {std::string(groups_path) + "?role=user", "\"role\""},
      {std::string(members_path) + "?role=owner", "role is user or admin"},
      {std::string(members_path) + "?identityType=robot", "identityType is human or service"},
      {std::string(members_path) + "?active=1", "active is true or false"},
      {std::string(members_path) + "?source=none", "source is group"},
  };
  for (const auto& test : cases) {
    EXPECT_THAT(problem(send(http::Method::get, test.target), 400), HasSubstr(test.detail));
  }
}

}  // namespace
}  // namespace provost::api::admin_api

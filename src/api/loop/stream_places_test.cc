#include "api/loop/stream_places.h"

#include <vector>

#include <gtest/gtest.h>

namespace provost::api {
namespace {

constexpr store::OrgKey acme{1};
constexpr store::OrgKey globex{2};

identity::Caller member(const std::string& credential) {
  return {
      .kind = identity::CallerKind::user_service, .credential_id = credential, .member_id = "m"};
}
identity::Caller an_operator() {
  return {.kind = identity::CallerKind::installation, .credential_id = "operator"};
}

class StreamPlacesTest : public ::testing::Test {
 protected:
  // Success, or why not.
  std::optional<Code> open(store::OrgKey org, const identity::Caller& caller) {
    Result<StreamPlace> place = places_.take(org, caller);
    if (place.has_error()) {
      EXPECT_GT(place.error().retry_after_s, 0);
      return place.error().code;
    }
    held_.push_back(std::move(*place));
    return std::nullopt;
  }

  StreamPlaces places_{{.all = 8, .kept_for_operators = 2, .organisation = 4, .credential = 2}};
  std::vector<StreamPlace> held_;
};

TEST_F(StreamPlacesTest, ACredentialAndAnOrganisationHaveAShare) {
  EXPECT_EQ(open(acme, member("a")), std::nullopt);
  EXPECT_EQ(open(acme, member("a")), std::nullopt);
  EXPECT_EQ(open(acme, member("a")), Code::too_many_requests);
  EXPECT_EQ(open(acme, member("b")), std::nullopt);
  EXPECT_EQ(open(acme, member("b")), std::nullopt);
  EXPECT_EQ(open(acme, member("c")), Code::too_many_requests) << "the organisation has its share";
  EXPECT_EQ(open(globex, member("g")), std::nullopt);
  EXPECT_EQ(open(acme, an_operator()), std::nullopt) << "operators are none of its members";
}

TEST_F(StreamPlacesTest, MembersCannotTakeWhatIsKeptForOperators) {
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(open(store::OrgKey{i}, member(std::to_string(i))), std::nullopt);
  }
  EXPECT_EQ(open(store::OrgKey{7}, member("7")), Code::overloaded);
  EXPECT_EQ(open(acme, an_operator()), std::nullopt);
  EXPECT_EQ(open(acme, an_operator()), std::nullopt);
  EXPECT_EQ(open(acme, an_operator()), Code::overloaded);
}

TEST_F(StreamPlacesTest, WhatEndsGivesItsPlaceBack) {
  EXPECT_EQ(open(acme, member("a")), std::nullopt);
  EXPECT_EQ(open(acme, member("a")), std::nullopt);
  held_.pop_back();
  EXPECT_EQ(places_.open(), 1U);
  EXPECT_EQ(open(acme, member("a")), std::nullopt);
  held_.clear();
  EXPECT_EQ(places_.open(), 0U);
}

}  // namespace
}  // namespace provost::api

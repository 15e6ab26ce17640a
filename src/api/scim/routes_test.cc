#include "api/scim/routes.h"

#include <gtest/gtest.h>

namespace provost::api::scim_api {
namespace {

TEST(Routes, WhatIsNoMethodOfAPathIsToldApartFromWhatIsNoPath) {  // standards.md DIS-5, DEL-2
  struct Case {
    http::Method method;
    std::string_view path;
    std::string_view allow;
  };
  const Case cases[] = {
      {http::Method::get, "/acme/scim/v2/Bulk", "POST"},
      {http::Method::put, "/acme/scim/v2/Bulk", "POST"},
      {http::Method::patch, "/acme/scim/v2/Bulk", "POST"},
      {http::Method::del, "/acme/scim/v2/Bulk", "POST"},
      {http::Method::post, "/acme/scim/v2/Schemas", "GET, HEAD"},
      {http::Method::del, "/acme/scim/v2/Users", "GET, HEAD, POST"},
      {http::Method::post, "/acme/scim/v2/Users/1", "GET, HEAD, PUT, PATCH, DELETE"},
      {http::Method::get, "/acme/scim/v3/Users", ""},
  };
  for (const Case& c : cases) {
    const auto match = scim_routes().match(c.method, c.path);
    EXPECT_EQ(match.value, nullptr) << c.path;
    EXPECT_EQ(match.allow, c.allow) << c.path;
  }
}

}  // namespace
}  // namespace provost::api::scim_api

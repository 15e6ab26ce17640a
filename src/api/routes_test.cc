#include "api/routes.h"

#include <gtest/gtest.h>

#include "http/path.h"

namespace provost::api {
namespace {

TEST(Routes, BulkHasALimitOfItsOwnForBodies) {  // standards.md BLK-7
  const Settings settings{.body_bytes_max = 100, .bulk_bytes_max = 10};
  const auto limit = [&](http::Method method, std::string_view path) {
    http::Request header{.method = method};
    http::set_target(header, path);
    return body_limit(settings, header);
  };
  for (const std::string_view path :
       {"/acme/scim/v2/Bulk", "/acme/scim/v2//Bulk/", "/acme/scim/v2/%42ulk"}) {
    EXPECT_EQ(limit(http::Method::post, path).bytes_max, 10U) << path;
    EXPECT_EQ(limit(http::Method::post, path).called, "maxPayloadSize") << path;
  }
  EXPECT_EQ(limit(http::Method::post, "/acme/scim/v2/Users").bytes_max, 100U);
  EXPECT_EQ(limit(http::Method::post, "/nowhere").bytes_max, 100U);
}

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
}  // namespace provost::api

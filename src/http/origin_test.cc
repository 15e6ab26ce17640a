#include "http/origin.h"

#include <gtest/gtest.h>

namespace provost::http {
namespace {

const ConnectionEnds ends{.peer_address = "198.51.100.9", .local_authority = "127.0.0.1:8480"};

using Fields = std::vector<std::pair<std::string_view, std::string_view>>;

Request with_origin(const AllowedOrigins& rules, std::string_view authority, Fields headers) {
  Request request;
  request.headers = std::move(headers);
  Head head;
  head.authority = authority;
  set_origin(request, head, rules, ends);
  return request;
}

TEST(OriginTest, BaseUrlComesFromConfigurationElseFromTheRequest) {
  EXPECT_EQ(with_origin({}, "a.example:8080", {}).base_url, "http://a.example:8080");
  EXPECT_EQ(with_origin({.tls = true}, "a.example", {}).base_url, "https://a.example");
  EXPECT_EQ(with_origin({}, "", {}).base_url, "http://127.0.0.1:8480");
  EXPECT_EQ(with_origin({.public_url = "https://scim.example", .trust_forwarded = true}, "a",
                        {{"X-Forwarded-Host", "b"}})
                .base_url,
            "https://scim.example");
}

TEST(OriginTest, ForwardedHeadersCountOnlyBehindATrustedProxy) {
  const Fields forwarded = {{"X-Forwarded-For", "203.0.113.7"},
                            {"X-Forwarded-Proto", "https"},
                            {"X-Forwarded-Host", "scim.example"}};
  const Request trusted = with_origin({.trust_forwarded = true}, "inner", forwarded);
  EXPECT_EQ(trusted.base_url, "https://scim.example");
  EXPECT_EQ(trusted.peer_address, "203.0.113.7");
  const Request direct = with_origin({}, "inner", forwarded);
  EXPECT_EQ(direct.base_url, "http://inner");
  EXPECT_EQ(direct.peer_address, "198.51.100.9");
}

TEST(OriginTest, PeerIsTheAddressThatTheNearestProxySaw) {
  struct Case {
    Fields headers;
    const char* peer;
  };
  const std::vector<Case> cases = {
      {{{"X-Forwarded-For", "6.6.6.6, 203.0.113.7"}}, "203.0.113.7"},
      {{{"X-Forwarded-For", "6.6.6.6"}, {"x-forwarded-for", "203.0.113.7"}}, "203.0.113.7"},
      {{{"X-Forwarded-For", "203.0.113.7:4711"}}, "203.0.113.7"},
      {{{"X-Forwarded-For", "2001:db8::7"}}, "2001:db8::7"},
      {{{"X-Forwarded-For", "[2001:db8::7]:4711"}}, "2001:db8::7"},
      {{{"X-Forwarded-For", "[2001:db8::7]"}}, "2001:db8::7"},
      {{{"X-Forwarded-For", "203.0.113.7, unknown"}}, "198.51.100.9"},
      {{{"X-Forwarded-For", "203.0.113.7, "}}, "198.51.100.9"},
      {{{"X-Forwarded-For", "["}}, "198.51.100.9"},
      {{}, "198.51.100.9"},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.headers.empty() ? "no header" : test.headers.back().second);
    EXPECT_EQ(with_origin({.trust_forwarded = true}, "a", test.headers).peer_address, test.peer);
  }
}

TEST(OriginTest, PassesOverForwardedValuesThatAreNone) {
  const AllowedOrigins rules{.trust_forwarded = true};
  EXPECT_EQ(with_origin(rules, "a", {{"X-Forwarded-Host", "b c"}}).base_url, "http://a");
  EXPECT_EQ(with_origin(rules, "a", {{"X-Forwarded-Host", "b/../c"}}).base_url, "http://a");
  EXPECT_EQ(with_origin(rules, "a", {{"X-Forwarded-Proto", "javascript"}}).base_url, "http://a");
  EXPECT_EQ(with_origin(rules, "a", {{"X-Forwarded-Host", "evil, b:1"}}).base_url, "http://b:1");
}

TEST(RequestIdsTest, AreUniqueWithinAndAcrossStarts) {
  RequestIds first(0x1234);
  RequestIds second(0x1235);
  std::string a;
  std::string b;
  std::string c;
  first.assign_next(a);
  first.assign_next(b);
  second.assign_next(c);
  EXPECT_EQ(a, "1234-1");
  EXPECT_EQ(b, "1234-2");
  EXPECT_NE(a, c);
}

TEST(RequestIdsTest, TakesOverOnlyHarmlessText) {
  for (const char* good : {"a", "3f2a-1", "Root:1-67_x.y"}) {
    EXPECT_TRUE(is_request_id(good)) << good;
  }
  for (const char* bad : {"", "a b", "a\tb", "a\"b", "a=b", "é"}) {
    EXPECT_FALSE(is_request_id(bad)) << bad;
  }
  EXPECT_TRUE(is_request_id(std::string(128, 'a')));
  EXPECT_FALSE(is_request_id(std::string(129, 'a')));
}

}  // namespace
}  // namespace provost::http

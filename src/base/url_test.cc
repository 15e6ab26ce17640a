#include "base/url.h"

#include <string>

#include <gtest/gtest.h>

namespace provost {
namespace {

TEST(Url, HasItsParts) {
  const auto url = parse_url("HTTPS://Login.Example:8443/v2/auth?tenant=a%20b&x");
  ASSERT_TRUE(url);
  EXPECT_TRUE(url->is_tls);
  EXPECT_EQ(url->authority, "Login.Example:8443");
  EXPECT_EQ(url->host, "login.example");
  EXPECT_EQ(url->port, "8443");
  EXPECT_EQ(url->path, "/v2/auth");
  EXPECT_EQ(url->query, "tenant=a%20b&x");
}

TEST(Url, HasThePortOfItsScheme) {
  EXPECT_EQ(parse_url("https://a.example")->port, "443");
  EXPECT_EQ(parse_url("http://a.example/")->port, "80");
  EXPECT_FALSE(parse_url("http://a.example/")->is_tls);
}

TEST(Url, NeedsNeitherPathNorQuery) {
  const auto url = parse_url("https://a.example");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->path, "");
  EXPECT_EQ(url->query, "");
  EXPECT_EQ(parse_url("https://a.example?b")->query, "b");
}

TEST(Url, OfAnAddressHasNoBrackets) {
  const auto url = parse_url("http://[2001:DB8::1]:80/");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->host, "2001:db8::1");
  EXPECT_EQ(url->authority, "[2001:DB8::1]:80");
  EXPECT_EQ(parse_url("http://127.0.0.1/")->host, "127.0.0.1");
}

TEST(Url, OfANameThatBeginsLikeAnAddressHasThatName) {
  EXPECT_EQ(parse_url("http://127.0.0.1.evil.example/")->host, "127.0.0.1.evil.example");
  EXPECT_TRUE(is_authority("10.0.0.1.nip.io:8480"));
}

TEST(Url, IsNothingWhereReadersDisagree) {
  for (const char* text : {"",
                           "a.example",
                           "//a.example",
                           "ftp://a.example",
                           "https:a.example",
                           "https:///a",
                           "https://",
                           "https://ada@a.example",
                           "https://ada:secret@a.example",
                           "https://a.example#b",
                           "https://a.example\\@b.example",
                           "https://a b.example",
                           "https://a.example/a b",
                           "https://a.example/<b>",
                           "https://a.example/%zz",
                           "https://a%2eexample",
                           "https://ä.example",
                           "https://[::1",
                           "https://[v1.a]",
                           "https://[12345::]",
                           "https://a.example:",
                           "https://:1",
                           "https://a.example:0",
                           "https://a.example:65536",
                           "https://a.example:1x",
                           "https://a.example\n"}) {
    EXPECT_FALSE(parse_url(text)) << text;
  }
  EXPECT_TRUE(parse_url("https://a.example/" + std::string(2000, 'b')));
  EXPECT_FALSE(parse_url("https://a.example/" + std::string(2048, 'b')));
}

TEST(Url, AuthorityIsAHostAndPerhapsAPort) {
  for (const char* text : {"a.example", "A_b-c.example:1", "localhost:65535", "127.0.0.1", "[::1]",
                           "[2001:db8::1]:8080", "[::ffff:127.0.0.1]"}) {
    EXPECT_TRUE(is_authority(text)) << text;
  }
  for (const char* text :
       {"", ":80", "a.example:", "a.example:80x", "a.example:65536", "a@b.example", "a b", "a/b",
        "a?b", "a#b", "a%41", "::1", "[::1", "[]", "[::1]x", "[::1%25eth0]", "a,b", "a\"b"}) {
    EXPECT_FALSE(is_authority(text)) << text;
  }
  EXPECT_TRUE(is_authority(std::string(253, 'a')));
  EXPECT_FALSE(is_authority(std::string(254, 'a')));
}

TEST(Url, AuthorityStandsBehindTheScheme) {
  EXPECT_EQ(authority_in("https://a.example:1/b/c"), "a.example:1");
  EXPECT_EQ(authority_in("http://a.example"), "a.example");
  EXPECT_EQ(authority_in("null"), "");
  EXPECT_EQ(authority_in("a/b"), "");
}

}  // namespace
}  // namespace provost

#include "oidc/address.h"

#include <gtest/gtest.h>

namespace provost::oidc {
namespace {

bool reaches(const char* text, Reach reach) {
  return may_reach(IpAddress::parse(text).value(), reach);
}

TEST(Reach, is_the_public_internet) {
  for (const char* text : {"20.190.160.1", "8.8.8.8", "2603:1006:2000::8", "::ffff:8.8.8.8"}) {
    EXPECT_TRUE(reaches(text, Reach::public_only)) << text;
  }
}

TEST(Reach, has_no_private_network_unless_the_operator_says_so) {
  for (const char* text : {"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "100.64.0.1",
                           "::1", "fd00::1", "::ffff:127.0.0.1"}) {
    EXPECT_FALSE(reaches(text, Reach::public_only)) << text;
    EXPECT_TRUE(reaches(text, Reach::also_private)) << text;
  }
}

TEST(Reach, never_has_what_is_no_host_of_others) {
  for (const char* text :
       {"169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "255.255.255.255", "ff02::1",
        "198.18.0.1", "2002:7f00:1::1", "64:ff9b::7f00:1", "2001::1", "2001:db8::1"}) {
    EXPECT_FALSE(reaches(text, Reach::public_only)) << text;
    EXPECT_FALSE(reaches(text, Reach::also_private)) << text;
  }
}

TEST(Loopback, is_this_machine) {
  EXPECT_TRUE(is_loopback(IpAddress::parse("127.3.2.1").value()));
  EXPECT_TRUE(is_loopback(IpAddress::parse("::1").value()));
  EXPECT_FALSE(is_loopback(IpAddress::parse("128.0.0.1").value()));
}

}  // namespace
}  // namespace provost::oidc

#include "base/ip_network.h"

#include <gtest/gtest.h>

namespace provost {
namespace {

TEST(IpNetwork, ContainsWhatBeginsAlike) {
  struct Case {
    const char* network;
    const char* address;
    bool contains;
  };
  for (const Case& one :
       {Case{"192.0.2.0/24", "192.0.2.0", true}, Case{"192.0.2.0/24", "192.0.2.255", true},
        Case{"192.0.2.0/24", "192.0.3.0", false}, Case{"192.0.2.128/25", "192.0.2.127", false},
        Case{"192.0.2.128/25", "192.0.2.200", true}, Case{"192.0.2.7", "192.0.2.7", true},
        Case{"192.0.2.7", "192.0.2.8", false}, Case{"0.0.0.0/0", "203.0.113.9", true},
        Case{"0.0.0.0/0", "2001:db8::1", false}, Case{"::/0", "2001:db8::1", true},
        Case{"::/0", "203.0.113.9", false}, Case{"2001:db8::/32", "2001:db8:ffff::1", true},
        Case{"2001:db8::/32", "2001:db9::", false}, Case{"2001:db8::/33", "2001:db8:8000::", false},
        Case{"192.0.2.0/24", "::ffff:192.0.2.9", true}}) {
    const auto network = IpNetwork::parse(one.network);
    const auto address = IpAddress::parse(one.address);
    ASSERT_TRUE(network && address) << one.network << ' ' << one.address;
    EXPECT_EQ(network->contains(*address), one.contains) << one.network << ' ' << one.address;
  }
}

TEST(IpNetwork, RefusesWhatIsNone) {
  for (const char* text : {"", "/", "192.0.2", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/-1",
                           "192.0.2.0/8x", "192.0.2.1/24", "2001:db8::/129", "2001:db8::1/32",
                           "example.com", "192.0.2.0/24 ", "::ffff:192.0.2.0/96", "0192.0.2.1"}) {
    EXPECT_FALSE(IpNetwork::parse(text)) << text;
  }
  EXPECT_FALSE(IpNetwork::parse(std::string_view("192.0.2.1\0x", 11)));
}

TEST(IpNetwork, IsWrittenInOneForm) {
  EXPECT_EQ(IpNetwork::parse("192.0.2.7")->to_string(), "192.0.2.7/32");
  EXPECT_EQ(IpNetwork::parse("2001:DB8:0::/32")->to_string(), "2001:db8::/32");
}

}  // namespace
}  // namespace provost

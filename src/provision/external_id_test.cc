#include "provision/external_id.h"

#include <gtest/gtest.h>

namespace provost::provision {
namespace {

TEST(ExternalId, NicknamesAreToldFromKeys) {
  for (const char* name : {"ada", "ada.lovelace", "AdaL2", "ada@fabrikam.example", "Zoë"}) {
    EXPECT_TRUE(is_nickname(name)) << name;
  }
  for (const char* key : {"", "5b7e0c9e-1f6a-4f3c-9a55-0d6a1c2b3e4f", "00u1abcdEFGHijklm2p7",
                          "8412345", "5f2b9c3e4d6a7b8c9d0e1f2a"}) {
    EXPECT_FALSE(is_nickname(key)) << key;
  }
}

}  // namespace
}  // namespace provost::provision

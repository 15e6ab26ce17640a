#include "store/sqlite/folder_lock.h"

#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "store/sqlite/testing.h"

namespace provost::store::sqlite {
namespace {

TEST(FolderLock, ASecondServerIsRefusedWithTheFirstOnesPid) {
  PrivateFolder folder;
  Options options = options_in(folder.path());
  options.exclusive_folder_lock = true;
  const contract::TestClock clock;
  SecureRandom random;
  auto first = open(options, clock, random);
  const std::string refusal = refusal_of(options);
  EXPECT_NE(refusal.find("process " + std::to_string(::getpid())), std::string::npos) << refusal;
  EXPECT_NE(refusal.find("stop it first"), std::string::npos) << refusal;
  first.reset();
  EXPECT_EQ(refusal_of(options), "");
}

// The CLI works beside a running server (design §3 Threads).
TEST(FolderLock, WhoDoesNotAskForTheFolderWorksBesideTheServer) {
  PrivateFolder folder;
  Options options = options_in(folder.path());
  const contract::TestClock clock;
  SecureRandom random;
  options.exclusive_folder_lock = true;
  const auto server = open(options, clock, random);
  options.exclusive_folder_lock = false;
  const auto session = server->open_session();
  {
    const auto cli = open(options, clock, random);
    const auto cli_session = cli->open_session();
    ASSERT_TRUE(catalogue_write_and_wait(*cli_session, [](CatalogueWriter& c) -> Result<void> {
                  TRY(c.create(OrgId("acme"), {}, {1}));
                  return {};
                }).has_value());
  }
  session->catalogue([](Catalogue& c) { EXPECT_TRUE(c.find(OrgId("acme")).has_value()); });
}

}  // namespace
}  // namespace provost::store::sqlite

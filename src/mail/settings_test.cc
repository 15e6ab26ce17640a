#include "mail/settings.h"

#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>

namespace provost::mail {
namespace {

using ::testing::HasSubstr;

class MailSettings : public ::testing::Test {
 protected:
  ~MailSettings() override { std::filesystem::remove(path_); }
  void write(std::string_view text) { std::ofstream(path_, std::ios::binary) << text; }
  std::string refusal() {
    const Result<Settings> read = read_settings(options_);
    return read.has_error() ? read.error().detail : "";
  }

  std::filesystem::path path_ =
      std::filesystem::path(::testing::TempDir()) /
      ("smtp-password-" +
       std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
  Options options_{
      .url = "smtps://mail.example", .user = "", .password_file = "", .from = "a@b.example"};
};

TEST_F(MailSettings, PortsAndEncryptionFollowFromTheUrl) {
  EXPECT_EQ(read_settings(options_)->url, "smtps://mail.example:465");
  options_.url = "smtp://mail.example";
  EXPECT_EQ(read_settings(options_)->url, "smtp://mail.example:587");
  EXPECT_TRUE(read_settings(options_)->is_protected);
  options_.plain = true;
  EXPECT_FALSE(read_settings(options_)->is_protected);
  options_.plain = false;
  for (const char* local : {"smtp://localhost:25", "smtp://127.0.0.1:2525", "smtp://[::1]:25"}) {
    options_.url = local;
    EXPECT_EQ(read_settings(options_)->url, local);
    EXPECT_FALSE(read_settings(options_)->is_protected) << local;
  }
}

TEST_F(MailSettings, WhatCannotBeUsedIsNamed) {
  for (const char* bad : {"mail.example", "http://mail.example", "smtp://u:p@mail.example",
                          "smtp://mail.example/path", "smtp://", "smtp://mail.example:x"}) {
    options_.url = bad;
    EXPECT_THAT(refusal(), HasSubstr("--smtp-url")) << bad;
  }
  options_.url = "smtp://mail.example";
  options_.from = "Acme";
  EXPECT_THAT(refusal(), HasSubstr("--mail-from"));
}

TEST_F(MailSettings, ThePasswordIsOneLineOfItsFile) {
  options_.user = "u";
  EXPECT_THAT(refusal(), HasSubstr("go together"));
  options_.password_file = path_;
  EXPECT_THAT(refusal(), HasSubstr("--smtp-password-file"));
  write("s3cret\n");
  EXPECT_EQ(read_settings(options_)->password, "s3cret");
  for (const char* bad : {"", "\n", "a\nb\n"}) {
    write(bad);
    EXPECT_THAT(refusal(), HasSubstr("--smtp-password-file")) << bad;
  }
}

}  // namespace
}  // namespace provost::mail

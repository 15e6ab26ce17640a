#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "mail/message.h"

namespace provost::mail {

// What the operator says, as the options of `provost serve` have it.
struct Options {
  std::string url;  // empty: no mail
  std::string user;
  std::filesystem::path password_file;
  std::string from;
  bool plain = false;
};

struct Settings {
  std::string url;  // smtp://host:port or smtps://host:port
  std::string user;
  std::string password;
  Mailbox from;
  // STARTTLS is required unless the connection begins with TLS.
  bool is_protected = true;
};

// Code::invalid_value names the option and the valid form. Reads the password's file.
Result<Settings> read_settings(const Options& options);

}  // namespace provost::mail

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace provost::app {

// What the command line, PROVOST_… variables and the configuration file say, in that order of
// precedence (design §4).
struct Config {
  std::filesystem::path data_folder = "./provost-data";
  std::string store;  // empty: sqlite:<data>/provost.db
  std::string listen = "127.0.0.1:8480";
  std::string public_url;
  std::string tls_certificate;
  std::string tls_key;
  // Mail (docs/mail.md); without a URL none is sent.
  std::string smtp_url;
  std::string smtp_user;
  std::filesystem::path smtp_password_file;
  std::string mail_from;
  std::vector<std::string> operator_email;  // who is told that the certificate expires
  bool smtp_plain = false;
  bool trust_forwarded = false;
  bool oidc_allow_private = false;  // identity providers in private networks and on this machine
  std::string access_log = "stderr";
  unsigned log_retention_days = 30;  // of the provisioning log
  unsigned loops = 0;                // event loops; 0: one per core
  unsigned read_threads = 0;         // for long reads; 0: one per core but one
  std::size_t connections_max = 10'000;
  std::size_t connections_per_address_max = 0;  // 0: a quarter of them
  std::size_t body_bytes_max = 8 * 1024 * 1024;
  // Of requests that come, work that waits and answers that go, together.
  std::size_t in_flight_bytes_max = 256 * 1024 * 1024;
  std::size_t page_size_max = 1000;
  // Of the store's write-ahead log: where it starts over, and beyond which nothing is written.
  std::uint64_t wal_bytes = std::uint64_t{64} << 20;
  std::uint64_t wal_bytes_max = std::uint64_t{1} << 30;
  int audit_days = 400;  // to keep the journals; 0: forever
};

struct Address {
  std::string host;
  std::uint16_t port = 0;
};
// "HOST:PORT", with an IPv6 host in brackets. Throws std::runtime_error with a text for people.
Address parse_address(const std::string& listen);

// The URL of a server with that configuration that listens on that port.
std::string own_url(const Config& config, std::uint16_t port);

// The store URL that the configuration means.
std::string store_url(const Config& config);

}  // namespace provost::app

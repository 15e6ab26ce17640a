#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace provost::http {

struct ClientOptions {
  // For one exchange, connecting included.
  std::chrono::milliseconds timeout{30'000};
  // Accept any TLS certificate: for tests with certificates made on the spot.
  bool accept_any_certificate = false;
  // PEM file of further authorities to trust.
  std::filesystem::path trusted_certificates;
};

// A blocking HTTP/1.1 client on one keep-alive connection, for tests, `provost simulate` and
// `provost check`. It reconnects when the server has closed an idle connection: a request is sent
// once more, on a new connection, when its kept connection breaks before any byte of the answer.
// One thread at a time.
class Client {
 public:
  // `url` is http(s)://host[:port][/prefix]; a request's target is appended to the prefix.
  // Code::invalid_value for another form.
  static Result<Client> open(std::string_view url, std::chrono::milliseconds timeout);
  // Code::internal when the trusted certificates cannot be read.
  static Result<Client> open(std::string_view url, const ClientOptions& options);
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  ~Client();

  struct Answer {
    int status = 0;
    std::vector<Header> headers;
    std::string body;
    // The first of that name, or an empty view.
    std::string_view header(std::string_view name) const;
  };
  // Sends one request and reads its answer. Headers are sent as given; Host and Content-Length are
  // added. Code::internal when the server cannot be reached or breaks off.
  Result<Answer> send(std::string_view method, std::string_view target,
                      const std::vector<Header>& headers, std::string_view body);

 private:
  class Impl;
  explicit Client(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace provost::http

#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "base/clock.h"
#include "base/random.h"
#include "base/testing/fakes.h"
#include "http/server.h"

// A server on a free loopback port and a raw socket to talk to it, for tests only.
namespace provost::http::testing {

// What the access log was told of one exchange.
struct Logged {
  std::string target;  // empty when the request could not be read
  int status = 0;
  std::size_t bytes_in = 0;
  std::size_t bytes_out = 0;
};

// Answers with what it saw:
//
//   /echo   method, target, base URL, peer and the body, one a line
//   /slow   the same after 200 ms
//   /left   the same once the client has closed its side
//   /big    8 MiB
//   /none   204
//   /throw  nothing: it throws
//   /parts  the first ten numbers, each in a part of its own, with an empty part between
//   /torn   a part, and then it throws
//   /endless  a part now and then until the server stops
//   /silent  no part, until the server stops
//   /split  a header value that tries to start a line of its own
class TestServer {
 public:
  explicit TestServer(Options options = {});
  ~TestServer() { server_.stop(); }

  std::uint16_t port() const { return server_.port(); }
  std::string url() const;
  void stop() { server_.stop(); }
  std::vector<Logged> logged() const;
  provost::testing::ManualClock& clock() { return clock_; }

 private:
  provost::testing::ManualClock clock_;
  provost::testing::SeededRandom random_;
  bool tls_;
  mutable std::mutex mutex_;
  std::vector<Logged> logged_;
  Server server_;
};

// Blocking; every wait ends after five seconds.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  // False when the server has closed.
  bool send(std::string_view bytes);
  void finish_sending();
  // Reads until `end` has come, the server closes, or time is up; gives all that came since the
  // last call.
  std::string read_until(std::string_view end);
  // Everything until the server closes; `closed()` says whether it did.
  std::string read_all();
  bool closed() const { return closed_; }
  // Whether it did so by a reset, as one does who breaks off.
  bool was_reset() const { return was_reset_; }
  // The bytes of one more answer with a Content-Length; empty when none comes.
  std::string read_answer();

 private:
  bool read_more();

  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_{io_};
  std::string pending_;
  bool closed_ = false;
  bool was_reset_ = false;
};

int status_of(std::string_view answer);
std::string_view body_of(std::string_view answer);
// The value of a header of an answer, or an empty view.
std::string_view header_of(std::string_view answer, std::string_view name);

}  // namespace provost::http::testing

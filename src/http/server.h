#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include "base/clock.h"
#include "base/random.h"
#include "http/message.h"

namespace provost::http {

struct Limits {
  std::size_t header_bytes_max = 16 * 1024;
  std::size_t body_bytes_max = 8 * 1024 * 1024;
  // For the whole server. At this number, the connection idle longest makes room for a new one;
  // when none is idle, the new one gets 503.
  std::size_t connections_max = 10'000;
  // For one address, above which the next one gets 429; an IPv6 address counts as its /64. 0: a
  // quarter of connections_max. Loopback and a trusted proxy have no such share.
  std::size_t connections_per_address_max = 0;
  // For the whole header from its first byte, and for a TLS handshake.
  std::chrono::milliseconds header_timeout{10'000};
  // For the whole body, plus a second for each 64 kB that have come.
  std::chrono::milliseconds body_timeout{30'000};
  std::chrono::milliseconds idle_timeout{75'000};
  // Between two pieces that the client's side takes.
  std::chrono::milliseconds write_timeout{30'000};
  std::chrono::milliseconds drain_timeout{10'000};
};

struct TlsFiles {
  std::filesystem::path certificate_chain;
  std::filesystem::path private_key;
};

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8480;  // 0: any free one, see Server::port()
  unsigned loops = 0;         // 0: one per core
  // scheme://host[:port] of every URL in answers. Empty: from the Host header.
  std::string public_url;
  // Believe X-Forwarded-For, -Proto and -Host, and X-Request-Id: only behind a proxy that sets
  // them. The client's address is the right-most one of X-Forwarded-For (see origin.h).
  bool trust_forwarded = false;
  std::optional<TlsFiles> tls;  // 1.2 or 1.3
  Limits limits;
  // What bodies that come and answers that go may hold; it must outlive the server. Null: anything.
  ByteBudget* budget = nullptr;
};

// Answers one request. Runs on the event loop of its connection; must not throw. The views in the
// request live until the coroutine ends.
using Handler = std::function<boost::asio::awaitable<Response>(const Request&)>;
// What one event loop asks.
struct LoopHandler {
  LoopHandler() = default;
  template <class Answer, class = std::enable_if_t<std::is_constructible_v<Handler, Answer>>>
  LoopHandler(Answer given, BodyLimits limits = {})
      : answer(std::move(given)), body_limits(std::move(limits)) {}

  Handler answer;
  // Asked before a body is read; Limits::body_bytes_max holds as well. None: only that does.
  BodyLimits body_limits;
};
// Makes that of one event loop, on that loop's thread, with whatever it keeps for itself (store
// session, caches).
using HandlerFactory = std::function<LoopHandler(boost::asio::io_context& loop)>;

// What the access log says of one exchange.
struct AccessRecord {
  const Request* request = nullptr;  // null when the request could not be read
  const Response* response = nullptr;
  std::int64_t duration_us = 0;
  std::size_t bytes_in = 0;
  std::size_t bytes_out = 0;
};
// Called on the loops' threads.
using AccessSink = std::function<void(const AccessRecord&)>;

// An HTTP/1.1 server: one event loop per core, each with its own acceptor on the same port
// (SO_REUSEPORT). Keep-alive and pipelining; answers keep the order of requests. Its own refusals
// (bad framing 400, header too large 431, body too large 413, timeouts 408, too many connections or
// bytes 503, or 429 for one caller's excess) go through `refusal`, so that the body has the
// service's form.
class Server {
 public:
  // `request` is null when not even its first line is known.
  using Refusal =
      std::function<Response(const Request* request, int status, std::string_view reason)>;
  Server(Options options, HandlerFactory factory, Refusal refusal, AccessSink access,
         const Clock& clock, Random& random);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Binds and starts the loops' threads. Throws std::runtime_error with a text for people when the
  // address is taken or a certificate cannot be read.
  void start();
  std::uint16_t port() const;
  // Reads the certificate and its key once more, for the connections that come. Throws
  // std::runtime_error, and keeps the ones it had, when they cannot be used. Any thread.
  void reload_certificate();
  // Stops accepting, closes idle connections, lets running requests finish (at most drain_timeout),
  // closes and joins. Results that a handler still waits for may arrive until the destructor, but
  // have no effect.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace provost::http

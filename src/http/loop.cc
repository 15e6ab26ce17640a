#include "http/loop.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <memory>
#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <sys/socket.h>

namespace provost::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using ErrorCode = boost::system::error_code;

constexpr milliseconds sweep_interval_max{250};
constexpr milliseconds sweep_interval_min{10};
constexpr milliseconds accept_pause{100};

std::uint64_t random_seed(Random& random) {
  std::array<std::uint8_t, 8> bytes{};
  random.fill(bytes);
  std::uint64_t seed = 0;
  for (const std::uint8_t byte : bytes) {
    seed = seed << 8 | byte;
  }
  return seed;
}

// This way the kernel spreads connections over all sockets that listen on one port.
void share_port(int socket) {
  const int on = 1;
  if (::setsockopt(socket, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0) {
    throw boost::system::system_error(errno, boost::system::system_category(), "SO_REUSEPORT");
  }
}

// A quarter of the shortest timeout: expiry is noticed at most that much later.
milliseconds sweep_interval(const Limits& limits) {
  const milliseconds shortest = std::min(
      {limits.header_timeout, limits.body_timeout, limits.idle_timeout, limits.write_timeout});
  return std::clamp(shortest / 4, sweep_interval_min, sweep_interval_max);
}

std::string text_of(const tcp::endpoint& endpoint) {
  const asio::ip::address address = endpoint.address();
  const bool mapped = address.is_v6() && address.to_v6().is_v4_mapped();
  return mapped ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string()
                : address.to_string();
}

ConnectionEnds ends_of(const Socket::lowest_layer_type& socket) {
  ErrorCode ignored;
  const tcp::endpoint peer = socket.remote_endpoint(ignored);
  const tcp::endpoint local = socket.local_endpoint(ignored);
  std::string host = text_of(local);
  if (host.find(':') != std::string::npos) {
    host = "[" + host + "]";
  }
  return {.peer_address = text_of(peer),
          .local_authority = fmt::format("{}:{}", host, local.port())};
}

}  // namespace

std::size_t per_address_max(const Limits& limits) {
  return limits.connections_per_address_max != 0
             ? limits.connections_per_address_max
             : std::max<std::size_t>(limits.connections_max / 4, 1);
}

Loop::Loop(Shared& shared)
    : shared_(shared),
      context_{.limits = shared.options.limits,
               .origin = shared.origin,
               .body_limits = {},
               .budget = shared.options.budget,
               .refusal = shared.refusal,
               .access = shared.access,
               .handler = {},
               .date = DateText(shared.clock),
               .ids = RequestIds(random_seed(shared.random)),
               .draining = false,
               .connections = {},
               .idle = {}} {}

Loop::~Loop() {
  join();
}

std::uint16_t Loop::listen(const tcp::endpoint& endpoint) {
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(Acceptor::reuse_address(true));
  share_port(acceptor_.native_handle());
  acceptor_.bind(endpoint);
  acceptor_.listen();
  return acceptor_.local_endpoint().port();
}

void Loop::start() {
  std::promise<void> started;
  std::future<void> outcome = started.get_future();
  thread_ = std::thread([this, &started] { run(started); });
  outcome.get();
}

void Loop::run(std::promise<void>& started) {
  try {
    LoopHandler made = shared_.factory(io_);
    context_.handler = std::move(made.answer);
    context_.body_limits = std::move(made.body_limits);
  } catch (...) {
    started.set_exception(std::current_exception());
    return;
  }
  asio::co_spawn(
      io_, [this] { return accept_connections(); }, asio::detached);
  asio::co_spawn(
      io_, [this] { return sweep_connections(); }, asio::detached);
  started.set_value();
  io_.run();
}

asio::awaitable<void> Loop::accept_connections() {
  while (acceptor_.is_open()) {
    ErrorCode error;
    Socket socket =
        co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (!error) {
      admit(std::move(socket));
    } else if (acceptor_.is_open() && error != asio::error::connection_aborted) {
      // Usually too many open files; it improves when a connection closes.
      accept_timer_.expires_after(accept_pause);
      co_await accept_timer_.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
  }
}

void Loop::admit(Socket socket) {
  ErrorCode ignored;
  const asio::ip::address peer = socket.remote_endpoint(ignored).address();
  // Behind a trusted proxy every connection comes from the proxy, which is responsible for shares.
  Places::Place place =
      shared_.places.take(shared_.options.trust_forwarded ? std::nullopt : place_owner(peer));
  if (place.kind() == Places::Kind::over_limit && make_room()) {
    place.serve();
  }
  if (place.kind() == Places::Kind::dropped) {
    return;
  }
  socket.set_option(tcp::no_delay(true), ignored);
  socket.non_blocking(true, ignored);
  if (const std::shared_ptr<asio::ssl::context> tls = shared_.tls.current()) {
    spawn(TlsSocket(std::move(socket), *tls), std::move(place));
  } else {
    spawn(std::move(socket), std::move(place));
  }
}

// An idle connection matters less than one with a request: its client opens another when it needs
// one.
bool Loop::make_room() {
  return context_.idle.end_first() || std::ranges::any_of(shared_.loops, [this](Loop* other) {
           return other != this && other->end_an_idle_one();
         });
}

bool Loop::end_an_idle_one() {
  if (context_.idle.size() == 0) {
    return false;
  }
  asio::post(io_, [this] { context_.idle.end_first(); });
  return true;
}

template <class Stream>
void Loop::spawn(Stream stream, Places::Place place) {
  // Lives as long as the coroutine that it can cancel.
  auto gone = std::make_shared<asio::cancellation_signal>();
  const asio::cancellation_slot slot = gone->slot();
  asio::co_spawn(
      io_,
      [this, stream = std::move(stream), place = std::move(place), gone]() mutable {
        return serve(std::move(stream), std::move(place), *gone);
      },
      asio::bind_cancellation_slot(slot, asio::detached));
}

template <class Stream>
asio::awaitable<void> Loop::serve(Stream stream, Places::Place place,
                                  asio::cancellation_signal& gone) {
  ConnectionEnds ends = ends_of(stream.lowest_layer());
  try {
    Connection<Stream> connection(context_, std::move(stream), std::move(ends), place.kind(), gone);
    co_await connection.run();
  } catch (...) {
    // For example, out of memory: this connection is lost, the others continue.
  }
  end_when_drained();
}

asio::awaitable<void> Loop::sweep_connections() {
  const milliseconds interval = sweep_interval(shared_.options.limits);
  for (;;) {
    ErrorCode error;
    sweep_timer_.expires_after(interval);
    co_await sweep_timer_.async_wait(asio::redirect_error(asio::use_awaitable, error));
    const steady_clock::time_point now = steady_clock::now();
    for (ConnectionBase& connection : context_.connections) {
      connection.sweep(now);
    }
    if (now >= drain_end_) {
      abandon_connections();
      io_.stop();
    }
  }
}

// Work that still waits somewhere for a request is not worth starting.
void Loop::abandon_connections() {
  for (ConnectionBase& connection : context_.connections) {
    connection.abandon();
  }
}

void Loop::drain() {
  asio::post(io_, [this] { begin_drain(); });
}

void Loop::begin_drain() {
  context_.draining = true;
  drain_end_ = steady_clock::now() + shared_.options.limits.drain_timeout;
  ErrorCode ignored;
  acceptor_.close(ignored);
  for (ConnectionBase& connection : context_.connections) {
    connection.drain();
  }
  end_when_drained();
}

void Loop::end_when_drained() {
  if (context_.draining && context_.connections.empty()) {
    io_.stop();
  }
}

void Loop::join() {
  if (thread_.joinable()) {
    thread_.join();
  }
}

}  // namespace provost::http

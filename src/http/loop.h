#pragma once

#include <atomic>
#include <chrono>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "http/connection.h"
#include "http/server.h"
#include "http/tls.h"

namespace provost::http {

// How many connections the whole server has.
struct Places {
  std::atomic<std::size_t> served{0};
  std::atomic<std::size_t> refused{0};
};

// A place among the connections; when those that are served are at their limit, one among those
// that are told so, which takes nothing from the others.
class Place {
 public:
  Place(Places& places, std::size_t served_max) : count_(&places.served), number_(++*count_) {
    if (number_ > served_max) {
      --*count_;
      count_ = &places.refused;
      number_ = ++*count_;
      is_refused_ = true;
    }
  }
  Place(Place&& other) noexcept
      : count_(std::exchange(other.count_, nullptr)),
        number_(other.number_),
        is_refused_(other.is_refused_) {}
  Place& operator=(Place&&) = delete;
  ~Place() {
    if (count_ != nullptr) {
      --*count_;
    }
  }
  bool is_refused() const { return is_refused_; }
  // Counted from one.
  std::size_t number() const { return number_; }

 private:
  std::atomic<std::size_t>* count_;
  std::size_t number_;
  bool is_refused_ = false;
};

// What all event loops share.
struct Shared {
  Options options;
  OriginRules origin;
  HandlerFactory factory;
  Server::Refusal refusal;
  AccessSink access;
  const Clock& clock;
  Random& random;
  ServerTls tls;
  Places places;
};

// One event loop: a thread, an acceptor, a handler and the connections that came in there.
class Loop {
 public:
  explicit Loop(Shared& shared);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Binds and listens; gives the port. Throws boost::system::system_error.
  std::uint16_t listen(const boost::asio::ip::tcp::endpoint& endpoint);
  // Starts the thread and waits until its handler is made; throws what the factory throws.
  void start();
  // From any thread; join() returns at the latest when drain_timeout is over.
  void drain();
  void join();

 private:
  using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp,
                                                      boost::asio::io_context::executor_type>;

  void run(std::promise<void>& started);
  boost::asio::awaitable<void> accept_connections();
  boost::asio::awaitable<void> sweep_connections();
  void admit(Socket socket);
  template <class Stream>
  void spawn(Stream stream, Place place);
  template <class Stream>
  boost::asio::awaitable<void> serve(Stream stream, Place place,
                                     boost::asio::cancellation_signal& gone);
  void abandon_connections();
  void begin_drain();
  void end_when_drained();

  Shared& shared_;
  // The context outlives the event loop, whose end destroys the coroutines of connections that are
  // still there; they use it to the last.
  LoopContext context_;
  std::chrono::steady_clock::time_point drain_end_ = std::chrono::steady_clock::time_point::max();
  boost::asio::io_context io_{1};
  Acceptor acceptor_{io_};
  boost::asio::steady_timer sweep_timer_{io_};
  boost::asio::steady_timer accept_timer_{io_};
  std::thread thread_;
};

}  // namespace provost::http

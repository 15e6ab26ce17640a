#pragma once

#include <atomic>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "http/connection.h"
#include "http/server.h"

namespace provost::http {

// What all event loops share.
struct Shared {
  Options options;
  OriginRules origin;
  HandlerFactory factory;
  Server::Refusal refusal;
  AccessSink access;
  const Clock& clock;
  Random& random;
  std::optional<boost::asio::ssl::context> tls;
  std::atomic<std::size_t> connections{0};
};

// A place among the connections of the whole server, counted from one.
class Slot {
 public:
  explicit Slot(std::atomic<std::size_t>& count) : count_(&count), number_(++count) {}
  Slot(Slot&& other) noexcept
      : count_(std::exchange(other.count_, nullptr)), number_(other.number_) {}
  Slot& operator=(Slot&&) = delete;
  ~Slot() {
    if (count_ != nullptr) {
      --*count_;
    }
  }
  std::size_t number() const { return number_; }

 private:
  std::atomic<std::size_t>* count_;
  std::size_t number_;
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
  void spawn(Stream stream, Slot slot);
  template <class Stream>
  boost::asio::awaitable<void> serve(Stream stream, Slot slot);
  void begin_drain();
  void end_when_drained();

  Shared& shared_;
  // The context outlives the event loop, whose end destroys the coroutines of connections that are
  // still there; they use it to the last.
  LoopContext context_;
  std::chrono::steady_clock::time_point drain_end_ =
      std::chrono::steady_clock::time_point::max();
  boost::asio::io_context io_{1};
  Acceptor acceptor_{io_};
  boost::asio::steady_timer sweep_timer_{io_};
  boost::asio::steady_timer accept_timer_{io_};
  std::thread thread_;
};

}  // namespace provost::http

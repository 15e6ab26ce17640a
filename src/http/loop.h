#pragma once

#include <chrono>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "http/connection.h"
#include "http/places.h"
#include "http/server.h"
#include "http/tls.h"

namespace provost::http {

class Loop;

// How many connections one address may have.
std::size_t per_address_max(const Limits& limits);

// What all event loops share.
struct Shared {
  Options options;
  AllowedOrigins origin;
  HandlerFactory factory;
  Server::Refusal refusal;
  AccessSink access;
  const Clock& clock;
  Random& random;
  ServerTls tls;
  Places places{options.limits.connections_max, per_address_max(options.limits)};
  std::vector<Loop*> loops = {};
};

// One event loop: a thread, an acceptor, a handler and the connections it accepted.
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
  // Ends its connection that has been idle longest, soon. False when there is none. Any thread.
  bool end_an_idle_one();
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
  bool make_room();
  template <class Stream>
  void spawn(Stream stream, Places::Place place);
  template <class Stream>
  boost::asio::awaitable<void> serve(Stream stream, Places::Place place,
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

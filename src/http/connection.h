#pragma once

#include <array>
#include <cstddef>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "http/body_source.h"
#include "http/connection_base.h"
#include "http/origin.h"
#include "http/places.h"
#include "http/request_reader.h"
#include "http/response_writer.h"
#include "http/server.h"

namespace provost::http {

using Socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using TlsSocket = boost::asio::ssl::stream<Socket>;

// What the connections of one event loop share. Used on that loop's thread only.
struct LoopContext {
  const Limits& limits;
  const AllowedOrigins& origin;
  BodyLimits body_limits;
  ByteBudget* budget;
  const Server::Refusal& refusal;
  const AccessSink& access;
  Handler handler;
  DateText date;
  RequestIds ids;
  bool draining = false;
  ConnectionList connections;
  IdleConnections idle;
};

// One connection, from accept to close, as one coroutine.
template <class Stream>
class Connection final : public ConnectionBase {
 public:
  // The first request of a connection that is over a limit is answered 503 or 429. `gone` is what
  // cancels what run() waits for.
  Connection(LoopContext& loop, Stream stream, ConnectionEnds ends, Places::Kind kind,
             boost::asio::cancellation_signal& gone);

  boost::asio::awaitable<void> run();
  void abandon() override;

 private:
  using ErrorCode = boost::system::error_code;

  void cancel() override;
  bool has_client_left() override;
  boost::asio::awaitable<bool> open();
  boost::asio::awaitable<bool> receive();
  void await_bytes();
  boost::asio::awaitable<void> answer_requests();
  boost::asio::awaitable<void> answer_one();
  boost::asio::awaitable<Response> ask_handler(const Request& request);
  bool hold_body(const Response& response);
  void respond(const Request* request, const Response& response, Time::time_point start);
  boost::asio::awaitable<void> stream(const Request& request, const Response& response,
                                      Time::time_point start);
  boost::asio::awaitable<bool> next_part(BodySource& source, std::string& part);
  void note_access(const Request* request, const Response& response, Time::time_point start,
                   std::size_t bytes_out);
  void refuse(int status, std::string_view reason);
  void identify(Request& request);
  boost::asio::awaitable<void> flush(std::string_view rest = {});
  void write_at_once(std::string_view rest);
  std::array<boost::asio::const_buffer, 2> unwritten(std::string_view rest) const;
  void reset();
  boost::asio::awaitable<void> close();

  LoopContext& loop_;
  Stream stream_;
  ConnectionEnds ends_;
  boost::asio::cancellation_signal& gone_;
  RequestReader reader_;
  std::string out_;
  std::size_t written_ = 0;
  // For output, in addition to the reader's hold for input.
  ByteBudget::Hold held_;
  std::size_t body_held_ = 0;  // of it, until the end of the answer that is being sent
  Places::Kind kind_;
  bool close_ = false;   // after sending out_
  bool broken_ = false;  // the other end is gone
};

extern template class Connection<Socket>;
extern template class Connection<TlsSocket>;

}  // namespace provost::http

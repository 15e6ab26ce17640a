#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "base/result.h"
#include "http/client.h"
#include "http/url.h"

namespace provost::http {

// One connection of a client, with or without TLS, whose every operation ends by a deadline.
class ClientWire {
 public:
  using ErrorCode = boost::system::error_code;
  struct Outcome {
    Client::Answer answer;
    ErrorCode error;
    bool nothing_came = true;  // the connection broke, in time, before any byte of an answer
  };

  ClientWire(const ServerUrl& server, const ClientOptions& options);
  // Loads the certificates to trust.
  Result<void> trust();
  bool is_open() const { return stream_.has_value(); }
  // Connects unless it is open, writes the request and reads the answer to it. The connection stays
  // open when both sides want it.
  Outcome exchange(const std::string& request, bool head);

 private:
  using Stream = boost::asio::ssl::stream<boost::asio::ip::tcp::socket>;

  template <class Start>
  ErrorCode wait(Start start);
  ErrorCode connect();
  ErrorCode handshake();
  ErrorCode write(const std::string& request);
  template <class Parser>
  ErrorCode read(Parser& parser);
  template <class Parser>
  ErrorCode read_final(std::optional<Parser>& parser, bool head);

  const ServerUrl& server_;
  ClientOptions options_;
  boost::asio::io_context io_{1};
  boost::asio::ssl::context tls_{boost::asio::ssl::context::tls_client};
  // Without TLS only its inner socket is used.
  std::optional<Stream> stream_;
  boost::beast::flat_buffer buffer_;
  std::chrono::steady_clock::time_point deadline_;
};

}  // namespace provost::http

#include "http/client_wire.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <openssl/ssl.h>

namespace provost::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using Parser = beast::http::response_parser<beast::http::string_body>;

constexpr std::uint32_t header_bytes_max = 64 * 1024;

Client::Answer to_answer(Parser::value_type message) {
  Client::Answer answer;
  answer.status = message.result_int();
  for (const auto& field : message) {
    answer.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  answer.body = std::move(message.body());
  return answer;
}

}  // namespace

ClientWire::ClientWire(const ServerUrl& server, const ClientOptions& options)
    : server_(server), options_(options) {}

Result<void> ClientWire::trust() {
  if (!server_.tls || options_.accept_any_certificate) {
    return {};
  }
  ErrorCode error;
  tls_.set_default_verify_paths(error);
  if (!error && !options_.trusted_certificates.empty()) {
    tls_.load_verify_file(options_.trusted_certificates.string(), error);
  }
  if (error) {
    return Error(Code::internal, "the trusted certificates cannot be read: " + error.message());
  }
  return {};
}

// Runs one asynchronous operation to its end, or drops the socket when the deadline comes first.
template <class Start>
ClientWire::ErrorCode ClientWire::wait(Start start) {
  std::optional<ErrorCode> outcome;
  start([&outcome](ErrorCode error, auto&&...) { outcome = error; });
  io_.restart();
  while (!outcome && io_.run_one_until(deadline_) > 0) {
  }
  if (outcome) {
    return *outcome;
  }
  ErrorCode ignored;
  stream_->next_layer().close(ignored);
  io_.restart();
  io_.run();
  return asio::error::timed_out;
}

ClientWire::Outcome ClientWire::exchange(const std::string& request, bool head) {
  deadline_ = std::chrono::steady_clock::now() + options_.timeout;
  Outcome out;
  std::optional<Parser> parser;
  out.error = is_open() ? ErrorCode() : connect();
  if (!out.error) {
    // A server that refuses a request early answers before reading all of it, so we look for an
    // answer even when writing failed.
    const ErrorCode written = write(request);
    out.error = written == asio::error::timed_out ? written : read_final(parser, head);
  }
  out.nothing_came = out.error != asio::error::timed_out && !(parser && parser->got_some());
  const bool keep = !out.error && parser->get().keep_alive();
  if (!out.error) {
    out.answer = to_answer(parser->release());
  }
  if (!keep) {
    stream_.reset();
    buffer_.clear();
  }
  return out;
}

ClientWire::ErrorCode ClientWire::connect() {
  buffer_.clear();
  stream_.emplace(io_, tls_);
  ErrorCode error;
  const auto endpoints = tcp::resolver(io_).resolve(server_.host, server_.port, error);
  if (!error) {
    error = wait([&](auto handler) {
      asio::async_connect(stream_->next_layer(), endpoints, std::move(handler));
    });
  }
  if (!error) {
    stream_->next_layer().set_option(tcp::no_delay(true), error);
  }
  return error || !server_.tls ? error : handshake();
}

ClientWire::ErrorCode ClientWire::handshake() {
  ErrorCode error;
  if (!options_.accept_any_certificate) {
    stream_->set_verify_mode(ssl::verify_peer, error);
    stream_->set_verify_callback(ssl::host_name_verification(server_.host), error);
  }
  SSL_set_min_proto_version(stream_->native_handle(), TLS1_2_VERSION);
  ErrorCode not_an_address;
  asio::ip::make_address(server_.host, not_an_address);
  // RFC 6066 §3: the server name is a name, never an address.
  if (not_an_address) {
    SSL_set_tlsext_host_name(stream_->native_handle(), server_.host.c_str());
  }
  return error ? error : wait([&](auto handler) {
    stream_->async_handshake(ssl::stream_base::client, std::move(handler));
  });
}

ClientWire::ErrorCode ClientWire::write(const std::string& request) {
  return wait([&](auto handler) {
    if (server_.tls) {
      asio::async_write(*stream_, asio::buffer(request), std::move(handler));
    } else {
      asio::async_write(stream_->next_layer(), asio::buffer(request), std::move(handler));
    }
  });
}

template <class P>
ClientWire::ErrorCode ClientWire::read(P& parser) {
  return wait([&](auto handler) {
    if (server_.tls) {
      beast::http::async_read(*stream_, buffer_, parser, std::move(handler));
    } else {
      beast::http::async_read(stream_->next_layer(), buffer_, parser, std::move(handler));
    }
  });
}

// Reads answers until one is final (RFC 9110 §15.2).
template <class P>
ClientWire::ErrorCode ClientWire::read_final(std::optional<P>& parser, bool head) {
  ErrorCode error;
  do {
    parser.emplace();
    parser->body_limit(boost::none);
    parser->header_limit(header_bytes_max);
    parser->skip(head);
    error = read(*parser);
  } while (!error && parser->get().result_int() < 200);
  return error;
}

}  // namespace provost::http

#include "http/connection.h"

#include <algorithm>
#include <array>
#include <optional>
#include <type_traits>
#include <utility>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <poll.h>

namespace provost::http {
namespace {

namespace asio = boost::asio;

// Answers to pipelined requests are written together up to about this size.
constexpr std::size_t out_bytes_soft_max = 64 * 1024;
constexpr std::size_t out_bytes_kept_max = 16 * 1024;
// Larger bodies are sent without copying them.
constexpr std::size_t copied_bytes_max = 16 * 1024;
// The usual maximum for one part of a body that is produced while it is sent.
constexpr std::size_t part_bytes_usual = 1024 * 1024;
// How long the peer may take to close after our last byte. Closing at once would send a reset when
// there is unread data, and the reset could overtake the answer (RFC 9112 §9.6).
constexpr std::chrono::seconds closing_patience{1};

template <class Stream>
constexpr bool is_tls = std::is_same_v<Stream, TlsSocket>;

bool is_apart(const Response& response) {
  return response.body.size() > copied_bytes_max;
}

Socket& socket_of(Socket& stream) {
  return stream;
}
Socket& socket_of(TlsSocket& stream) {
  return stream.next_layer();
}

}  // namespace

template <class Stream>
Connection<Stream>::Connection(LoopContext& loop, Stream stream, ConnectionEnds ends,
                               Places::Kind kind, asio::cancellation_signal& gone)
    : ConnectionBase(kind == Places::Kind::served ? &loop.idle : nullptr),
      loop_(loop),
      stream_(std::move(stream)),
      ends_(std::move(ends)),
      gone_(gone),
      reader_(loop.limits.header_bytes_max, loop.limits.body_bytes_max, &loop.body_limits,
              loop.budget),
      held_(loop.budget == nullptr ? ByteBudget::Hold()
                                   : ByteBudget::Hold(*loop.budget, ByteBudget::strangers)),
      kind_(kind) {
  loop_.connections.push_back(*this);
}

template <class Stream>
asio::awaitable<void> Connection<Stream>::run() {
  // A client that leaves cancels what is being waited for on its behalf, but not this.
  co_await asio::this_coro::throw_if_cancelled(false);
  // Each co_await is a statement of its own: GCC 12 miscompiles one that is an operand of && in a
  // loop's condition.
  bool going = co_await open();
  while (going) {
    going = co_await receive();
    if (going) {
      co_await answer_requests();
      going = !close_ && !broken_;
    }
  }
  co_await close();
}

template <class Stream>
void Connection<Stream>::cancel() {
  ErrorCode ignored;
  socket_of(stream_).cancel(ignored);
}

template <class Stream>
void Connection<Stream>::abandon() {
  if (is_asking_) {
    gone_.emit(asio::cancellation_type::terminal);
  }
}

template <class Stream>
bool Connection<Stream>::has_client_left() {
  pollfd peer{.fd = socket_of(stream_).native_handle(), .events = POLLRDHUP, .revents = 0};
  return ::poll(&peer, 1, 0) > 0 && (peer.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

template <class Stream>
asio::awaitable<bool> Connection<Stream>::open() {
  if constexpr (is_tls<Stream>) {
    enter(Phase::head, loop_.limits.header_timeout);
    ErrorCode error;
    co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                     asio::redirect_error(asio::use_awaitable, error));
    broken_ = error.failed();
    co_return !broken_;
  }
  co_return true;
}

// Waits for bytes. Returns false when the connection should be closed.
template <class Stream>
asio::awaitable<bool> Connection<Stream>::receive() {
  await_bytes();
  const std::span<char> room = reader_.prepare();
  ErrorCode error;
  const std::size_t count = co_await stream_.async_read_some(
      asio::buffer(room.data(), room.size()), asio::redirect_error(asio::use_awaitable, error));
  if (!error) {
    reader_.commit(count);
    co_return true;
  }
  const bool timed_out = error == asio::error::operation_aborted && expired_;
  // An idle plain connection has nothing to send and nothing unread, so it can close at once.
  broken_ = !timed_out || (phase_ == Phase::idle && !is_tls<Stream>);
  if (timed_out && phase_ != Phase::idle) {
    refuse(408, "the request did not arrive in time");
    co_await flush();
  }
  co_return false;
}

// Sets the deadline for the next bytes. The header's and the body's time runs from their first
// byte, so that a client gains nothing by sending slowly.
template <class Stream>
void Connection<Stream>::await_bytes() {
  switch (reader_.phase()) {
    case RequestReader::Phase::idle:
      enter(Phase::idle, loop_.limits.idle_timeout);
      break;
    case RequestReader::Phase::head:
      enter(Phase::head, loop_.limits.header_timeout);
      break;
    case RequestReader::Phase::body:
      enter(Phase::body, patience_for(loop_.limits.body_timeout, reader_.bytes()));
      break;
  }
  // Do not hold a slot for a client over the limit.
  if (kind_ != Places::Kind::served) {
    deadline_ = std::min(deadline_, phase_start_ + closing_patience);
  }
}

// Answers all complete requests in order, and writes the answers together.
template <class Stream>
asio::awaitable<void> Connection<Stream>::answer_requests() {
  RequestReader::Step step = reader_.next();
  while (step == RequestReader::Step::ready && !close_ && !broken_) {
    co_await answer_one();
    reader_.consume();
    if (out_.size() >= out_bytes_soft_max) {
      co_await flush();
    }
    step = close_ ? RequestReader::Step::need_more : reader_.next();
  }
  if (step == RequestReader::Step::refused) {
    refuse(reader_.refused_status(), reader_.refused_reason());
  } else if (!close_ && reader_.take_continue()) {
    out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  }
  co_await flush();
}

template <class Stream>
asio::awaitable<void> Connection<Stream>::answer_one() {
  if (kind_ == Places::Kind::over_share) {
    refuse(429, "there are too many connections from this address; close some of them");
    co_return;
  }
  if (kind_ != Places::Kind::served) {
    refuse(503, "the server has too many connections");
    co_return;
  }
  if (!reader_.hold_for_work()) {
    refuse(reader_.refused_status(), reader_.refused_reason());
    co_return;
  }
  enter(Phase::handling, Time::duration::max());
  const Time::time_point start = phase_start_;
  Request& request = reader_.request();
  identify(request);
  const Response response = co_await ask_handler(request);
  close_ = loop_.draining || !reader_.keep_alive();
  if (!hold_body(response)) {
    refuse(503, check(Room::full).error().detail);
  } else if (response.source && request.method != Method::head) {
    co_await stream(request, response, start);
  } else {
    respond(&request, response, start);
    if (is_apart(response) && request.method != Method::head) {
      co_await flush(response.body);
    }
  }
  body_held_ = 0;
  held_.resize(out_.size() > out_bytes_kept_max ? held_.bytes() : 0);
}

// Reserves room for an answer unless its maker did. A body produced while it is sent reserves room
// for one part.
template <class Stream>
bool Connection<Stream>::hold_body(const Response& response) {
  held_.move_to(reader_.share());
  const bool is_download = response.source && !response.source->is_endless();
  const std::size_t bytes = is_download ? part_bytes_usual : response.body.size();
  if (!is_download && (response.held || bytes <= copied_bytes_max)) {
    return true;
  }
  body_held_ = held_.resize(held_.bytes() + bytes) == Room::there ? held_.bytes() : 0;
  return body_held_ > 0;
}

// Sends the parts of a body as they are produced, and asks for the next only when the socket has
// accepted the last. HTTP/1.0 has no chunks: there the end of the connection ends the body.
template <class Stream>
asio::awaitable<void> Connection<Stream>::stream(const Request& request, const Response& response,
                                                 Time::time_point start) {
  const bool chunked = reader_.head().minor_version > 0;
  const std::size_t size_before = out_.size();
  append_response(out_, response,
                  ResponseFrame{.date = loop_.date.now(),
                                .request_id = request.id,
                                .close = close_,
                                .chunked = chunked,
                                .only_https = loop_.origin.only_https()});
  std::size_t bytes_out = out_.size() - size_before;
  bool more = true;
  while (more && !broken_) {
    co_await flush();
    enter_anew(Phase::handling, Time::duration::max());
    std::string part;
    more = co_await next_part(*response.source, part);
    more = more && !(loop_.draining && response.source->is_endless());
    if (chunked) {
      append_chunk(out_, part);
    } else {
      out_ += part;
    }
    bytes_out += out_.size();
    held_.force(std::max(body_held_, out_.size() > out_bytes_kept_max ? out_.size() : 0));
  }
  if (!broken_ && chunked) {
    out_ += last_chunk;
    bytes_out += last_chunk.size();
  }
  if (broken_ && !chunked) {
    reset();
  }
  close_ = close_ || loop_.draining;
  note_access(&request, response, start, bytes_out);
}

template <class Stream>
asio::awaitable<bool> Connection<Stream>::next_part(BodySource& source, std::string& part) {
  try {
    const bool more = co_await source.next(part);
    co_return more;
  } catch (...) {
    // The answer is incomplete, and must not look complete.
    broken_ = true;
  }
  co_return false;
}

// Handlers should not throw; if one does, its request is answered with 500, and nothing else
// happens.
template <class Stream>
asio::awaitable<Response> Connection<Stream>::ask_handler(const Request& request) {
  std::optional<Response> response;
  is_asking_ = true;
  try {
    response.emplace(co_await loop_.handler(request));
  } catch (...) {
    response.emplace(loop_.refusal(&request, 500, "the server failed"));
  }
  is_asking_ = false;
  co_return std::move(*response);
}

template <class Stream>
void Connection<Stream>::respond(const Request* request, const Response& response,
                                 Time::time_point start) {
  const std::size_t size_before = out_.size();
  append_response(out_, response,
                  ResponseFrame{.date = loop_.date.now(),
                                .request_id = reader_.request().id,
                                .to_head = request != nullptr && request->method == Method::head,
                                .apart = is_apart(response),
                                .close = close_,
                                .chunked = reader_.head().minor_version > 0,
                                .only_https = loop_.origin.only_https()});
  const bool is_sent_apart =
      is_apart(response) && (request == nullptr || request->method != Method::head);
  note_access(request, response, start,
              out_.size() - size_before + (is_sent_apart ? response.body.size() : 0));
}

template <class Stream>
void Connection<Stream>::note_access(const Request* request, const Response& response,
                                     Time::time_point start, std::size_t bytes_out) {
  if (loop_.access) {
    const auto duration = Time::now() - start;
    loop_.access(AccessRecord{
        .request = request,
        .response = &response,
        .duration_us = std::chrono::duration_cast<std::chrono::microseconds>(duration).count(),
        .bytes_in = reader_.bytes(),
        .bytes_out = bytes_out});
  }
}

template <class Stream>
void Connection<Stream>::refuse(int status, std::string_view reason) {
  const Time::time_point start = Time::now();
  close_ = true;
  Request& request = reader_.request();
  identify(request);
  const Request* known = reader_.has_request_line() ? &request : nullptr;
  Response response = loop_.refusal(known, status, reason);
  if (status == 503 || status == 429) {
    response.headers.push_back({"Retry-After", "1"});
  }
  respond(known, response, start);
}

template <class Stream>
void Connection<Stream>::identify(Request& request) {
  set_origin(request, reader_.head(), loop_.origin, ends_);
  if (loop_.origin.trust_forwarded) {
    const std::string_view given = request.header("X-Request-Id");
    if (is_request_id(given)) {
      request.id = given;
      return;
    }
  }
  loop_.ids.assign_next(request.id);
}

// Writes the content of out_, and `rest` after it. A plain socket usually accepts it at once,
// without a trip through the loop. The timeout applies to each piece that the socket accepts: how
// much of an answer the kernel buffers says nothing about how much was read.
template <class Stream>
asio::awaitable<void> Connection<Stream>::flush(std::string_view rest) {
  written_ = 0;
  write_at_once(rest);
  const bool waits = written_ < out_.size() && out_.size() > out_bytes_kept_max;
  if (waits && held_.resize(std::max(body_held_, out_.size())) != Room::there) {
    broken_ = true;  // a client that does not read small answers has no claim on scarce memory
  }
  while (written_ < out_.size() + rest.size() && !broken_) {
    enter_anew(Phase::writing, loop_.limits.write_timeout);
    ErrorCode error;
    written_ += co_await stream_.async_write_some(unwritten(rest),
                                                  asio::redirect_error(asio::use_awaitable, error));
    broken_ = broken_ || error.failed();
  }
  if (out_.capacity() > out_bytes_kept_max) {
    std::string().swap(out_);  // assignment would keep the buffer
  }
  out_.clear();
  held_.resize(body_held_);
}

template <class Stream>
void Connection<Stream>::write_at_once(std::string_view rest) {
  if constexpr (!is_tls<Stream>) {
    if (out_.empty() && rest.empty()) {
      return;
    }
    ErrorCode error;
    // One buffer is cheaper to send than a list of them.
    written_ = rest.empty() ? stream_.write_some(asio::buffer(out_), error)
                            : stream_.write_some(unwritten(rest), error);
    broken_ = broken_ || (error && error != asio::error::would_block);
  }
}

template <class Stream>
std::array<asio::const_buffer, 2> Connection<Stream>::unwritten(std::string_view rest) const {
  const std::size_t of_out = std::min(written_, out_.size());
  return {asio::buffer(out_) + of_out, asio::buffer(rest) + (written_ - of_out)};
}

// Ends the connection so that the peer sees the answer as cut off: where the connection's end marks
// the body's end, a clean one would make it look complete.
template <class Stream>
void Connection<Stream>::reset() {
  ErrorCode ignored;
  socket_of(stream_).set_option(asio::socket_base::linger(true, 0), ignored);
  socket_of(stream_).close(ignored);
}

template <class Stream>
asio::awaitable<void> Connection<Stream>::close() {
  if (broken_) {
    co_return;
  }
  enter(Phase::closing, closing_patience);
  ErrorCode error;
  if constexpr (is_tls<Stream>) {
    co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
  }
  Socket& socket = socket_of(stream_);
  socket.shutdown(Socket::shutdown_send, error);
  std::array<char, 4096> rest;
  while (!error && !expired_) {
    co_await socket.async_read_some(asio::buffer(rest),
                                    asio::redirect_error(asio::use_awaitable, error));
  }
}

template class Connection<Socket>;
template class Connection<TlsSocket>;

}  // namespace provost::http

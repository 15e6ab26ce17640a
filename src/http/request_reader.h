#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "http/chunked_decoder.h"
#include "http/head_parser.h"
#include "http/head_scanner.h"
#include "http/message.h"

namespace provost::http {

// Takes the framing off a stream of bytes: no socket, no time. The caller alternates
//
//   prepare() → fill → commit(n) → next() until it wants more
//
// and calls consume() when it is done with a request. Bytes of following requests stay.
//
// Memory: the header is read in place; a body that came along with its header as well. Any other
// body is collected in its own string, one copy, which grows as bytes arrive, not by
// Content-Length. Memory above a few kilobytes per connection is taken from the budget before it is
// allocated: without room the request is refused, 503, or 429 if only its caller's share is full.
class RequestReader {
 public:
  enum class Step : std::uint8_t {
    need_more,
    ready,    // request() is whole until consume()
    refused,  // no further byte can be trusted: answer with refused_status() and close
  };
  // What the bytes held so far are part of.
  enum class Phase : std::uint8_t { idle, head, body };

  // `body_limits` are asked for each request with a body once its header was read, and must outlive
  // the reader. Null or empty: all have the same limit. So must the budget; null: no limit.
  RequestReader(std::size_t header_bytes_max, std::size_t body_bytes_max,
                const BodyLimits* body_limits = nullptr, ByteBudget* budget = nullptr);

  std::span<char> prepare();
  void commit(std::size_t count) { end_ += count; }
  Step next();
  void consume();

  Request& request() { return request_; }
  const Head& head() const { return head_; }
  bool keep_alive() const;
  // Holds the extra memory for processing request(): the parsed values. False, with
  // refused_status(), when there is no room.
  bool hold_for_work();
  // Of whose bytes the request's are.
  const std::string& share() const { return limit_.share; }
  // True once per request whose client waits for 100 Continue before it sends the body
  // (RFC 9110 §10.1.1).
  bool take_continue();
  Phase phase() const;
  // Bytes of the current request so far, and those of its body.
  std::size_t bytes() const { return bytes_; }

  int refused_status() const { return refused_status_; }
  std::string_view refused_reason() const { return refused_reason_; }
  // Whether request() holds at least the request line of the refused request.
  bool has_request_line() const { return !request_.target.empty(); }

 private:
  enum class State : std::uint8_t { head, sized_body, chunked_body, ready };

  std::string_view unread() const { return {buffer_.get() + begin_, end_ - begin_}; }
  void take(std::size_t count);
  void reserve(std::size_t capacity);
  void skip_empty_lines();
  void reset_request();
  Step read_head();
  Step parse_head(std::size_t length);
  Step start_body();
  void keep_head_apart();
  Step read_sized_body();
  Step read_chunked_body();
  Step ready();
  BodyLimit body_limit() const;
  std::size_t counted(std::size_t bytes) const;
  bool make_room(std::size_t count);
  bool hold(std::size_t bytes);
  Step refuse(int status, std::string_view reason);
  Step refuse_body(const BodyLimit& limit);
  Step refuse(HeadParser::ErrorCode error);

  std::size_t header_bytes_max_;
  std::size_t body_bytes_max_;
  const BodyLimits* body_limits_;
  BodyLimit limit_;  // of the current body
  ByteBudget::Hold hold_;

  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;

  State state_ = State::head;
  HeadScanner scanner_;
  std::optional<HeadParser> parser_;
  std::optional<ChunkedDecoder> chunks_;
  Request request_;
  Head head_;
  std::size_t head_size_ = 0;
  std::string head_copy_;
  std::string body_;
  std::size_t body_missing_ = 0;
  std::size_t bytes_ = 0;
  bool continue_due_ = false;
  int refused_status_ = 0;
  std::string refused_reason_;
};

}  // namespace provost::http

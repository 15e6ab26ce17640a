#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/message.h"

namespace provost::http {

// The Date header's value, rewritten only when the second changes.
class DateText {
 public:
  explicit DateText(const Clock& clock) : clock_(clock) {}
  // Valid until the next call.
  std::string_view now();

 private:
  const Clock& clock_;
  std::int64_t second_ = -1;
  std::string text_;
};

// Additions to a handler's response.
struct ResponseFrame {
  std::string_view date;
  std::string_view request_id;
  bool to_head = false;  // the body is left out, its length is not
  bool apart = false;    // so it is when the caller sends the body from where it lies
  bool close = false;
  bool chunked = false;     // the body follows in chunks; or up to the end of the connection
  bool only_https = false;  // clients shall come by https alone (RFC 6797)
};

// Appends a part of a body: a chunk (RFC 9112 §7.1); nothing when the part is empty, which as a
// chunk would end the body.
void append_chunk(std::string& out, std::string_view part);
inline constexpr std::string_view last_chunk = "0\r\n\r\n";

// Appends the response as HTTP/1.1 bytes. Every answer also forbids guessing its type, and caching
// unless it has a Cache-Control. Control characters in header values become spaces, so that no
// value can start a new line. For a response with a source this is only the header.
void append_response(std::string& out, const Response& response, const ResponseFrame& frame);

}  // namespace provost::http

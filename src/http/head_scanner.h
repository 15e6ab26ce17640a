#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace provost::http {

// Finds where the header of a request ends, in bytes that arrive piece by piece, and refuses
// invalid bytes early, so that a client of another protocol (TLS on the plain port) gets an error
// at once: lines end in CRLF only, none is continued on the next (obs-fold, RFC 9112 §5.2), and the
// first starts with a letter.
class HeadScanner {
 public:
  enum class Outcome : std::uint8_t { incomplete, complete, malformed };

  // `bytes` starts where the header does, and only grows from call to call.
  Outcome scan(std::string_view bytes);
  // After `complete`: the length with the empty line.
  std::size_t length() const { return line_start_; }
  void reset() { line_start_ = 0; }

 private:
  std::size_t line_start_ = 0;
};

}  // namespace provost::http

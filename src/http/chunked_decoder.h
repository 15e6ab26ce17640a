#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace provost::http {

// Takes the chunked coding off a body (RFC 9112 §7.1), from bytes that arrive piece by piece:
//
//   body      = *( size [ extension ] CRLF data CRLF ) "0" [ extension ] CRLF *( field CRLF ) CRLF
//   extension = *( SP / HTAB ) ";" *( printable characters, SP, HTAB )
//
// Strict about line ends, since a proxy that reads them differently would let a client hide a
// request in a body (§11.2). Extensions and trailer fields are checked for their form and dropped:
// nothing after the header may change the checked header.
class ChunkedDecoder {
 public:
  enum class Outcome : std::uint8_t {
    incomplete,
    complete,
    malformed,
    body_too_large,
    extras_too_large,  // extensions and trailer fields together, or a single line
  };
  struct Progress {
    Outcome outcome;
    std::size_t taken;  // bytes that need not be given again
  };

  ChunkedDecoder(std::size_t body_bytes_max, std::size_t extra_bytes_max)
      : body_bytes_max_(body_bytes_max), extra_bytes_max_(extra_bytes_max) {}

  // Appends the data in `bytes` to `body`. Bytes that are not taken belong to an incomplete line;
  // there are never more than fit in extra_bytes_max + 18 before the outcome is extras_too_large.
  Progress read(std::string_view bytes, std::string& body);

 private:
  enum class State : std::uint8_t { size, data, data_end, trailer, done };

  Outcome read_data(std::string_view& rest, std::string& body);
  Outcome read_line(std::string_view& rest, std::size_t body_bytes);
  Outcome take_line(std::string_view line, std::size_t body_bytes);
  Outcome take_size(std::string_view line, std::size_t body_bytes);
  Outcome take_field(std::string_view line);
  Outcome count_extras(std::size_t bytes);

  std::size_t body_bytes_max_;
  std::size_t extra_bytes_max_;
  State state_ = State::size;
  std::size_t data_missing_ = 0;
  std::size_t extra_bytes_ = 0;
};

}  // namespace provost::http

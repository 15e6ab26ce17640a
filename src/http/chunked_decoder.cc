#include "http/chunked_decoder.h"

#include <algorithm>
#include <charconv>

namespace provost::http {
namespace {

// For a 64-bit number, and for the line around it.
constexpr std::size_t size_digits_max = 16;
constexpr std::size_t size_line_bytes = size_digits_max + 2;

bool is_text(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return c == '\t' || (byte >= 0x20 && byte != 0x7f);
}

// RFC 9110 §5.6.2.
bool is_token_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_extension(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t");
  return start != std::string_view::npos && text[start] == ';' &&
         std::ranges::all_of(text, is_text);
}

bool is_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  return colon != std::string_view::npos && colon > 0 &&
         std::ranges::all_of(line.substr(0, colon), is_token_char) &&
         std::ranges::all_of(line.substr(colon), is_text);
}

}  // namespace

ChunkedDecoder::Progress ChunkedDecoder::read(std::string_view bytes, std::string& body) {
  std::string_view rest = bytes;
  Outcome outcome = Outcome::incomplete;
  while (!rest.empty() && state_ != State::done && outcome == Outcome::incomplete) {
    const std::size_t before = rest.size();
    outcome = state_ == State::data ? read_data(rest, body) : read_line(rest, body.size());
    if (rest.size() == before) {
      break;
    }
  }
  const bool done = state_ == State::done && outcome == Outcome::incomplete;
  return {done ? Outcome::complete : outcome, bytes.size() - rest.size()};
}

ChunkedDecoder::Outcome ChunkedDecoder::read_data(std::string_view& rest, std::string& body) {
  const std::size_t count = std::min(data_missing_, rest.size());
  body.append(rest.substr(0, count));
  rest.remove_prefix(count);
  data_missing_ -= count;
  if (data_missing_ == 0) {
    state_ = State::data_end;
  }
  return Outcome::incomplete;
}

ChunkedDecoder::Outcome ChunkedDecoder::read_line(std::string_view& rest, std::size_t body_bytes) {
  const std::size_t bytes_max = extra_bytes_max_ + size_line_bytes;
  const std::size_t line_feed = rest.substr(0, bytes_max).find('\n');
  if (line_feed == std::string_view::npos) {
    return rest.size() < bytes_max ? Outcome::incomplete : Outcome::extras_too_large;
  }
  const std::string_view line = rest.substr(0, line_feed);
  rest.remove_prefix(line_feed + 1);
  return line.ends_with('\r') ? take_line(line.substr(0, line.size() - 1), body_bytes)
                              : Outcome::malformed;
}

ChunkedDecoder::Outcome ChunkedDecoder::take_line(std::string_view line, std::size_t body_bytes) {
  if (state_ == State::size) {
    return take_size(line, body_bytes);
  }
  if (state_ == State::trailer) {
    return take_field(line);
  }
  state_ = State::size;
  return line.empty() ? Outcome::incomplete : Outcome::malformed;
}

ChunkedDecoder::Outcome ChunkedDecoder::take_size(std::string_view line, std::size_t body_bytes) {
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  const auto digits = static_cast<std::size_t>(end - line.data());
  // from_chars would accept a sign.
  if (error != std::errc() || digits > size_digits_max || line.front() == '-') {
    return Outcome::malformed;
  }
  const std::string_view extension = line.substr(digits);
  if (!extension.empty() && !is_extension(extension)) {
    return Outcome::malformed;
  }
  if (size > body_bytes_max_ - body_bytes) {
    return Outcome::body_too_large;
  }
  data_missing_ = static_cast<std::size_t>(size);
  state_ = size == 0 ? State::trailer : State::data;
  return count_extras(extension.size());
}

ChunkedDecoder::Outcome ChunkedDecoder::take_field(std::string_view line) {
  if (line.empty()) {
    state_ = State::done;
    return Outcome::incomplete;
  }
  return is_field(line) ? count_extras(line.size()) : Outcome::malformed;
}

ChunkedDecoder::Outcome ChunkedDecoder::count_extras(std::size_t bytes) {
  extra_bytes_ += bytes;
  return extra_bytes_ > extra_bytes_max_ ? Outcome::extras_too_large : Outcome::incomplete;
}

}  // namespace provost::http

#include "http/request_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace provost::http {
namespace {

namespace beast = boost::beast;

constexpr std::size_t buffer_bytes_min = 4 * 1024;
constexpr std::size_t body_buffer_bytes = 64 * 1024;
// Less than the buffer, so that the longest line of a chunked body fits.
constexpr std::size_t chunk_extra_bytes_max = 32 * 1024;
// What a connection keeps between requests: an idle one should be small. That much per connection
// is not counted, so small requests never ask for room.
constexpr std::size_t kept_bytes_max = 16 * 1024;
// The memory for processing a body, as a multiple of it: values while they are read, and the
// results.
constexpr std::size_t bodies_in_work = 3;
// RFC 9112 §2.2 asks to skip at least one empty line before a request.
constexpr std::size_t empty_line_bytes_max = 8;

void shrink(std::string& text) {
  if (text.capacity() > kept_bytes_max) {
    // Not by assignment: that would copy a short string into the buffer of a long one.
    std::string().swap(text);
  } else {
    text.clear();
  }
}

}  // namespace

RequestReader::RequestReader(std::size_t header_bytes_max, std::size_t body_bytes_max,
                             const BodyLimits* body_limits, ByteBudget* budget)
    : header_bytes_max_(header_bytes_max),
      body_bytes_max_(body_bytes_max),
      body_limits_(body_limits),
      hold_(budget == nullptr ? ByteBudget::Hold()
                              : ByteBudget::Hold(*budget, ByteBudget::strangers)) {
  reserve(std::min(buffer_bytes_min, header_bytes_max + empty_line_bytes_max));
}

// Called only between requests or while a body is collected, so no view points into the buffer.
std::span<char> RequestReader::prepare() {
  if (begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (state_ == State::head && end_ == capacity_) {
    reserve(std::min(capacity_ * 2, header_bytes_max_ + empty_line_bytes_max));
  } else if (state_ != State::head && end_ == capacity_) {
    // The longest line of a chunked body has to fit.
    reserve(std::min(capacity_ * 2, body_buffer_bytes));
    hold_.force(counted(capacity_ + body_.capacity()));
  } else if (state_ != State::head && body_.size() >= capacity_ && capacity_ < body_buffer_bytes) {
    // A long body is read in long pieces or, without room, in short ones.
    if (hold_.resize(counted(body_buffer_bytes + body_.capacity())) == Room::there) {
      reserve(body_buffer_bytes);
    }
  }
  return {buffer_.get() + end_, capacity_ - end_};
}

// How many of these bytes, plus the header, the budget has to count.
std::size_t RequestReader::counted(std::size_t bytes) const {
  const std::size_t all = bytes + head_copy_.capacity();
  return all > kept_bytes_max ? all - kept_bytes_max : 0;
}

// Lets the body grow by that many bytes. It doubles, to avoid constant copying, but never beyond
// the possible length. Returns false when there is no room.
bool RequestReader::make_room(std::size_t count) {
  const std::size_t needed = body_.size() + count;
  if (needed <= body_.capacity()) {
    return true;
  }
  const std::size_t most = body_missing_ > 0 ? body_.size() + body_missing_ : limit_.bytes_max;
  const std::size_t wanted =
      std::max(needed, std::min(std::max(body_.capacity() * 2, buffer_bytes_min), most));
  if (!hold(counted(capacity_ + body_.capacity() + wanted))) {
    return false;
  }
  body_.reserve(wanted);
  return hold(counted(capacity_ + body_.capacity()));
}

bool RequestReader::hold(std::size_t bytes) {
  switch (hold_.resize(bytes)) {
    case Room::there:
      return true;
    case Room::share_full:
      if (limit_.share != ByteBudget::strangers) {
        refuse(429, check(Room::share_full).error().detail);
        return false;
      }
      break;
    case Room::full:
      break;
  }
  refuse(503, check(Room::full).error().detail);
  return false;
}

bool RequestReader::hold_for_work() {
  if (request_.body.size() <= kept_bytes_max) {
    return true;
  }
  return hold(counted(capacity_ + body_.capacity()) + bodies_in_work * request_.body.size());
}

void RequestReader::reserve(std::size_t capacity) {
  auto larger = std::make_unique_for_overwrite<char[]>(capacity);
  if (end_ > begin_) {
    std::memcpy(larger.get(), buffer_.get() + begin_, end_ - begin_);
  }
  buffer_ = std::move(larger);
  capacity_ = capacity;
  end_ -= begin_;
  begin_ = 0;
}

void RequestReader::take(std::size_t count) {
  begin_ += count;
  bytes_ += count;
}

RequestReader::Step RequestReader::next() {
  switch (state_) {
    case State::head:
      return read_head();
    case State::sized_body:
      return read_sized_body();
    case State::chunked_body:
      return read_chunked_body();
    case State::ready:
      return Step::ready;
  }
  return Step::need_more;
}

void RequestReader::skip_empty_lines() {
  while (unread().starts_with("\r\n") && bytes_ < empty_line_bytes_max) {
    take(2);
  }
}

RequestReader::Step RequestReader::read_head() {
  if (refused_status_ != 0) {
    return Step::refused;
  }
  skip_empty_lines();
  if (unread() == "\r" && bytes_ < empty_line_bytes_max) {
    return Step::need_more;
  }
  switch (scanner_.scan(unread().substr(0, header_bytes_max_))) {
    case HeadScanner::Outcome::malformed:
      return refuse(400, "the request is not well-formed HTTP/1.1");
    case HeadScanner::Outcome::complete:
      return parse_head(scanner_.length());
    case HeadScanner::Outcome::incomplete:
      if (unread().size() < header_bytes_max_) {
        return Step::need_more;
      }
      break;
  }
  return refuse(431, "the header of the request is too large");
}

RequestReader::Step RequestReader::parse_head(std::size_t length) {
  parser_.emplace(request_, head_, body_bytes_max_);
  HeadParser::ErrorCode error;
  parser_->put(boost::asio::const_buffer(unread().data(), length), error);
  // Beast asks for more when a body follows.
  if (error && error != beast::http::error::need_more) {
    return refuse(error);
  }
  if (!parser_->is_header_done()) {
    return refuse(400, "the request is not well-formed HTTP/1.1");
  }
  head_size_ = length;
  take(length);
  return start_body();
}

RequestReader::Step RequestReader::start_body() {
  if (parser_->is_done()) {
    return ready();
  }
  limit_ = body_limit();
  hold_.move_to(limit_.share);
  const bool is_unwelcome = limit_.status != 413 && head_.expects_continue;
  if (is_unwelcome || parser_->content_length().value_or(0) > limit_.bytes_max) {
    return refuse_body(limit_);
  }
  if (parser_->chunked()) {
    state_ = State::chunked_body;
    chunks_.emplace(limit_.bytes_max, std::min(header_bytes_max_, chunk_extra_bytes_max));
  } else {
    state_ = State::sized_body;
    body_missing_ = parser_->content_length().value_or(0);
    if (unread().size() >= body_missing_) {
      request_.body = unread().substr(0, body_missing_);
      take(body_missing_);
      state_ = State::ready;
      return Step::ready;
    }
  }
  keep_head_apart();
  continue_due_ = head_.expects_continue && head_.minor_version > 0 && unread().empty();
  return next();
}

// The body will be read through the buffer, so the header's views move to a copy.
void RequestReader::keep_head_apart() {
  const char* const from = buffer_.get() + begin_ - head_size_;
  head_copy_.assign(from, head_size_);
  const auto move = [this, from](std::string_view& view) {
    const bool inside = view.data() >= from && view.data() <= from + head_size_;
    if (inside) {
      view = std::string_view(head_copy_)
                 .substr(static_cast<std::size_t>(view.data() - from), view.size());
    }
  };
  for (std::string_view* view :
       {&request_.method_text, &request_.target, &request_.query, &head_.authority}) {
    move(*view);
  }
  for (auto& [name, value] : request_.headers) {
    move(name);
    move(value);
  }
}

RequestReader::Step RequestReader::read_sized_body() {
  if (refused_status_ != 0) {
    return Step::refused;
  }
  const std::size_t count = std::min(body_missing_, unread().size());
  if (!make_room(count)) {
    return Step::refused;
  }
  body_.append(unread().substr(0, count));
  take(count);
  body_missing_ -= count;
  return body_missing_ == 0 ? ready() : Step::need_more;
}

RequestReader::Step RequestReader::read_chunked_body() {
  if (refused_status_ != 0) {
    return Step::refused;
  }
  if (!make_room(std::min(unread().size(), limit_.bytes_max - body_.size()))) {
    return Step::refused;
  }
  const auto [outcome, taken] = chunks_->read(unread(), body_);
  take(taken);
  switch (outcome) {
    case ChunkedDecoder::Outcome::incomplete:
      return Step::need_more;
    case ChunkedDecoder::Outcome::complete:
      return ready();
    case ChunkedDecoder::Outcome::malformed:
      break;
    case ChunkedDecoder::Outcome::body_too_large:
      return refuse_body(limit_);
    case ChunkedDecoder::Outcome::extras_too_large:
      return refuse(431, "a chunk header or the trailer of the request is too large");
  }
  return refuse(400, "the request is not well-formed HTTP/1.1");
}

RequestReader::Step RequestReader::ready() {
  state_ = State::ready;
  request_.body = body_;
  return Step::ready;
}

BodyLimit RequestReader::body_limit() const {
  const BodyLimit general{.bytes_max = body_bytes_max_};
  if (body_limits_ == nullptr || !*body_limits_) {
    return general;
  }
  BodyLimit own = (*body_limits_)(request_);
  if (own.bytes_max > general.bytes_max) {
    own.bytes_max = general.bytes_max;
    own.called = general.called;
  }
  return own;
}

RequestReader::Step RequestReader::refuse_body(const BodyLimit& limit) {
  if (limit.status != 413) {
    return refuse(limit.status, limit.reason);
  }
  return refuse(413, fmt::format("the body of the request is larger than {}, {} bytes: nothing was "
                                 "done, send it in parts",
                                 limit.called, limit.bytes_max));
}

RequestReader::Step RequestReader::refuse(int status, std::string_view reason) {
  refused_status_ = status;
  refused_reason_ = reason;
  return Step::refused;
}

RequestReader::Step RequestReader::refuse(HeadParser::ErrorCode error) {
  if (error == beast::http::error::body_limit) {
    return refuse_body({.bytes_max = body_bytes_max_});
  }
  if (error == beast::http::error::bad_version) {
    return refuse(400, "the request is not HTTP/1.1");
  }
  return refuse(400, "the request is not well-formed HTTP/1.1");
}

void RequestReader::consume() {
  reset_request();
  if (capacity_ > kept_bytes_max && end_ - begin_ <= buffer_bytes_min) {
    reserve(buffer_bytes_min);
  }
  if (begin_ == end_) {
    begin_ = end_ = 0;
  }
  hold_.resize(counted(capacity_ + body_.capacity()));
}

void RequestReader::reset_request() {
  state_ = State::head;
  scanner_.reset();
  request_.target = {};
  request_.path.clear();
  request_.spelling = Spelling::canonical;
  request_.headers.clear();
  request_.body = {};
  head_ = Head();
  shrink(head_copy_);
  shrink(body_);
  body_missing_ = 0;
  bytes_ = 0;
  continue_due_ = false;
}

bool RequestReader::keep_alive() const {
  return head_.minor_version > 0 && parser_ && parser_->keep_alive();
}

bool RequestReader::take_continue() {
  return std::exchange(continue_due_, false);
}

RequestReader::Phase RequestReader::phase() const {
  if (state_ != State::head) {
    return Phase::body;
  }
  return begin_ == end_ ? Phase::idle : Phase::head;
}

}  // namespace provost::http

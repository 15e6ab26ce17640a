#include "http/testing/loopback.h"

#include <charconv>
#include <stdexcept>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <poll.h>

#include "base/text.h"
#include "http/body_source.h"

namespace provost::http::testing {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds slow_answer{200};
constexpr int wait_ms = 5'000;

std::string describe(const Request& request) {
  std::string out(request.method_text);
  for (const std::string_view part : {request.target, std::string_view(request.base_url),
                                      std::string_view(request.peer_address), request.body}) {
    out.append("\n").append(part);
  }
  return out;
}

// The bodies of /parts, /torn, /endless and /silent.
class Parts final : public BodySource {
 public:
  explicit Parts(std::string_view path) : path_(path) {}
  bool is_endless() const override { return path_ == "/endless" || path_ == "/silent"; }
  asio::awaitable<bool> next(std::string& out) override {
    const int number = number_++;
    if (number > 0) {
      asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::milliseconds(5));
      co_await timer.async_wait(asio::use_awaitable);
    }
    if (path_ == "/torn" && number == 1) {
      throw std::runtime_error("the source ran dry");
    }
    if (number % 2 == 0 && path_ != "/silent") {
      out += std::to_string(number / 2);
    }
    co_return is_endless() || number < 18;
  }

 private:
  std::string path_;
  int number_ = 0;
};

asio::awaitable<Response> answer(const Request& request) {
  Response response;
  response.headers.push_back({"Content-Type", "text/plain"});
  if (request.path == "/slow") {
    asio::steady_timer timer(co_await asio::this_coro::executor, slow_answer);
    co_await timer.async_wait(
        asio::bind_cancellation_slot(asio::cancellation_slot(), asio::use_awaitable));
  }
  if (request.path == "/left") {
    asio::steady_timer never(co_await asio::this_coro::executor, std::chrono::hours(24));
    boost::system::error_code error;
    co_await never.async_wait(asio::redirect_error(asio::use_awaitable, error));
  }
  if (request.path == "/throw") {
    throw std::runtime_error("a handler that breaks its promise");
  }
  if (request.path == "/parts" || request.path == "/torn" || request.path == "/endless" ||
      request.path == "/silent") {
    response.source = std::make_shared<Parts>(request.path);
  } else if (request.path == "/big") {
    response.body.assign(8 * 1024 * 1024, 'b');
  } else if (request.path == "/none") {
    response.status = 204;
  } else if (request.path == "/split") {
    response.headers.push_back({"X-Value", "a\r\nX-Injected: b"});
  } else {
    response.body = describe(request);
  }
  co_return response;
}

Response refusal(const Request*, int status, std::string_view reason) {
  Response response;
  response.status = status;
  response.headers.push_back({"Content-Type", "text/plain"});
  response.body = reason;
  return response;
}

}  // namespace

TestServer::TestServer(Options options)
    : tls_(options.tls.has_value()),
      server_((options.port = 0, options), [](asio::io_context&) -> Handler { return answer; },
              refusal,
              [this](const AccessRecord& record) {
                const std::lock_guard lock(mutex_);
                logged_.push_back({record.request == nullptr ? std::string()
                                                             : std::string(record.request->target),
                                   record.response->status, record.bytes_in, record.bytes_out});
              },
              clock_, random_) {
  server_.start();
}

std::string TestServer::url() const {
  return (tls_ ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port());
}

std::vector<Logged> TestServer::logged() const {
  const std::lock_guard lock(mutex_);
  return logged_;
}

RawClient::RawClient(std::uint16_t port) {
  socket_.connect({asio::ip::address_v4::loopback(), port});
  socket_.set_option(asio::ip::tcp::no_delay(true));
}

bool RawClient::send(std::string_view bytes) {
  boost::system::error_code error;
  asio::write(socket_, asio::buffer(bytes.data(), bytes.size()), error);
  return !error;
}

void RawClient::finish_sending() {
  boost::system::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

bool RawClient::read_more() {
  pollfd ready{socket_.native_handle(), POLLIN, 0};
  if (closed_ || ::poll(&ready, 1, wait_ms) <= 0) {
    return false;
  }
  char bytes[64 * 1024];
  boost::system::error_code error;
  const std::size_t count = socket_.read_some(asio::buffer(bytes), error);
  pending_.append(bytes, count);
  closed_ = error.failed();
  was_reset_ = error == asio::error::connection_reset;
  return !closed_;
}

std::string RawClient::read_until(std::string_view end) {
  std::size_t found = pending_.find(end);
  while (found == std::string::npos && read_more()) {
    found = pending_.find(end);
  }
  const std::size_t size = found == std::string::npos ? pending_.size() : found + end.size();
  std::string out = pending_.substr(0, size);
  pending_.erase(0, size);
  return out;
}

std::string RawClient::read_all() {
  while (read_more()) {
  }
  return std::exchange(pending_, {});
}

std::string RawClient::read_answer() {
  std::string out = read_until("\r\n\r\n");
  const std::string_view length = header_of(out, "Content-Length");
  std::size_t size = 0;
  std::from_chars(length.data(), length.data() + length.size(), size);
  while (pending_.size() < size && read_more()) {
  }
  out += pending_.substr(0, size);
  pending_.erase(0, size);
  return out;
}

int status_of(std::string_view answer) {
  int status = 0;
  if (answer.size() > 12) {
    std::from_chars(answer.data() + 9, answer.data() + 12, status);
  }
  return status;
}

std::string_view body_of(std::string_view answer) {
  const std::size_t end = answer.find("\r\n\r\n");
  return end == std::string_view::npos ? std::string_view{} : answer.substr(end + 4);
}

std::string_view header_of(std::string_view answer, std::string_view name) {
  std::string_view head = answer.substr(0, answer.find("\r\n\r\n"));
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(head.size(), line.size() + 2));
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos && iequals(line.substr(0, colon), name)) {
      return line.substr(colon + 2);
    }
  }
  return {};
}

}  // namespace provost::http::testing

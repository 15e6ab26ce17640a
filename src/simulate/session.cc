#include "simulate/session.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "simulate/differ.h"

namespace provost::simulate {
namespace {

using std::chrono::milliseconds;
using Moment = std::chrono::steady_clock;

constexpr int attempts_max = 10;
constexpr int lost_attempts_max = 5;
constexpr int retry_after_s_max = 300;  // Okta's default of five minutes
constexpr std::size_t detail_bytes_max = 300;

class HttpTransport final : public Transport {
 public:
  explicit HttpTransport(http::Client client) : client_(std::move(client)) {}
  Result<http::Client::Answer> send(std::string_view method, std::string_view target,
                                    const std::vector<http::Header>& headers,
                                    std::string_view body) override {
    return client_.send(method, target, headers, body);
  }

 private:
  http::Client client_;
};

int parse_seconds(std::string_view text) {
  int seconds = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  return error == std::errc{} && end == text.data() + text.size() ? seconds : -1;
}

// Cuts at a character's first byte, so that the report remains UTF-8.
std::string shorten(std::string_view text) {
  if (text.size() <= detail_bytes_max) {
    return std::string(text);
  }
  std::size_t end = detail_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
    --end;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string detail_of(const Reply& reply) {
  if (reply.status == 0) {
    return reply.fault;
  }
  const auto detail = string_member(reply.json, "detail");
  return shorten(detail.empty() ? std::string_view(reply.text) : detail);
}

Reply read_answer(http::Client::Answer answer) {
  Reply reply;
  reply.status = answer.status;
  reply.content_type = answer.header("Content-Type");
  if (!answer.body.empty()) {
    if (auto parsed = json::parse(answer.body); parsed.has_value()) {
      reply.json = std::move(parsed).value();
    }
  }
  reply.text = std::move(answer.body);
  return reply;
}

bool is_retryable(const Reply& reply, const Call& call) {
  return reply.status == 429 || reply.status == 503 || (reply.status == 0 && call.method != "POST");
}

}  // namespace

Result<std::unique_ptr<Transport>> open_transport(std::string_view url, milliseconds timeout) {
  TRY_ASSIGN(auto client, http::Client::open(url, timeout));
  return std::unique_ptr<Transport>(std::make_unique<HttpTransport>(std::move(client)));
}

RateLimiter::RateLimiter(double per_second) {
  if (per_second > 0) {
    interval_ = std::chrono::nanoseconds(std::llround(1e9 / per_second));
  }
}

std::chrono::nanoseconds RateLimiter::take(Moment::time_point now) {
  if (interval_.count() == 0) {
    return interval_;
  }
  const std::lock_guard lock(mutex_);
  const auto turn = std::max(now, next_);
  next_ = turn + interval_;
  return turn - now;
}

void Shared::stop(std::string reason) {
  const std::lock_guard lock(mutex_);
  if (!stopped_.exchange(true)) {
    reason_ = std::move(reason);
  }
}

std::string Shared::stop_reason() const {
  const std::lock_guard lock(mutex_);
  return reason_;
}

Session::Session(Shared& shared, std::unique_ptr<Transport> transport)
    : shared_(shared), transport_(std::move(transport)) {}

Reply Session::send(const Call& call) {
  Reply reply;
  bool lost = false;
  for (int attempt = 1; attempt <= attempts_max && !shared_.stopped(); ++attempt) {
    reply = send_once(call);
    reply.repeated = lost;
    lost = lost || reply.status == 0;
    if (!is_retryable(reply, call) || attempt == attempts_max) {
      break;
    }
    if (reply.status == 0 && attempt >= lost_attempts_max) {
      shared_.stop(fmt::format("{} {} had no answer: {}", call.method, call.target, reply.fault));
      break;
    }
    shared_.sleep(pause(reply, attempt));
  }
  if (reply.status == 401 || reply.status == 403) {
    shared_.stop(fmt::format("{} {} was refused with {}: {}", call.method, call.target,
                             reply.status, detail_of(reply)));
  }
  return reply;
}

Reply Session::send_once(const Call& call) {
  const auto wait = shared_.limiter.take(Moment::now());
  if (wait.count() > 0) {
    shared_.sleep(std::chrono::ceil<milliseconds>(wait));
  }
  const auto begin = Moment::now();
  auto answer =
      transport_->send(call.method, call.target, shared_.headers(!call.body.empty()), call.body);
  const std::chrono::duration<double, std::milli> took = Moment::now() - begin;
  shared_.recorder.record(call.kind, answer.has_value() ? answer.value().status : 0, took.count());
  retry_after_s_ = -1;
  if (answer.has_error()) {
    Reply lost;
    lost.fault = answer.error().detail.empty() ? answer.error().cause : answer.error().detail;
    return lost;
  }
  retry_after_s_ = parse_seconds(answer.value().header("Retry-After"));
  return read_answer(std::move(answer).value());
}

milliseconds Session::pause(const Reply& reply, int attempt) const {
  if (reply.status != 0 && retry_after_s_ >= 0) {
    return std::chrono::seconds(std::min(retry_after_s_, retry_after_s_max));
  }
  return milliseconds(100 << std::min(attempt, 8));
}

Reply Session::expect(const Call& call, std::initializer_list<int> statuses) {
  if (shared_.stopped()) {
    return {};
  }
  Reply reply = send(call);
  if (std::ranges::find(statuses, reply.status) != statuses.end()) {
    return reply;
  }
  fail(call, reply);
  return {};
}

void Session::fail(const Call& call, const Reply& reply) {
  const auto status = reply.status == 0 ? std::string("no answer") : fmt::to_string(reply.status);
  shared_.failures.add(fmt::format("{}: {} {} → {}: {}", to_text(call.kind), call.method,
                                   call.target, status, detail_of(reply)));
}

void remove(Session& session, const Call& call) {
  if (session.shared().stopped()) {
    return;
  }
  const Reply reply = session.send(call);
  if (reply.status != 204 && !(reply.status == 404 && reply.repeated)) {
    session.fail(call, reply);
  }
}

Created create(Session& session, const Call& post, const std::function<std::string()>& match) {
  Reply reply;
  for (int attempt = 1; attempt <= lost_attempts_max && !session.shared().stopped(); ++attempt) {
    reply = session.send(post);
    if (reply.status == 201 && !string_member(reply.json, "id").empty()) {
      return {std::string(string_member(reply.json, "id")), false, std::move(reply.json)};
    }
    if (reply.status != 0 && reply.status != 409) {
      break;
    }
    if (auto id = match(); !id.empty()) {
      return {std::move(id), true, {}};
    }
    if (reply.status == 409) {
      break;
    }
  }
  session.fail(post, reply);
  return {};
}

}  // namespace provost::simulate

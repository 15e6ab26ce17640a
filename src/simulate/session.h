#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/client.h"
#include "json/json.h"
#include "simulate/recorder.h"

namespace provost::simulate {

// One connection to the target. The way to a real server is http::Client; tests put a script here.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual Result<http::Client::Answer> send(std::string_view method, std::string_view target,
                                            const std::vector<http::Header>& headers,
                                            std::string_view body) = 0;
};
Result<std::unique_ptr<Transport>> open_transport(std::string_view url,
                                                  std::chrono::milliseconds timeout);

using Sleep = std::function<void(std::chrono::milliseconds)>;

// Spaces the requests of all workers evenly. 0 per second does not limit.
class RateLimiter {
 public:
  explicit RateLimiter(double per_second);
  // How long the caller has to wait for its turn at `now`; takes the turn.
  std::chrono::nanoseconds take(std::chrono::steady_clock::time_point now);

 private:
  std::mutex mutex_;
  std::chrono::nanoseconds interval_{0};
  std::chrono::steady_clock::time_point next_{};
};

// What all workers of a run share.
struct Shared {
  explicit Shared(double rate) : limiter(rate) {}

  Recorder recorder;
  Findings failures;
  Findings differences;
  Findings unchecked;  // what the server gives no way to check
  RateLimiter limiter;
  Sleep sleep;
  std::function<std::vector<http::Header>(bool has_body)> headers;

  // Ends the run early: sends nothing more. The first reason stays.
  void stop(std::string reason);
  bool stopped() const { return stopped_.load(); }
  std::string stop_reason() const;

 private:
  std::atomic<bool> stopped_{false};
  mutable std::mutex mutex_;
  std::string reason_;
};

struct Call {
  Kind kind;
  std::string method;
  std::string target;
  std::string body = {};
};

struct Reply {
  int status = 0;  // 0: no answer
  std::string content_type;
  json::Value json;       // null when the body is empty or not JSON
  std::string text;       // the body
  std::string fault;      // why there is no answer
  bool repeated = false;  // an earlier attempt had no answer, and may have been carried out
};

// One worker's way of sending. 429 and 503 are tried again up to ten times, after the Retry-After
// seconds or a growing pause. Okta does just that (idp-clients.md §3.1); of Entra it is known that
// it retries a 429, and a 503 in its next cycle 40 minutes later (§1.7): the wait here stands for
// that cycle. A request that had no answer is tried again unless it is a POST, because only a POST
// is not safe to repeat. 401 and 403 end the run (Entra goes into quarantine at once, §1.7), and so
// does a server that does not answer at all.
class Session {
 public:
  Session(Shared& shared, std::unique_ptr<Transport> transport);
  Reply send(const Call& call);
  // Sends; when the status is none of `statuses`, records a failure and returns a reply of status
  // 0. Also 0 once the run is stopped.
  Reply expect(const Call& call, std::initializer_list<int> statuses);
  void fail(const Call& call, const Reply& reply);
  Shared& shared() { return shared_; }

 private:
  Reply send_once(const Call& call);
  std::chrono::milliseconds pause(const Reply& reply, int attempt) const;

  Shared& shared_;
  std::unique_ptr<Transport> transport_;
  int retry_after_s_ = -1;  // of the last answer; -1 for none
};

// DELETEs; a 404 is success when the answer of an earlier attempt was lost.
void remove(Session& session, const Call& call);

// The result of a create: the id at the target, and whether it existed already.
struct Created {
  std::string id;  // empty: failed, and recorded as a failure
  bool adopted = false;
  json::Value answer = {};  // of the POST that made it
};
// POSTs, and survives an answer that was lost on the way: the match query then says whether the
// object is there, and only if not it is POSTed again (idp-clients.md §1.7 row 409, §1.12 row 20).
// A 409 is settled the same way. `match` returns the id or an empty string.
Created create(Session& session, const Call& post, const std::function<std::string()>& match);

}  // namespace provost::simulate

#pragma once

#include <chrono>

#include "api/call.h"
#include "api/routes.h"

namespace provost::api {

// Tells the provisioning log what became of one SCIM call (design §2.13): finish() when it has an
// answer; a call that ends by an exception is one that the server failed.
class CallLog {
 public:
  CallLog(const Call& call, const Route& route);
  ~CallLog();
  CallLog(const CallLog&) = delete;
  CallLog& operator=(const CallLog&) = delete;

  // `error` is null when there was none.
  void finish(int status, const Error* error);

 private:
  void note(int status, const Error* error);
  void note_failed_operations();
  void note_outsider(int status, const Error* error);
  void note_read(store::OrgKey org, int status);
  log::Entry entry(int status, const Error* error) const;
  bool is_read() const;
  std::int64_t duration_us() const;

  const Call& call_;
  const Route& route_;
  const std::chrono::steady_clock::time_point start_;
  const int exceptions_;
  bool is_finished_ = false;
};

// The same for a request below the Tenant URL of an organisation to which no route leads.
void log_unrouted(const Loop& loop, const http::Request& request, int status);

}  // namespace provost::api

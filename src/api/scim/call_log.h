#pragma once

#include <chrono>

#include "api/scim/call.h"
#include "api/scim/routes.h"

namespace provost::api::scim_api {

// Whether a SCIM request changes nothing, whatever its method.
bool is_read(const http::Request& request);

// Tells the provisioning log the outcome of one SCIM call (design §2.13): finish() when it has an
// answer; a call that ends with an exception counts as a server failure.
class CallLog {
 public:
  CallLog(const Call& call, const Route& route);
  ~CallLog();
  CallLog(const CallLog&) = delete;
  CallLog& operator=(const CallLog&) = delete;

  // `error` is null when there was none. An organisation that keeps bodies keeps the answer's too.
  void finish(const http::Response& response, const Error* error);

 private:
  void note(int status, const Error* error, std::string_view answer);
  void note_failed_operations();
  void note_outsider(int status, const Error* error);
  void note_open_read(const OrgSnapshot& org, int status);
  void note_read(store::OrgKey org, int status, std::string_view token_id, bool is_probe);
  bool keeps_bodies() const;
  log::Bodies bodies(std::string_view answer) const;
  log::Entry entry(int status, const Error* error) const;
  std::int64_t duration_us() const;

  const Call& call_;
  const Route& route_;
  const std::chrono::steady_clock::time_point start_;
  const int exceptions_;
  bool is_finished_ = false;
};

// The same for a request below the Tenant URL of an organisation to which no route leads.
void log_unrouted(const Loop& loop, const http::Request& request, int status);

// The same for a request that HTTP refused before it was read whole, for the organisation in its
// path (null: unknown).
void log_unread(Directory& directory, log::Log& log, const http::Request* request, int status,
                std::string_view reason, Timestamp now);

}  // namespace provost::api::scim_api

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/uuid.h"
#include "log/catalogue.h"
#include "store/records.h"

namespace provost::log {

using store::OrgKey;

// What an entry of the provisioning log is about (design §2.13).
enum class Kind : std::uint8_t {
  request,    // one request
  operation,  // one failed operation of a Bulk request
  reads,      // the successful reads of one credential on one route in one minute
  refusals,   // refused callers from one address in one minute
  lost,       // entries of one minute for which there was no room
};

// Something that the server did on its own with a request, or that its sender may not have meant.
struct Remark {
  Cause cause = Cause::none;
  std::vector<std::string> values;
  friend bool operator==(const Remark&, const Remark&) = default;
};

// The resource that a request was about, as far as it is known.
struct Subject {
  std::string type;  // "User"
  std::string id;
  std::string name;  // userName, displayName
  friend bool operator==(const Subject&, const Subject&) = default;
};

// The bodies of a request and its answer, redacted (api/scim/kept_body.h); empty where nothing is
// kept.
struct Bodies {
  std::string request;
  std::string response;
  bool is_empty() const { return request.empty() && response.empty(); }
};

// One entry. It never holds a secret or a query string, except the filter of a failed read.
struct Entry {
  // Entries sort by it, which is by their time. Given by the log.
  Uuid id;
  Kind kind = Kind::request;
  Timestamp time;  // the request's arrival, or a summary's minute
  Timestamp last;  // of a summary: its latest request
  std::int64_t count = 1;
  std::string method;
  std::string target;
  std::string operation;  // name of the route: "scim.patch"
  int status = 0;
  std::int64_t duration_us = 0;  // of a summary: the slowest
  std::string address;
  std::string agent;
  std::string token_id;  // of a refusal: the one that has expired; else empty for those not let in
  std::string request_id;
  Subject subject;
  Cause cause = Cause::none;  // of a failure
  std::string detail;         // of a failure: what the answer said
  std::vector<Remark> remarks;
  // The journal entries that the request led to; 0 for none.
  std::int64_t first_seq = 0;
  std::int64_t last_seq = 0;
  // Only where the organisation keeps them, and only when one entry is looked up.
  Bodies bodies = {};
  // Not kept with the entry: a read, or some of its reads, that tried the connection out.
  bool is_probe = false;
};

// An entry and the organisation that it belongs to.
struct Noted {
  OrgKey org{};
  Entry entry;
};

inline constexpr std::int64_t minute_ms = 60'000;
inline constexpr std::int64_t hour_ms = 60 * minute_ms;
inline constexpr std::int64_t day_ms = 24 * hour_ms;

inline Timestamp minute_of(Timestamp at) {
  return {at.ms - at.ms % minute_ms};
}

}  // namespace provost::log

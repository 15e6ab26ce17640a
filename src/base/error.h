#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <boost/assert/source_location.hpp>

namespace provost {

// The closed set of ways in which a request can be refused. The SCIM layer maps each to a status
// and a scimType (scim/message/error.h), the administration layer to a problem document.
enum class Code : std::uint8_t {
  // 400, by RFC 7644 table 9
  invalid_filter,
  too_many,
  mutability,
  invalid_syntax,
  invalid_path,
  no_target,
  invalid_value,
  invalid_version,
  // 400, by RFC 9865 §2.1
  invalid_cursor,
  expired_cursor,
  invalid_count,
  // other client faults
  unauthenticated,      // 401
  forbidden,            // 403
  sensitive,            // 403
  not_found,            // 404
  method_not_allowed,   // 405
  not_acceptable,       // 406
  uniqueness,           // 409
  conflict,             // 409
  precondition_failed,  // 412
  payload_too_large,    // 413
  unsupported_media,    // 415
  too_many_requests,    // 429
  // ours
  internal,         // 500
  not_implemented,  // 501
  overloaded,       // 503
};

// An expected failure, as a value. `detail` is written for the admin who reads it in Entra's
// provisioning log: it names the wrong value and the setting to change, and is safe to send.
// `cause` is for the operator's log only.
struct Error {
  Code code = Code::internal;
  std::string detail;
  std::string cause;
  // Seconds after which trying again makes sense, for overloaded and too_many_requests; else 0.
  int retry_after_s = 0;
  boost::source_location where = BOOST_CURRENT_LOCATION;

  Error() = default;
  Error(Code c, std::string d, std::string for_log = {},
        boost::source_location at = BOOST_CURRENT_LOCATION)
      : code(c), detail(std::move(d)), cause(std::move(for_log)), where(at) {}
};

// Needed by boost::system::result when value() is called on an error: a programming fault.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& at);

}  // namespace provost

#pragma once

#include <cstdint>
#include <string>

#include <boost/system/result.hpp>

namespace provost::oidc {

// Why a sign-in did not come about, as far as the provider and its answers go. Each has a page of
// its own in the console.
enum class FaultKind : std::uint8_t {
  unreachable,   // no answer, or not one that says anything
  refused,       // the provider said no
  wrong_grant,   // the provider does not know the code (RFC 6749 §5.2 invalid_grant)
  wrong_client,  // the provider does not accept the client's secret (RFC 6749 §5.2 invalid_client)
  invalid,       // an answer that must not be believed
  wrong_tenant,  // a person of another tenant of the same provider
};

// `detail` is for the organisation's Admin: the fault and the setting to check. It never holds a
// token, a code or a secret.
struct Fault {
  FaultKind kind = FaultKind::invalid;
  std::string detail;
};

// Needed by boost::system::result when value() is called on a fault: a programming fault.
[[noreturn]] void throw_exception_from_error(const Fault& fault, const boost::source_location& at);

template <class T>
using Outcome = boost::system::result<T, Fault>;

}  // namespace provost::oidc

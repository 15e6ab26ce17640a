#include "oidc/fault.h"

#include <stdexcept>

namespace provost::oidc {

void throw_exception_from_error(const Fault& fault, const boost::source_location&) {
  throw std::logic_error("a fault was not looked at: " + fault.detail);
}

}  // namespace provost::oidc

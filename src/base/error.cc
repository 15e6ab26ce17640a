#include "base/error.h"

#include <stdexcept>

namespace provost {

void throw_exception_from_error(const Error& error, const boost::source_location&) {
  throw std::logic_error("value() of a failed result: " + error.detail);
}

}  // namespace provost

#include "check.h"
#include "json/json.h"

// A value that is read and written reads back as the same value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = provost::json::parse(as_text(data, size));
  if (value.has_value()) {
    const auto again = provost::json::parse(provost::json::write(*value));
    hold(again.has_value() && *again == *value);
  }
  return 0;
}

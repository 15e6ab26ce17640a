#include "check.h"
#include "http/message.h"

// Query strings are split and decoded without reading beyond them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto query = provost::http::parse_query(as_text(data, size));
  for (const auto& [name, value] : query.items) {
    hold(name.size() + value.size() <= size);
  }
  return 0;
}

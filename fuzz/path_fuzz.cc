#include "check.h"
#include "scim/path/path.h"

// A printed path parses as the same path.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace provost::scim;
  static const auto registry = schema::registry_of(schema::Profile::full);
  const auto& type = registry->type(schema::user_type);
  const auto path = path::parse(as_text(data, size), type);
  if (path.has_value()) {
    const auto again = path::parse(path::print(*path), type);
    hold(again.has_value() && *again == *path);
    (void)path::bind(*path, type);
  }
  return 0;
}

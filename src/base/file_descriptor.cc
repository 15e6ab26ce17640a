#include "base/file_descriptor.h"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace provost {

void throw_errno(std::string_view what, const std::filesystem::path& path) {
  const std::string why = std::error_code(errno, std::generic_category()).message();
  throw std::runtime_error(fmt::format("{} {}: {}", what, path.string(), why));
}

FileDescriptor::FileDescriptor(const std::filesystem::path& path, int flags, unsigned mode)
    : descriptor_(::open(path.c_str(), flags, mode)) {
  if (descriptor_ < 0) {
    throw_errno("cannot open", path);
  }
}

FileDescriptor::~FileDescriptor() {
  ::close(descriptor_);
}

}  // namespace provost

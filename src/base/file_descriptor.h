#pragma once

#include <filesystem>
#include <string_view>
#include <utility>

namespace provost {

// Throws std::runtime_error: what failed, on which file, and why.
[[noreturn]] void throw_errno(std::string_view what, const std::filesystem::path& path);

// An open file, closed at the end.
class FileDescriptor {
 public:
  // Throws std::runtime_error when open() fails.
  FileDescriptor(const std::filesystem::path& path, int flags, unsigned mode = 0);
  ~FileDescriptor();
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace provost

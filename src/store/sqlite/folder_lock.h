#pragma once

#include <filesystem>

#include "base/file_descriptor.h"

namespace provost::store::sqlite {

// Holds the path of a folder alone in this machine, whatever becomes of the files there: a second
// server must not begin where the first, whose lock went with the folder, still runs. Where the
// system has no means for it, nothing is held.
class PathClaim {
 public:
  PathClaim() = default;
  ~PathClaim();
  PathClaim(const PathClaim&) = delete;
  PathClaim& operator=(const PathClaim&) = delete;
  // Throws std::runtime_error when another process holds it.
  void claim(const std::filesystem::path& folder);

 private:
  int socket_ = -1;
};

// Holds a data folder alone, as long as it lives or its process does. The file `provost.lock` in
// the folder tells who does.
class FolderLock {
 public:
  // Throws std::runtime_error, which names the process that holds the folder.
  explicit FolderLock(const std::filesystem::path& folder);

 private:
  FileDescriptor file_;
  PathClaim claim_;
};

}  // namespace provost::store::sqlite

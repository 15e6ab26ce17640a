#pragma once

#include <filesystem>

#include "base/file_descriptor.h"

namespace provost::store::sqlite {

// Holds a data folder alone, as long as it lives or its process does. The file `provost.lock` in
// the folder tells who does.
class FolderLock {
 public:
  // Throws std::runtime_error, which names the process that holds the folder.
  explicit FolderLock(const std::filesystem::path& folder);

 private:
  FileDescriptor file_;
};

}  // namespace provost::store::sqlite

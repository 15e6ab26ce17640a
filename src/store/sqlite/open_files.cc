#include "store/sqlite/open_files.h"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>

#include "base/file_descriptor.h"

namespace provost::store::sqlite {

OpenFiles::OpenFiles(const std::vector<Named>& files) {
  for (const auto& [kind, path] : files) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) {
      throw_errno("cannot look at", path);
    }
    files_.push_back({kind, path, found.st_dev, found.st_ino});
  }
}

std::optional<OpenFiles::Lost> OpenFiles::find_lost() const {
  for (const File& file : files_) {
    struct stat found {};
    if (::stat(file.path.c_str(), &found) != 0) {
      return Lost{file.kind,
                  fmt::format("{} is gone ({})", file.path.string(),
                              std::error_code(errno, std::generic_category()).message())};
    }
    if (found.st_dev != file.device || found.st_ino != file.number) {
      return Lost{file.kind,
                  fmt::format("{} is another file than the one that is open", file.path.string())};
    }
  }
  return std::nullopt;
}

}  // namespace provost::store::sqlite

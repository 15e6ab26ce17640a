#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace provost::store::sqlite {

// Files that are open, as the volume knows them. Once one was deleted, replaced or moved, what is
// written to it is lost with the process, or is another's. Safe from many threads.
class OpenFiles {
 public:
  // Each must be there. Throws std::runtime_error otherwise.
  explicit OpenFiles(const std::vector<std::filesystem::path>& paths);
  // What became of the first that is no longer at its path, for the operator; nothing when all are.
  // Costs a stat() for each.
  std::optional<std::string> find_lost() const;

 private:
  struct File {
    std::filesystem::path path;
    dev_t device = 0;
    ino_t number = 0;
  };
  std::vector<File> files_;
};

}  // namespace provost::store::sqlite

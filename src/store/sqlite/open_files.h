#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace provost::store::sqlite {

// Files that are open, as the volume knows them. After one is deleted, replaced or moved, writes to
// it are lost with the process, or belong to somebody else. Safe from many threads.
class OpenFiles {
 public:
  struct Named {
    std::string_view kind;  // what everybody may call it
    std::filesystem::path path;
  };
  struct Lost {
    std::string_view kind;
    std::string fate;  // with its path, for the operator alone
  };
  // Each must be there. Throws std::runtime_error otherwise.
  explicit OpenFiles(const std::vector<Named>& files);
  // The fault of the first that is no longer at its path; nothing when all are there. Costs a
  // stat() for each.
  std::optional<Lost> find_lost() const;

 private:
  struct File {
    std::string_view kind;
    std::filesystem::path path;
    dev_t device = 0;
    ino_t number = 0;
  };
  std::vector<File> files_;
};

}  // namespace provost::store::sqlite

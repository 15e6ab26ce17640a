#pragma once

#include <filesystem>

namespace provost::store::sqlite {

// A folder of this process alone that ends with the object: the place of ":memory:". SQLite's own
// databases in memory know no snapshots when connections share one, so that readers and the writer
// would get in each other's way as they never do in a file; a file in memory (/dev/shm) behaves
// like the real thing.
class PrivateFolder {
 public:
  PrivateFolder();
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace provost::store::sqlite

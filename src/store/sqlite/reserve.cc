#include "store/sqlite/reserve.h"

#include <exception>

#include <fcntl.h>

#include "base/file_descriptor.h"

namespace provost::store::sqlite {

Reserve::Reserve(const std::filesystem::path& folder) : file_(folder / "provost.reserve") {}

void Reserve::keep() const noexcept {
  std::error_code fault;
  if (std::filesystem::exists(file_, fault)) {
    return;
  }
  const std::filesystem::space_info space = std::filesystem::space(file_.parent_path(), fault);
  if (fault || space.available < made_above_bytes) {
    return;
  }
  bool is_made = false;
  try {
    const FileDescriptor file(file_, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    is_made = ::posix_fallocate(file.get(), 0, bytes) == 0;
  } catch (const std::exception&) {
    // Without room for a reserve, there is none.
  }
  if (!is_made) {
    give_away();
  }
}

bool Reserve::give_away() const noexcept {
  std::error_code fault;
  return std::filesystem::remove(file_, fault);
}

}  // namespace provost::store::sqlite

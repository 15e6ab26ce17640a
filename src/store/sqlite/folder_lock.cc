#include "store/sqlite/folder_lock.h"

#include <array>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace provost::store::sqlite {
namespace {

std::string holder_of(const FileDescriptor& file) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(file.get(), text.data(), text.size() - 1, 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "of unknown number";
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder)
    : file_(folder / "provost.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600) {
  if (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
    throw std::runtime_error(
        fmt::format("the data folder {} is in use by another provost serve (process {}); stop it "
                    "first, or choose another folder with --data",
                    folder.string(), holder_of(file_)));
  }
  const std::string pid = std::to_string(::getpid());
  const bool is_written =
      ::ftruncate(file_.get(), 0) == 0 &&
      ::pwrite(file_.get(), pid.data(), pid.size(), 0) == static_cast<ssize_t>(pid.size());
  if (!is_written) {
    throw_errno("cannot write", folder / "provost.lock");
  }
}

}  // namespace provost::store::sqlite

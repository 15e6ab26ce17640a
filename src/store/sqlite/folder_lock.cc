#include "store/sqlite/folder_lock.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/text.h"

namespace provost::store::sqlite {
namespace {

std::string holder_of(const FileDescriptor& file) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(file.get(), text.data(), text.size() - 1, 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "of unknown number";
}

// Identified by the parent folder, which remains when the folder is moved or deleted: two
// containers may have different names for the same folder. Empty when it is unknown.
std::string name_of(const std::filesystem::path& folder) {
  std::error_code fault;
  const std::filesystem::path whole = std::filesystem::canonical(folder, fault);
  struct stat parent {};
  if (fault || ::stat(whole.parent_path().c_str(), &parent) != 0) {
    return "";
  }
  const std::string own = whole.filename().string();
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(own.data()),
                     own.size(), nullptr, 0);
  return fmt::format("provost/{:x}/{:x}/{}", parent.st_dev, parent.st_ino, to_hex(hash));
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
  claim_.claim(folder);
  // Holding the lock matters more than the note about its holder, for which a full disk has no
  // room.
  const std::string pid = std::to_string(::getpid());
  if (::ftruncate(file_.get(), 0) == 0) {
    [[maybe_unused]] const ssize_t written = ::pwrite(file_.get(), pid.data(), pid.size(), 0);
  }
}

PathClaim::~PathClaim() {
  if (socket_ >= 0) {
    ::close(socket_);
  }
}

void PathClaim::claim(const std::filesystem::path& folder) {
  const std::string name = name_of(folder);
  sockaddr_un address{};
  if (name.empty() || name.size() >= sizeof address.sun_path) {
    return;
  }
  socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket_ < 0) {
    return;
  }
  address.sun_family = AF_UNIX;
  // An abstract name, which begins with a zero: it is not a file, and disappears with the process.
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), size) != 0 &&
      errno == EADDRINUSE) {
    throw std::runtime_error(
        fmt::format("the data folder {} was moved or emptied while another provost serve uses it, "
                    "and that one still runs; stop it first",
                    folder.string()));
  }
}

}  // namespace provost::store::sqlite

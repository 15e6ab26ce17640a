#include "store/sqlite/private_folder.h"

#include <string>
#include <system_error>

#include <stdlib.h>
#include <unistd.h>

#include "base/file_descriptor.h"

namespace provost::store::sqlite {
namespace {

std::filesystem::path parent_folder() {
  constexpr const char* in_memory = "/dev/shm";
  return ::access(in_memory, W_OK | X_OK) == 0 ? in_memory : std::filesystem::temp_directory_path();
}

}  // namespace

PrivateFolder::PrivateFolder() {
  std::string name = (parent_folder() / "provost-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw_errno("cannot make the folder", name);
  }
  path_ = name;
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace provost::store::sqlite

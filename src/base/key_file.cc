#include "base/key_file.h"

#include <algorithm>
#include <cerrno>
#include <stdexcept>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/file_descriptor.h"
#include "base/text.h"

namespace provost {
namespace {

using std::filesystem::path;

void sync_folder(const path& folder) {
  const FileDescriptor handle(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (::fsync(handle.get()) != 0) {
    throw_errno("cannot sync", folder);
  }
}

void write_durably(const path& file, const SecretKey& key) {
  const FileDescriptor handle(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const bool is_written =
      ::write(handle.get(), key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
      ::fsync(handle.get()) == 0;
  if (!is_written) {
    throw_errno("cannot write", file);
  }
}

path unique_sibling(const path& file, Random& random) {
  std::array<std::uint8_t, 8> noise;
  random.fill(noise);
  return path(file).concat("." + to_hex(noise));
}

// A link appears whole or not at all, and only the first process can create it.
void make_key(const path& file, Random& random) {
  SecretKey key;
  random.fill(key);
  const path draft = unique_sibling(file, random);
  write_durably(draft, key);
  const int linked = ::link(draft.c_str(), file.c_str());
  const bool is_there = linked == 0 || errno == EEXIST;
  ::unlink(draft.c_str());
  if (!is_there) {
    throw_errno("cannot make", file);
  }
  sync_folder(file.has_parent_path() ? file.parent_path() : path("."));
}

}  // namespace

SecretKey read_key_file(const path& file, std::string_view called) {
  const FileDescriptor handle(file, O_RDONLY | O_CLOEXEC);
  std::array<std::uint8_t, std::tuple_size_v<SecretKey> + 1> bytes;
  const ssize_t size = ::read(handle.get(), bytes.data(), bytes.size());
  SecretKey key;
  if (size != static_cast<ssize_t>(key.size())) {
    throw std::runtime_error(
        fmt::format("{} does not hold a {} of {} bytes; restore it from a backup", file.string(),
                    called, key.size()));
  }
  std::copy_n(bytes.begin(), key.size(), key.begin());
  return key;
}

SecretKey read_or_make_key_file(const path& file, std::string_view called, Random& random) {
  if (!std::filesystem::exists(file)) {
    if (file.has_parent_path()) {
      std::filesystem::create_directories(file.parent_path());
    }
    make_key(file, random);
  }
  return read_key_file(file, called);
}

}  // namespace provost

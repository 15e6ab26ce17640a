#include "base/patient_write.h"

#include <algorithm>
#include <cerrno>
#include <climits>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace provost {
namespace {

using namespace std::chrono_literals;

// The time between two checks whether waiting still makes sense.
constexpr int look_every_ms = 50;
constexpr auto flush_patience = 1s;

// A pipe that is reported writable takes this much at once.
constexpr std::size_t piece_max = PIPE_BUF;

bool has_room(int descriptor, int wait_ms) {
  pollfd asked{.fd = descriptor, .events = POLLOUT, .revents = 0};
  return ::poll(&asked, 1, wait_ms) > 0;
}

}  // namespace

std::size_t write_patiently(int descriptor, std::string_view bytes,
                            const std::function<bool()>& may_wait) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    const bool waits = may_wait();
    if (!has_room(descriptor, waits ? look_every_ms : 0)) {
      if (waits) {
        continue;
      }
      break;
    }
    const std::string_view piece = bytes.substr(written, piece_max);
    const ssize_t size = ::write(descriptor, piece.data(), piece.size());
    if (size < 0 && (!waits || (errno != EINTR && errno != EAGAIN))) {
      break;
    }
    written += size < 0 ? 0 : static_cast<std::size_t>(size);
  }
  return written;
}

PatientOutput::int_type PatientOutput::overflow(int_type c) {
  if (!traits_type::eq_int_type(c, traits_type::eof())) {
    waiting_.push_back(traits_type::to_char_type(c));
  }
  return traits_type::not_eof(c);
}

std::streamsize PatientOutput::xsputn(const char* bytes, std::streamsize size) {
  waiting_.append(bytes, static_cast<std::size_t>(size));
  return size;
}

int PatientOutput::sync() {
  const auto end = std::chrono::steady_clock::now() + flush_patience;
  write_patiently(descriptor_, waiting_, [&] { return std::chrono::steady_clock::now() < end; });
  waiting_.clear();
  return 0;
}

void fill_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
      // This is the lowest free number.
      [[maybe_unused]] const int opened = ::open("/dev/null", O_RDWR);
    }
  }
}

}  // namespace provost

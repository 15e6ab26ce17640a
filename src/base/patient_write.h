#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <streambuf>
#include <string>
#include <string_view>

namespace provost {

// Writes to a descriptor that may be a pipe which nobody reads, or whose reader has gone. Waits for
// room as long as `may_wait` says, and never within the call that writes. Answers how many bytes
// were written; fewer than all when waiting ended, or the descriptor takes no more. SIGPIPE must be
// ignored.
std::size_t write_patiently(int descriptor, std::string_view bytes,
                            const std::function<bool()>& may_wait);

// A stream's buffer on top of that: each flush waits for a second at most, and what finds no room
// then is dropped. Does not own the descriptor.
class PatientOutput final : public std::streambuf {
 public:
  explicit PatientOutput(int descriptor) : descriptor_(descriptor) {}
  ~PatientOutput() override { PatientOutput::sync(); }
  PatientOutput(const PatientOutput&) = delete;
  PatientOutput& operator=(const PatientOutput&) = delete;

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* bytes, std::streamsize size) override;
  int sync() override;

 private:
  const int descriptor_;
  std::string waiting_;
};

// Opens /dev/null for each of the descriptors 0, 1 and 2 that is closed: the next opened file would
// get its number, and all printed output.
void fill_standard_descriptors();

}  // namespace provost

#pragma once

#include <filesystem>

#include "base/clock.h"

namespace provost::http {

// When the first certificate of a file, which is the server's own, expires. Throws
// std::runtime_error with a text for people that names the file.
Timestamp certificate_end(const std::filesystem::path& file);

}  // namespace provost::http

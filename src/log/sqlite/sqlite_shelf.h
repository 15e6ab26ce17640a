#pragma once

#include <filesystem>
#include <memory>

#include "log/shelf.h"

namespace provost::log::sqlite {

// Opens or creates the log's file; ":memory:" is a private one that ends with the shelf. What was
// written is on disk at the latest with the next checkpoint: a loss of power may take the last
// moments with it, but never the rest. Throws std::runtime_error, with a text for people, when the
// file cannot be opened.
std::unique_ptr<Shelf> open(const std::filesystem::path& path);

}  // namespace provost::log::sqlite

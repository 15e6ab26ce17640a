#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "log/shelf.h"

namespace provost::log::sqlite {

// For the server: the time and the message when a damaged file is set aside.
struct Ownership {
  Timestamp now;
  std::function<void(const std::string&)> say;
};

// Opens or creates the log's file; ":memory:" is a private one that ends with the shelf. Entries
// are on disk with the next checkpoint at the latest: a power cut may lose the last moments, never
// the rest. Throws std::runtime_error, with a text for people, when the file cannot be opened; its
// owner lives without it, or begins another in place of a damaged one.
std::unique_ptr<Shelf> open(const std::filesystem::path& path, const Ownership& owner = {});

}  // namespace provost::log::sqlite

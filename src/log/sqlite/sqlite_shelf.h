#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "log/shelf.h"

namespace provost::log::sqlite {

// Of the server: what it is to be told of a file that it may set aside.
struct Ownership {
  Timestamp now;
  std::function<void(const std::string&)> say;
};

// Opens or creates the log's file; ":memory:" is a private one that ends with the shelf. What was
// written is on disk at the latest with the next checkpoint: a loss of power may take the last
// moments with it, but never the rest. Throws std::runtime_error, with a text for people, when the
// file cannot be opened; its owner lives without it, or begins another in place of a damaged one.
std::unique_ptr<Shelf> open(const std::filesystem::path& path, const Ownership& owner = {});

}  // namespace provost::log::sqlite

#pragma once

#include <span>
#include <string_view>

namespace provost::console {

// A file of the built console. The texts live as long as the process.
struct File {
  std::string_view path;  // below /console/: "index.html", "assets/index-1a2b3c4d.js"
  std::string_view content;
  std::string_view gzip;    // the content compressed; empty where that makes it no smaller
  std::string_view digest;  // of the content, as hexadecimal text
};

// What was compiled into this binary: the console, or a page that says how to build it.
std::span<const File> embedded_files();

}  // namespace provost::console

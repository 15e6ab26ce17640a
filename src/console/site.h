#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/random.h"
#include "console/file.h"
#include "http/message.h"

namespace provost::console {

// Whether the console answers this path: the root, /console and everything below.
bool owns(std::string_view path);

// As what the page shows itself (docs/decisions/0035).
struct Look {
  std::string product_name = "Provost";
  std::string accent = "#4263eb";
  // Somebody else's product: what comes before the scripts has no sign of ours.
  bool is_branded = false;
  bool is_for_operator = false;
  // JSON text, for the page's scripts.
  std::string branding = "null";
  // Sources as a Content-Security-Policy has them.
  std::string frame_ancestors = "'none'";
};

// Answers for a set of files (decision 0021).
//
// - Files below assets/ have their content's hash in their name and may be cached for a year.
//   Others are revalidated each time, which costs a 304.
// - Every path without a file returns index.html, whose scripts know the pages. Below assets/
//   it is a 404: a browser that still runs an older console must not take the page for a script.
// - index.html is never cached. Each answer has its own nonce in place of `__CSP_NONCE__` and
//   in its Content-Security-Policy; `__PRODUCT_NAME__` and other marks become the look's.
class Site {
 public:
  // The files must outlive the site, and have an index.html; else it throws std::logic_error.
  explicit Site(std::span<const File> files);

  // Safe to call from many threads.
  http::Response answer(const http::Request& request, Random& random, const Look& look = {}) const;

 private:
  http::Response get(const http::Request& request, Random& random, const Look& look) const;
  http::Response page(Random& random, const Look& look) const;

  std::unordered_map<std::string_view, File> files_;
  std::string_view index_;
};

// The site of the embedded files.
const Site& embedded_site();

}  // namespace provost::console

#include "http/path.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"

namespace provost::http {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// Whether nothing in it could be written in another way, which is quickly seen. Most paths are so.
bool is_tidy(std::string_view path) {
  return path.starts_with('/') && (path.size() == 1 || !path.ends_with('/')) &&
         path.find('%') == std::string_view::npos && path.find("//") == std::string_view::npos &&
         path.find("/.") == std::string_view::npos && is_ascii(path);
}

class Tidying {
 public:
  TidyPath finish() {
    if (out_.text.empty()) {
      out_.text = "/";
    }
    return std::move(out_);
  }

  void add_segment(std::string_view raw, bool is_last) {
    if (raw.empty()) {
      if (!is_last) {
        note(Spelling::other);
      }
      return;
    }
    const std::size_t start = out_.text.size() + 1;
    out_.text += '/';
    add_characters(raw);
    check(std::string_view(out_.text).substr(start));
  }

  void note(Spelling spelling) { out_.spelling = std::max(out_.spelling, spelling); }

 private:
  void add_characters(std::string_view raw) {
    while (!raw.empty()) {
      const bool is_escape = raw.front() == '%';
      const std::optional<std::string> decoded =
          is_escape ? decode_path_segment(raw.substr(0, 3)) : std::nullopt;
      if (!decoded || decoded->size() != 1) {
        // Judged before its neighbours are written: `%4%31` would leave an escape, `%41`.
        if (is_escape) {
          note(Spelling::none);
        }
        out_.text += raw.front();
        raw.remove_prefix(1);
        continue;
      }
      if (is_unreserved(decoded->front())) {
        out_.text += *decoded;
        note(Spelling::other);
      } else {
        out_.text += encode_uri_component(*decoded);
      }
      raw.remove_prefix(3);
    }
  }

  void check(std::string_view segment) {
    const std::optional<std::string> decoded = decode_path_segment(segment);
    if (segment == "." || segment == ".." || !decoded || !is_valid_utf8(*decoded)) {
      note(Spelling::none);
    }
  }

  TidyPath out_;
};

}  // namespace

TidyPath tidy_path(std::string_view path) {
  if (is_tidy(path)) {
    return {.text = std::string(path)};
  }
  Tidying tidying;
  if (!path.starts_with('/')) {
    tidying.note(Spelling::none);
  } else {
    path.remove_prefix(1);
  }
  for (;;) {
    const std::size_t slash = path.find('/');
    const bool is_last = slash == std::string_view::npos;
    tidying.add_segment(path.substr(0, slash), is_last);
    if (is_last) {
      return tidying.finish();
    }
    path.remove_prefix(slash + 1);
  }
}

void set_target(Request& request, std::string_view target) {
  const std::size_t mark = target.find('?');
  TidyPath path = tidy_path(target.substr(0, mark));
  request.target = target;
  request.path = std::move(path.text);
  request.spelling = path.spelling;
  request.query = mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

}  // namespace provost::http

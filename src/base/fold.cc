#include <algorithm>
#include <array>
#include <vector>

#include <utf8proc.h>

#include "base/ascii.h"
#include "base/text.h"

namespace provost {
namespace {

using Point = utf8proc_int32_t;

// The most code points that one becomes when decomposed and folded (Unicode 15: 18).
constexpr std::size_t points_of_one_max = 32;

constexpr auto options =
    static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
constexpr auto width_options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);

bool is_wide_or_narrow_form(Point point) {
  return point == 0x3000 || (point >= 0xFF01 && point <= 0xFFEF);
}

// False when the point decomposes into more than any assigned one does.
bool append_decomposed(std::vector<Point>& to, Point point, utf8proc_option_t how) {
  std::array<Point, points_of_one_max> points{};
  int boundary_class = 0;
  const utf8proc_ssize_t count =
      utf8proc_decompose_char(point, points.data(), points.size(), how, &boundary_class);
  if (count < 0 || static_cast<std::size_t>(count) > points.size()) {
    return false;
  }
  to.insert(to.end(), points.begin(), points.begin() + count);
  return true;
}

// RFC 8265's width mapping rule: full-width and half-width characters become their ordinary forms;
// there is no other compatibility mapping.
bool append_folded(std::vector<Point>& to, Point point) {
  if (!is_wide_or_narrow_form(point)) {
    return append_decomposed(to, point, options);
  }
  std::vector<Point> mapped;
  return append_decomposed(mapped, point, width_options) &&
         std::ranges::all_of(mapped,
                             [&](Point one) { return append_decomposed(to, one, options); });
}

// Width-mapped, case-folded and decomposed, in the order of the text. False when it is not UTF-8.
bool decompose(std::string_view text, std::vector<Point>& to) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    Point point = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(at, left, &point);
    if (used <= 0 || !append_folded(to, point)) {
      return false;
    }
    at += used;
    left -= used;
  }
  return true;
}

int combining_class(Point point) {
  return utf8proc_get_property(point)->combining_class;
}

// The canonical order of combining marks (UAX #15, D109). utf8proc_map() would exchange neighbours,
// which takes quadratic time in the length of a run, and clients choose that length.
void order_marks(std::vector<Point>& points) {
  const auto is_mark = [](Point point) { return combining_class(point) != 0; };
  auto run = std::ranges::find_if(points, is_mark);
  while (run != points.end()) {
    const auto end = std::find_if_not(run, points.end(), is_mark);
    std::stable_sort(run, end,
                     [](Point a, Point b) { return combining_class(a) < combining_class(b); });
    run = std::find_if(end, points.end(), is_mark);
  }
}

}  // namespace

std::string fold(std::string_view text) {
  if (is_ascii(text)) {
    return ascii_lower(text);
  }
  std::vector<Point> points;
  points.reserve(text.size() + 1);
  if (!decompose(text, points)) {
    return std::string(text);
  }
  order_marks(points);
  const auto count = static_cast<utf8proc_ssize_t>(points.size());
  points.push_back(0);  // utf8proc writes UTF-8 over the code points, and a terminating zero
  const utf8proc_ssize_t bytes = utf8proc_reencode(points.data(), count, options);
  return bytes < 0 ? std::string(text)
                   : std::string(reinterpret_cast<const char*>(points.data()),
                                 static_cast<std::size_t>(bytes));
}

}  // namespace provost

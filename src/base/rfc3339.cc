#include "base/rfc3339.h"

#include <array>
#include <chrono>

namespace provost {
namespace {

// Reads exactly `count` digits from the front of `text`; negative when they are missing.
int take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) {
    return -1;
  }
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') {
      return -1;
    }
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

// The fraction of a second, if there is one, as nanoseconds; negative without digits.
std::int32_t take_fraction(std::string_view& text) {
  if (!take(text, '.')) {
    return 0;
  }
  std::int32_t nanoseconds = 0;
  std::size_t digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    if (digits < 9) {
      nanoseconds = nanoseconds * 10 + (text.front() - '0');
    }
    ++digits;
    text.remove_prefix(1);
  }
  if (digits == 0) {
    return -1;
  }
  for (; digits < 9; ++digits) {
    nanoseconds *= 10;
  }
  return nanoseconds;
}

// The zone as seconds east of UTC.
std::optional<int> take_offset(std::string_view& text) {
  if (text.empty() || take(text, 'Z') || take(text, 'z')) {
    return 0;
  }
  const int sign = text.front() == '-' ? -1 : 1;
  if (!take(text, '+') && !take(text, '-')) {
    return std::nullopt;
  }
  const int hours = take_digits(text, 2);
  if (!take(text, ':')) {
    return std::nullopt;
  }
  const int minutes = take_digits(text, 2);
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) {
    return std::nullopt;
  }
  return sign * (hours * 3600 + minutes * 60);
}

// Writes `width` digits with leading zeros; returns where they end. Every answer contains two
// times, and library formatting functions would take longer than the rest of the rendering.
char* put_digits(char* at, int number, int width) {
  for (char* digit = at + width; digit > at; number /= 10) {
    *--digit = static_cast<char>('0' + number % 10);
  }
  return at + width;
}

char* put(char* at, char c) {
  *at = c;
  return at + 1;
}

}  // namespace

std::optional<Instant> parse_date_time(std::string_view text) {
  using namespace std::chrono;
  const int year_number = take_digits(text, 4);
  const bool dash_one = take(text, '-');
  const int month_number = take_digits(text, 2);
  const bool dash_two = take(text, '-');
  const int day_number = take_digits(text, 2);
  if (!dash_one || !dash_two || year_number < 0 || month_number < 0 || day_number < 0) {
    return std::nullopt;
  }
  const year_month_day date{year{year_number}, month{static_cast<unsigned>(month_number)},
                            day{static_cast<unsigned>(day_number)}};
  if (!date.ok() || (!take(text, 'T') && !take(text, 't'))) {
    return std::nullopt;
  }
  const int hour = take_digits(text, 2);
  const bool colon_one = take(text, ':');
  const int minute = take_digits(text, 2);
  const bool colon_two = take(text, ':');
  const int second = take_digits(text, 2);
  const std::int32_t nanoseconds = take_fraction(text);
  if (!colon_one || !colon_two || hour < 0 || hour > 24 || minute < 0 || minute > 59 ||
      second < 0 || second > 60 || nanoseconds < 0) {
    return std::nullopt;
  }
  if (hour == 24 && (minute != 0 || second != 0 || nanoseconds != 0)) {
    return std::nullopt;
  }
  const std::optional<int> offset = take_offset(text);
  if (!offset || !text.empty()) {
    return std::nullopt;
  }
  const std::int64_t days = sys_days{date}.time_since_epoch().count();
  return Instant{days * 86400 + hour * 3600 + minute * 60 + second - *offset, nanoseconds};
}

std::string to_rfc3339(Timestamp at) {
  std::string out;
  append_rfc3339(out, at);
  return out;
}

void append_rfc3339(std::string& out, Timestamp at) {
  using namespace std::chrono;
  const sys_time<milliseconds> moment{milliseconds{at.ms}};
  const sys_days midnight = floor<days>(moment);
  const year_month_day date{midnight};
  const hh_mm_ss time{moment - midnight};
  std::array<char, 24> text;
  char* end = put(put_digits(text.data(), static_cast<int>(date.year()), 4), '-');
  end = put(put_digits(end, static_cast<int>(static_cast<unsigned>(date.month())), 2), '-');
  end = put(put_digits(end, static_cast<int>(static_cast<unsigned>(date.day())), 2), 'T');
  end = put(put_digits(end, static_cast<int>(time.hours().count()), 2), ':');
  end = put(put_digits(end, static_cast<int>(time.minutes().count()), 2), ':');
  end = put(put_digits(end, static_cast<int>(time.seconds().count()), 2), '.');
  end = put(put_digits(end, static_cast<int>(time.subseconds().count()), 3), 'Z');
  out.append(text.data(), end);
}

}  // namespace provost

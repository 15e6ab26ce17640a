#include "http/response_writer.h"

#include <algorithm>
#include <ctime>
#include <iterator>

#include <boost/beast/http/status.hpp>
#include <fmt/compile.h>
#include <fmt/format.h>

namespace provost::http {
namespace {

void append_status_line(std::string& out, int status) {
  const auto reason = boost::beast::http::obsolete_reason(
      boost::beast::http::int_to_status(static_cast<unsigned>(status)));
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("HTTP/1.1 {} {}\r\n"), status,
                 std::string_view(reason.data(), reason.size()));
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  const std::size_t start = out.size();
  out += value;
  std::replace_if(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(), is_control, ' ');
  out += "\r\n";
}

// RFC 9110 §8.6: neither has content, so neither states a length.
bool has_content_length(int status) {
  return status >= 200 && status != 204 && status != 304;
}

void append_precautions(std::string& out, const Response& response, const ResponseFrame& frame) {
  out += "X-Content-Type-Options: nosniff\r\n";
  const bool says_who_keeps_it = std::ranges::any_of(
      response.headers, [](const Header& header) { return header.name == "Cache-Control"; });
  if (!says_who_keeps_it) {
    out += "Cache-Control: no-store\r\n";
  }
  if (frame.only_https) {
    out += "Strict-Transport-Security: max-age=31536000\r\n";
  }
}

}  // namespace

std::string_view DateText::now() {
  const std::int64_t second = clock_.now().ms / 1000;
  if (second != second_) {
    second_ = second;
    const std::time_t time = second;
    std::tm parts{};
    gmtime_r(&time, &parts);
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    text_ = fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[parts.tm_wday], parts.tm_mday,
                        months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min,
                        parts.tm_sec);
  }
  return text_;
}

void append_response(std::string& out, const Response& response, const ResponseFrame& frame) {
  append_status_line(out, response.status);
  append_header(out, "Date", frame.date);
  for (const Header& header : response.headers) {
    append_header(out, header.name, header.value);
  }
  append_header(out, "X-Request-Id", frame.request_id);
  append_precautions(out, response, frame);
  if (frame.close) {
    out += "Connection: close\r\n";
  }
  if (response.source && frame.chunked) {
    out += "Transfer-Encoding: chunked\r\n";
  }
  if (response.source || !has_content_length(response.status)) {
    out += "\r\n";
    return;
  }
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("Content-Length: {}\r\n\r\n"),
                 response.body.size());
  if (!frame.to_head && !frame.apart) {
    out += response.body;
  }
}

void append_chunk(std::string& out, std::string_view part) {
  if (!part.empty()) {
    fmt::format_to(std::back_inserter(out), FMT_COMPILE("{:x}\r\n"), part.size());
    out += part;
    out += "\r\n";
  }
}

}  // namespace provost::http

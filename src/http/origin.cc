#include "http/origin.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include <boost/asio/ip/address.hpp>

#include "base/text.h"
#include "base/url.h"

namespace provost::http {
namespace {

// The last element of a list header, which may be spread over several fields.
std::string_view last_element(const Request& request, std::string_view name) {
  std::string_view list;
  for (const auto& [field, value] : request.headers) {
    list = iequals(field, name) ? value : list;
  }
  const std::size_t comma = list.rfind(',');
  return trim_blanks(comma == std::string_view::npos ? list : list.substr(comma + 1));
}

// `192.0.2.7:4711` and `[2001:db8::7]:4711` without the port and the brackets.
std::string_view without_port(std::string_view text) {
  if (text.starts_with('[')) {
    return text.substr(1, text.find(']') - 1);
  }
  const bool one_colon = std::ranges::count(text, ':') == 1;
  return one_colon ? text.substr(0, text.find(':')) : text;
}

std::string forwarded_address(const Request& request) {
  const std::string_view text = without_port(last_element(request, "X-Forwarded-For"));
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(std::string(text), error);
  return error ? std::string() : address.to_string();
}

void set_peer_address(Request& request, const AllowedOrigins& rules, const ConnectionEnds& ends) {
  request.peer_address = rules.trust_forwarded ? forwarded_address(request) : std::string();
  if (request.peer_address.empty()) {
    request.peer_address = ends.peer_address;
  }
}

std::string_view scheme_of(const Request& request, const AllowedOrigins& rules) {
  if (rules.trust_forwarded) {
    const std::string_view proto = last_element(request, "X-Forwarded-Proto");
    if (iequals(proto, "https")) {
      return "https";
    }
    if (iequals(proto, "http")) {
      return "http";
    }
  }
  return rules.tls ? "https" : "http";
}

std::string_view authority_of(const Request& request, const Head& head, const AllowedOrigins& rules,
                              const ConnectionEnds& ends) {
  if (rules.trust_forwarded) {
    const std::string_view host = last_element(request, "X-Forwarded-Host");
    if (is_authority(host)) {
      return host;
    }
  }
  return head.authority.empty() ? std::string_view(ends.local_authority) : head.authority;
}

void append_hex(std::string& out, std::uint64_t value) {
  std::array<char, 16> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16);
  out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

}  // namespace

void set_origin(Request& request, const Head& head, const AllowedOrigins& rules,
                const ConnectionEnds& ends) {
  set_peer_address(request, rules, ends);
  if (!rules.public_url.empty()) {
    request.base_url = rules.public_url;
    return;
  }
  request.base_url = scheme_of(request, rules);
  request.base_url += "://";
  request.base_url += authority_of(request, head, rules, ends);
}

RequestIds::RequestIds(std::uint64_t seed) {
  append_hex(prefix_, seed);
  prefix_ += '-';
}

void RequestIds::assign_next(std::string& id) {
  id = prefix_;
  append_hex(id, ++count_);
}

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= 128 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == ':' || c == '-';
  });
}

}  // namespace provost::http

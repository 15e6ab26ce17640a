#include "http/head_parser.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "http/path.h"

namespace provost::http {
namespace {

namespace beast = boost::beast;
using beast::http::field;
using beast::http::verb;

std::string_view to_std(beast::string_view text) {
  return {text.data(), text.size()};
}

Method to_method(verb method) {
  switch (method) {
    case verb::get:
      return Method::get;
    case verb::head:
      return Method::head;
    case verb::post:
      return Method::post;
    case verb::put:
      return Method::put;
    case verb::patch:
      return Method::patch;
    case verb::delete_:
      return Method::del;
    case verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Removes `http://host` from an absolute-form target (RFC 9112 §3.2.2) and returns the host.
std::string_view take_origin(std::string_view& rest) {
  constexpr std::string_view schemes[] = {"http://", "https://"};
  for (const std::string_view scheme : schemes) {
    if (istarts_with(rest, scheme)) {
      rest.remove_prefix(scheme.size());
      const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
      rest.remove_prefix(authority.size());
      return authority;
    }
  }
  return {};
}

// Splits the target. Returns false for a form that we do not serve.
bool split_target(Request& request, Head& head) {
  std::string_view rest = request.target;
  head.authority = take_origin(rest);
  if (!head.authority.empty() && !is_authority(head.authority)) {
    return false;
  }
  const std::string_view whole = request.target;
  set_target(request, rest);
  request.target = whole;
  if (!head.authority.empty() && (rest.empty() || rest.front() == '?')) {
    request.path = "/";
    request.spelling = Spelling::canonical;
  }
  const bool asterisk = request.method == Method::options && whole == "*";
  return asterisk || !head.authority.empty() || rest.starts_with('/');
}

}  // namespace

HeadParser::HeadParser(Request& request, Head& head, std::size_t body_bytes_max)
    : request_(request), head_(head) {
  body_limit(body_bytes_max);
  // The reader has bounded the header before it gets here.
  header_limit(UINT32_MAX);
  eager(true);
}

void HeadParser::on_request_impl(verb method, View method_text, View target, int version,
                                 ErrorCode& error) {
  request_.method = to_method(method);
  request_.method_text = to_std(method_text);
  request_.target = to_std(target);
  head_.minor_version = version - 10;
  if (!split_target(request_, head_)) {
    error = beast::http::error::bad_target;
  }
}

void HeadParser::on_field_impl(field field, View name, View value, ErrorCode& error) {
  request_.headers.emplace_back(to_std(name), to_std(value));
  note_framing(field, to_std(value), error);
}

void HeadParser::note_framing(field field, std::string_view value, ErrorCode& error) {
  if (field == field::transfer_encoding) {
    // We would have to undo any other coding, or a list of them.
    if (head_.has_transfer_encoding || !iequals(value, "chunked")) {
      error = beast::http::error::bad_transfer_encoding;
    }
    head_.has_transfer_encoding = true;
  } else if (field == field::content_length) {
    ++head_.content_lengths;
    if (!is_digits(value)) {
      error = beast::http::error::bad_content_length;
    }
  } else if (field == field::host) {
    ++head_.hosts;
    if (!value.empty() && !is_authority(value)) {
      error = beast::http::error::bad_value;
    }
    head_.authority = head_.authority.empty() ? value : head_.authority;
  } else if (field == field::expect) {
    head_.expects_continue = iequals(value, "100-continue");
  }
}

void HeadParser::on_header_impl(ErrorCode& error) {
  const bool framed_twice = head_.has_transfer_encoding && head_.content_lengths > 0;
  const bool chunked_1_0 = head_.has_transfer_encoding && head_.minor_version == 0;
  // RFC 9112 §3.2: exactly one Host in HTTP/1.1.
  const bool host_missing = head_.minor_version > 0 && head_.hosts == 0;
  if (framed_twice || chunked_1_0 || head_.content_lengths > 1) {
    error = beast::http::error::bad_content_length;
  } else if (host_missing || head_.hosts > 1) {
    error = beast::http::error::bad_field;
  }
}

}  // namespace provost::http

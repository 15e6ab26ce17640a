#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/byte_budget.h"

namespace provost::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };
std::string_view to_text(Method method);

// One header field; names compare without case.
struct Header {
  std::string name;
  std::string value;
};

// How a request spelled its path (path.h).
enum class Spelling : std::uint8_t {
  canonical,
  other,  // a detour to the same resource: empty segments, needless escapes
  none,   // no resource has such an address
};

// A request with its framing taken off. `target` is as sent and the query is a part of it; the path
// is that of the target in its one spelling, which everybody goes by.
struct Request {
  Method method = Method::get;
  std::string_view method_text;
  std::string_view target;
  std::string path;
  Spelling spelling = Spelling::canonical;
  std::string_view query;  // without the question mark
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  std::string_view body;
  std::string peer_address;  // of the client: from X-Forwarded-For when the proxy is trusted
  std::string base_url;      // scheme://host[:port] of this server as the client sees it
  std::string id;            // request id, sent back as X-Request-Id

  // The first header of that name, or an empty view.
  std::string_view header(std::string_view name) const;
  // The same in a form safe for storing, logging and showing (base/outside_text.h).
  std::string text(std::string_view name, std::size_t bytes_max) const;
};

// The largest body that a request may have, and what the limit is called in the refusal.
struct BodyLimit {
  std::size_t bytes_max = 0;
  std::string_view called = "the limit";
  // Of whose bytes the request's are (base/byte_budget.h).
  std::string share = std::string(ByteBudget::strangers);
  // The answer to a larger body, before it arrives: 413, or another status with its reason. With
  // another status, a body announced by Expect is not requested either.
  int status = 413;
  std::string reason = {};
};
// That of a request, told by its header: method, target and header fields are there.
using BodyLimits = std::function<BodyLimit(const Request& header)>;

class BodySource;

struct Response {
  int status = 200;
  std::vector<Header> headers;  // without Content-Length, Date, Connection, X-Request-Id
  std::string body;
  // Makes the body instead, when it is there (body_source.h).
  std::shared_ptr<BodySource> source = nullptr;
  // The bytes of the body, held until it has been sent. Null: the server holds them.
  std::shared_ptr<ByteBudget::Hold> held = nullptr;
  // For the access log; never sent.
  std::string route;
  std::string org;
  std::string note;  // JSON members to add to the log line, without braces; empty for none
};

// Query parameters decoded once, in order; valueless and empty ones are kept with an empty value.
// A component whose percent-encoding is broken, or that is not UTF-8, makes `ok` false and is left
// out.
struct QueryParameters {
  std::vector<std::pair<std::string, std::string>> items;
  bool ok = true;
  // The first of that name, without regard to case, or null.
  const std::string* find(std::string_view name) const;
};
QueryParameters parse_query(std::string_view query);

}  // namespace provost::http

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/head_parser.h"
#include "http/message.h"

namespace provost::http {

// How to find the client's address and the URL it uses.
struct AllowedOrigins {
  std::string public_url;
  bool trust_forwarded = false;
  bool tls = false;

  // Whether clients reach this server by https and nothing else.
  bool only_https() const { return tls || public_url.starts_with("https://"); }
};

// The two ends of a connection as the socket names them.
struct ConnectionEnds {
  std::string peer_address;
  std::string local_authority;  // host:port, for clients that name no host
};

// Sets peer_address and base_url of a request.
//
// Behind a trusted proxy the client's address is the right-most one of X-Forwarded-For: the one
// that the proxy itself saw and added. Everything left of it is what its peer claimed, so a chain
// of proxies has to be set up so that the nearest one passes the client's address last. An entry
// may have a port. Of X-Forwarded-Proto and -Host the right-most value counts for the same reason;
// values that are no scheme or no authority are passed over.
void set_origin(Request& request, const Head& head, const AllowedOrigins& rules,
                const ConnectionEnds& ends);

// Gives each request an id: eight random bytes per event loop and start, and a counter.
class RequestIds {
 public:
  explicit RequestIds(std::uint64_t seed);
  void assign_next(std::string& id);

 private:
  std::string prefix_;
  std::uint64_t count_ = 0;
};

// An X-Request-Id that may be taken over: 1 to 128 letters, digits and `._:-`.
bool is_request_id(std::string_view text);

}  // namespace provost::http

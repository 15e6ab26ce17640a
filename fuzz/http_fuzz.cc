#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <string>
#include <vector>

#include "base/url.h"
#include "check.h"
#include "http/head_parser.h"
#include "http/origin.h"
#include "http/request_reader.h"

namespace {

using namespace provost::http;

constexpr std::size_t header_bytes_max = 1024;
constexpr std::size_t body_bytes_max = 256;

// The results that must not depend on how the bytes arrive.
struct Seen {
  std::vector<std::string> requests;
  int refused = 0;
  bool operator==(const Seen&) const = default;
};

// Behind a trusted proxy, every header below is outside input as well.
void check_origin(Request& request, const Head& head) {
  set_origin(request, head, {.trust_forwarded = true}, {"192.0.2.1", "localhost:8480"});
  hold(provost::is_authority(provost::authority_in(request.base_url)));
  hold(!request.peer_address.empty());
}

std::string written(RequestReader& reader) {
  Request& request = reader.request();
  hold(request.body.size() <= body_bytes_max);
  hold(request.path.size() + request.query.size() <= request.target.size());
  for (const auto& [name, value] : parse_query(request.query).items) {
    hold(name.size() + value.size() <= request.query.size());
  }
  std::string out;
  const auto line = [&out](std::string_view text) { out.append(text).append("\n"); };
  for (const std::string_view part : std::initializer_list<std::string_view>{
           request.method_text, request.target, request.path, request.query, request.body}) {
    line(part);
  }
  for (const auto& [name, value] : request.headers) {
    line(name);
    line(value);
  }
  out += reader.keep_alive() ? 'k' : 'c';
  check_origin(request, reader.head());
  line(request.base_url);
  line(request.peer_address);
  return out;
}

// Returns false when nothing more can be read.
bool drain(RequestReader& reader, Seen& seen) {
  for (;;) {
    switch (reader.next()) {
      case RequestReader::Step::need_more:
        return true;
      case RequestReader::Step::refused:
        seen.refused = reader.refused_status();
        hold(seen.refused >= 400 && !reader.refused_reason().empty());
        return false;
      case RequestReader::Step::ready:
        seen.requests.push_back(written(reader));
        reader.consume();
    }
  }
}

Seen read(std::string_view bytes, std::size_t piece) {
  RequestReader reader(header_bytes_max, body_bytes_max);
  Seen seen;
  while (!bytes.empty()) {
    const auto room = reader.prepare();
    hold(!room.empty());
    const std::size_t count = std::min({room.size(), bytes.size(), piece});
    std::memcpy(room.data(), bytes.data(), count);
    reader.commit(count);
    bytes.remove_prefix(count);
    if (!drain(reader, seen)) {
      break;
    }
  }
  return seen;
}

}  // namespace

// A stream of bytes is read as the same requests, or refused with the same status, whether it
// arrives whole, byte by byte, or in pieces of the size given by its first byte.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  const std::string_view bytes = as_text(data + 1, size - 1);
  const Seen whole = read(bytes, bytes.size());
  hold(read(bytes, 1) == whole);
  hold(read(bytes, std::size_t{1} + data[0]) == whole);
  return 0;
}

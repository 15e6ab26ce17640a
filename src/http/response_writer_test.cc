#include "http/response_writer.h"

#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "http/body_source.h"
#include "http/testing/loopback.h"

namespace provost::http {
namespace {

using testing::header_of;

std::string written(const Response& response, const ResponseFrame& frame) {
  std::string out;
  append_response(out, response, frame);
  return out;
}

std::size_t times(const std::string& answer, std::string_view name) {
  std::size_t count = 0;
  for (std::size_t at = answer.find(name); at != std::string::npos;
       at = answer.find(name, at + 1)) {
    ++count;
  }
  return count;
}

class Nothing final : public BodySource {
 public:
  boost::asio::awaitable<bool> next(std::string&) override { co_return false; }
};

struct Kind {
  const char* name;
  int status;
  std::vector<Header> headers;
  std::string_view kept;  // what Cache-Control says
  bool has_source = false;
};

std::vector<Kind> kinds() {
  return {
      {"a document", 200, {{"Content-Type", "application/scim+json"}}, "no-store"},
      {"one that was made", 201, {{"Location", "http://a/1"}, {"ETag", "W/\"1\""}}, "no-store"},
      {"no content", 204, {}, "no-store"},
      {"a redirect", 302, {{"Location", "/console/"}}, "no-store"},
      {"nothing new", 304, {{"ETag", "W/\"1\""}}, "no-store"},
      {"a file that is checked", 304, {{"Cache-Control", "no-cache"}}, "no-cache"},
      {"a file for good", 200, {{"Cache-Control", "public, immutable"}}, "public, immutable"},
      {"a problem", 400, {{"Content-Type", "application/problem+json"}}, "no-store"},
      {"nobody", 401, {{"WWW-Authenticate", "Bearer"}}, "no-store"},
      {"too much", 503, {{"Retry-After", "1"}}, "no-store"},
      {"a stream", 200, {{"Content-Type", "text/event-stream"}}, "no-store", true},
  };
}

TEST(ResponseWriter, EveryKindOfAnswerSaysWhoMayKeepItAndThatNobodyGuesses) {
  for (const Kind& kind : kinds()) {
    for (const bool only_https : {true, false}) {
      for (const bool to_head : {true, false}) {
        SCOPED_TRACE(kind.name);
        Response response;
        response.status = kind.status;
        response.headers = kind.headers;
        if (kind.has_source) {
          response.source = std::make_shared<Nothing>();
        }
        const std::string answer =
            written(response, {.to_head = to_head, .close = true, .only_https = only_https});
        EXPECT_EQ(header_of(answer, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header_of(answer, "Cache-Control"), kind.kept);
        EXPECT_EQ(times(answer, "Cache-Control:"), 1U);
        EXPECT_EQ(header_of(answer, "Strict-Transport-Security"),
                  only_https ? "max-age=31536000" : "");
      }
    }
  }
}

TEST(ResponseWriter, NoValueStartsALineOfItsOwn) {
  Response response;
  response.headers = {{"Location", "/a\r\nSet-Cookie: b"}};
  EXPECT_EQ(header_of(written(response, {}), "Location"), "/a  Set-Cookie: b");
}

}  // namespace
}  // namespace provost::http

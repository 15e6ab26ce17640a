#include "http/request_reader.h"

#include <algorithm>
#include <cstring>
#include <tuple>

#include <gtest/gtest.h>

namespace provost::http {
namespace {

constexpr std::size_t header_max = 512;
constexpr std::size_t body_max = 64;

struct Seen {
  std::string method, target, path, query, body, authority;
  std::vector<std::pair<std::string, std::string>> headers;
  bool keep_alive = false;
  bool operator==(const Seen&) const = default;
};

struct Outcome {
  std::vector<Seen> requests;
  int refused = 0;
  bool operator==(const Outcome&) const = default;
};

Seen seen(RequestReader& reader) {
  const Request& r = reader.request();
  Seen out{std::string(r.method_text),
           std::string(r.target),
           std::string(r.path),
           std::string(r.query),
           std::string(r.body),
           std::string(reader.head().authority),
           {},
           reader.keep_alive()};
  for (const auto& [name, value] : r.headers) {
    out.headers.emplace_back(name, value);
  }
  return out;
}

// False when the reader wants no more.
bool drain_ready(RequestReader& reader, Outcome& out) {
  for (;;) {
    switch (reader.next()) {
      case RequestReader::Step::need_more:
        return true;
      case RequestReader::Step::refused:
        out.refused = reader.refused_status();
        return false;
      case RequestReader::Step::ready:
        out.requests.push_back(seen(reader));
        reader.consume();
    }
  }
}

bool feed(RequestReader& reader, std::string_view bytes, Outcome& out) {
  while (!bytes.empty()) {
    const std::span<char> room = reader.prepare();
    EXPECT_FALSE(room.empty());
    const std::size_t count = std::min(room.size(), bytes.size());
    std::memcpy(room.data(), bytes.data(), count);
    bytes.remove_prefix(count);
    reader.commit(count);
    if (!drain_ready(reader, out)) {
      return false;
    }
  }
  return true;
}

Outcome read_in_pieces(std::string_view bytes, const std::vector<std::size_t>& cuts) {
  RequestReader reader(header_max, body_max);
  Outcome out;
  std::size_t from = 0;
  for (const std::size_t cut : cuts) {
    if (!feed(reader, bytes.substr(from, cut - from), out)) {
      return out;
    }
    from = cut;
  }
  feed(reader, bytes.substr(from), out);
  return out;
}

// Feeds it whole, in two pieces split at every place, and byte by byte; the results must agree.
Outcome read_every_way(std::string_view bytes) {
  const Outcome whole = read_in_pieces(bytes, {});
  std::vector<std::size_t> every;
  for (std::size_t i = 1; i < bytes.size(); ++i) {
    every.push_back(i);
    EXPECT_EQ(read_in_pieces(bytes, {i}), whole) << "cut at " << i << " of " << bytes;
  }
  EXPECT_EQ(read_in_pieces(bytes, every), whole) << "byte by byte: " << bytes;
  return whole;
}

const std::vector<std::string>& good_requests() {
  static const std::vector<std::string> requests = {
      "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /acme/scim/v2/Users?filter=userName+eq+%22x%22& HTTP/1.1\r\nHost: a:8480\r\n"
      "Accept: */*\r\nX-Empty:\r\n\r\n",
      "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
      "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
      "PATCH /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\nhello\r\n6;x=\"y\"\r\n world\r\n0\r\n\r\n",
      "PUT /p? HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
      "A\r\n0123456789\r\n0\r\nX-Trailer: 1\r\nHost: evil\r\n\r\n",
      "\r\nDELETE /x HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nhost:\r\n\r\n",
      "GET http://b.example:81/x?y HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET http://b.example HTTP/1.1\r\nHost: a\r\n\r\n",
      "PROPFIND /\xC3\xA9 HTTP/1.1\r\nHost: a\r\nX: \xC3\xA9\r\n\r\n",
  };
  return requests;
}

TEST(RequestReaderTest, ReadsTheSameHoweverTheBytesArrive) {
  for (const std::string& request : good_requests()) {
    const Outcome out = read_every_way(request);
    EXPECT_EQ(out.refused, 0) << request;
    EXPECT_EQ(out.requests.size(), 1U) << request;
  }
}

TEST(RequestReaderTest, ReadsPipelinedPairs) {
  for (const std::string& first : good_requests()) {
    for (const std::string& second : good_requests()) {
      Outcome expected = read_in_pieces(first, {});
      expected.requests.push_back(read_in_pieces(second, {}).requests.at(0));
      EXPECT_EQ(read_every_way(first + second), expected);
    }
  }
}

TEST(RequestReaderTest, TakesRequestsApart) {
  const auto only = [](std::size_t i) {
    return read_in_pieces(good_requests().at(i), {}).requests.at(0);
  };
  EXPECT_EQ(only(1).path, "/acme/scim/v2/Users");
  EXPECT_EQ(only(1).query, "filter=userName+eq+%22x%22&");
  EXPECT_EQ(only(1).authority, "a:8480");
  EXPECT_EQ(only(1).headers.at(2), (std::pair<std::string, std::string>("X-Empty", "")));
  EXPECT_EQ(only(2).body, "hello");
  EXPECT_EQ(only(4).body, "hello world");
  EXPECT_EQ(only(5).body, "0123456789");
  EXPECT_EQ(only(5).authority, "a") << "a trailer is not a header";
  EXPECT_EQ(only(8).authority, "b.example:81") << "RFC 9112 §3.2.2: the target counts, not Host";
  EXPECT_EQ(only(8).target, "http://b.example:81/x?y");
  EXPECT_EQ(only(8).path, "/x");
  EXPECT_EQ(only(9).path, "/");
  EXPECT_EQ(only(10).method, "PROPFIND");
}

TEST(RequestReaderTest, KeepsAliveByVersionAndConnectionHeader) {
  const auto keeps = [](const std::string& start, const std::string& header) {
    return read_in_pieces("GET / " + start + "\r\nHost: a\r\n" + header + "\r\n", {})
        .requests.at(0)
        .keep_alive;
  };
  EXPECT_TRUE(keeps("HTTP/1.1", ""));
  EXPECT_TRUE(keeps("HTTP/1.1", "Connection: keep-alive\r\n"));
  EXPECT_FALSE(keeps("HTTP/1.1", "Connection: Close\r\n"));
  EXPECT_FALSE(keeps("HTTP/1.0", ""));
  EXPECT_FALSE(keeps("HTTP/1.0", "Connection: keep-alive\r\n"));
}

TEST(RequestReaderTest, AcceptsHttp10WithoutHost) {
  const Outcome out = read_every_way("GET /x HTTP/1.0\r\n\r\n");
  ASSERT_EQ(out.requests.size(), 1U);
  EXPECT_EQ(out.requests[0].authority, "");
}

TEST(RequestReaderTest, RefusesWhatTwoReadersCouldReadInTwoWays) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
  const std::vector<std::string> requests = {
      head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      head + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
      head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
      head + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
      head + "Content-Length: 5, 5\r\n\r\nhello",
      head + "Content-Length: +5\r\n\r\nhello",
      head + "Content-Length: -1\r\n\r\nhello",
      head + "Content-Length: 0x5\r\n\r\nhello",
      head + "Content-Length:\r\n\r\nhello",
      head + "Content-Length: 99999999999999999999999\r\n\r\nhello",
      head + "Content-Length : 5\r\n\r\nhello",
      head + "Transfer-Encoding: gzip\r\n\r\nhello",
      head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      head + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
      head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
      head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      head + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
      head +
          "Transfer-Encoding:\x0b"
          "chunked\r\n\r\n0\r\n\r\n",
      head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX0\r\n\r\n",
      head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
      head + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
      head + "Transfer-Encoding: chunked\r\n\r\n1;a=\"\r\nx\r\n0\r\n\"\r\nx\r\n",
      "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      head + "X: a\r\n b\r\n\r\n",
      head + "X: a\r\n\tb\r\n\r\n",
      head + "X: a\nY: b\r\n\r\n",
      head + "X: a\rY: b\r\n\r\n",
      head + std::string("X: a\0b\r\n\r\n", 10),
      head + "X: a\x7f\r\n\r\n",
      head + "X y: a\r\n\r\n",
      head + ": a\r\n\r\n",
      head + "no colon\r\n\r\n",
      head + "X: a\n\n",
  };
  for (const std::string& request : requests) {
    const Outcome out = read_every_way(request);
    EXPECT_EQ(out.refused, 400) << request;
    EXPECT_TRUE(out.requests.empty()) << request;
  }
}

TEST(RequestReaderTest, RefusesBadRequestLinesAndHosts) {
  const std::vector<std::string> requests = {
      "\x16\x03\x01\x02",
      " GET / HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /\r\n\r\n",
      "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
      "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
      "GET / http/1.1\r\nHost: a\r\n\r\n",
      "GET x HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
      "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\"\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a:\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a:123456\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n",
  };
  for (const std::string& request : requests) {
    EXPECT_EQ(read_every_way(request), (Outcome{{}, 400})) << request;
  }
}

TEST(RequestReaderTest, BoundsTheHeader) {
  const auto request = [](std::size_t size) {
    const std::string start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    return start + std::string(size - start.size() - 4, 'x') + "\r\n\r\n";
  };
  EXPECT_EQ(read_every_way(request(header_max)).requests.size(), 1U);
  EXPECT_EQ(read_every_way(request(header_max + 1)), (Outcome{{}, 431}));
  EXPECT_EQ(read_every_way(std::string(2 * header_max, 'A')), (Outcome{{}, 431}));
  EXPECT_EQ(read_every_way("GET /" + std::string(header_max, 'A') + "\n"), (Outcome{{}, 431}));
}

TEST(RequestReaderTest, BoundsTheBody) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
  const std::string most(body_max, 'x');
  EXPECT_EQ(read_every_way(head + "Content-Length: 64\r\n\r\n" + most).requests.at(0).body, most);
  // Decided before any byte of the body has arrived.
  EXPECT_EQ(read_every_way(head + "Content-Length: 65\r\n\r\n"), (Outcome{{}, 413}));
  const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(read_every_way(chunked + "40\r\n" + most + "\r\n0\r\n\r\n").requests.at(0).body, most);
  EXPECT_EQ(read_every_way(chunked + "41\r\n"), (Outcome{{}, 413}));
  EXPECT_EQ(read_every_way(chunked + "3f\r\n" + std::string(63, 'x') + "\r\n2\r\n"),
            (Outcome{{}, 413}));
  EXPECT_EQ(read_every_way(chunked + "fffffffffffffffff\r\n").refused, 400);
}

TEST(RequestReaderTest, BoundsTheBodyByItsHeader) {
  const BodyLimits limits = [](const Request& header) {
    const std::size_t named = header.path == "/small" && header.header("Host") == "a" ? 8 : 1000;
    return BodyLimit{.bytes_max = named, .called = "the small limit"};
  };
  const auto refused = [&](std::string_view rest) {
    RequestReader reader(header_max, body_max, &limits);
    Outcome out;
    feed(reader, "POST " + std::string(rest), out);
    return std::pair(out.refused, std::string(reader.refused_reason()));
  };
  const std::string fields = " HTTP/1.1\r\nHost: a\r\n";
  EXPECT_EQ(refused("/small" + fields + "Content-Length: 8\r\n\r\n12345678").first, 0);
  for (const std::string body :
       {"Content-Length: 9\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n9\r\n"}) {
    const auto [status, reason] = refused("/small" + fields + body);
    EXPECT_EQ(status, 413) << body;
    EXPECT_NE(reason.find("the small limit, 8 bytes"), std::string::npos) << reason;
  }
  // The general limit applies whatever the request's own limit is.
  EXPECT_EQ(refused("/" + fields + "Content-Length: 64\r\n\r\n").first, 0);
  const auto [status, reason] = refused("/" + fields + "Content-Length: 65\r\n\r\n");
  EXPECT_EQ(status, 413);
  EXPECT_NE(reason.find("64 bytes"), std::string::npos) << reason;
}

TEST(RequestReaderTest, RefusesALargeBodyOfSomebodyUnknownBeforeItComes) {
  const BodyLimits limits = [](const Request& header) {
    return header.header("Authorization").empty()
               ? BodyLimit{.bytes_max = 8, .status = 401, .reason = "who are you"}
               : BodyLimit{.bytes_max = 64, .share = "acme"};
  };
  const auto outcome_of = [&](const std::string& fields) {
    RequestReader reader(header_max, body_max, &limits);
    Outcome out;
    feed(reader, "POST / HTTP/1.1\r\nHost: a\r\n" + fields, out);
    return std::tuple(out.refused, out.requests.size(), reader.take_continue());
  };
  const std::string known = "Authorization: b\r\n";
  const std::string expecting = "Expect: 100-continue\r\nContent-Length: 8\r\n\r\n";
  EXPECT_EQ(outcome_of("Content-Length: 8\r\n\r\n12345678"), std::tuple(0, 1U, false));
  EXPECT_EQ(outcome_of("Content-Length: 9\r\n\r\n"), std::tuple(401, 0U, false));
  EXPECT_EQ(outcome_of("Transfer-Encoding: chunked\r\n\r\n9\r\n"), std::tuple(401, 0U, false));
  EXPECT_EQ(outcome_of(expecting), std::tuple(401, 0U, false));
  EXPECT_EQ(outcome_of(known + "Content-Length: 9\r\n\r\n123456789"), std::tuple(0, 1U, false));
  EXPECT_EQ(outcome_of(known + expecting), std::tuple(0, 0U, true));
  EXPECT_EQ(outcome_of(known + "Content-Length: 65\r\n\r\n"), std::tuple(413, 0U, false));
}

// Readers that may each use the whole of a large budget.
class HeldRequestTest : public ::testing::Test {
 protected:
  static constexpr std::size_t body_bytes = 200'000;

  // Feeds the header of a large body, in one of its two forms, and most of the body.
  void begin(RequestReader& reader, bool chunked) {
    const std::string form =
        chunked ? "Transfer-Encoding: chunked\r\n\r\n30d40\r\n" : "Content-Length: 200000\r\n\r\n";
    feed(reader, "POST / HTTP/1.1\r\nHost: a\r\n" + form + std::string(body_bytes - 1, 'x'), out_);
  }

  ByteBudget budget_{1'000'000};
  const BodyLimits limits_ = [](const Request&) {
    return BodyLimit{.bytes_max = body_bytes, .share = "acme"};
  };
  Outcome out_;
};

TEST_F(HeldRequestTest, HoldsWhatItCollectsUntilItIsConsumed) {
  for (const bool chunked : {false, true}) {
    RequestReader reader(header_max, body_bytes, &limits_, &budget_);
    begin(reader, chunked);
    EXPECT_GE(budget_.used(), body_bytes);
    EXPECT_LE(budget_.take_peak(), 3 * body_bytes) << "twice the body while it is copied";
    feed(reader, chunked ? "x\r\n0\r\n\r\n" : "x", out_);
    EXPECT_EQ(out_.requests.size(), 1U);
    EXPECT_LE(budget_.used(), 64U * 1024);
    out_ = {};
  }
  EXPECT_EQ(budget_.used(), 0U);
}

TEST_F(HeldRequestTest, RefusesWithoutRoom) {
  ByteBudget::Hold others(budget_, "globex");
  others.force(900'000);
  RequestReader reader(header_max, body_bytes, &limits_, &budget_);
  begin(reader, false);
  EXPECT_EQ(out_.refused, 503);
  EXPECT_LE(budget_.used(), 1'000'000U);
}

TEST_F(HeldRequestTest, TellsWhoHasTooMuchAlready) {
  ByteBudget::Hold own(budget_, "acme");
  own.force(450'000);
  RequestReader reader(header_max, body_bytes, &limits_, &budget_);
  begin(reader, true);
  EXPECT_EQ(out_.refused, 429);
  EXPECT_LE(budget_.used(), 500'000U);
}

TEST_F(HeldRequestTest, HoldsWhatIsReadOutOfTheBodyWhileItIsWorkedOn) {
  RequestReader reader(header_max, body_bytes, &limits_, &budget_);
  const std::string text =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + std::string(100'000, 'x');
  for (std::size_t from = 0; from < text.size();) {
    const std::span<char> room = reader.prepare();
    const std::size_t count = std::min(room.size(), text.size() - from);
    std::memcpy(room.data(), text.data() + from, count);
    from += count;
    reader.commit(count);
    reader.next();
  }
  EXPECT_TRUE(reader.hold_for_work());
  EXPECT_GE(budget_.used(), 400'000U);
  ByteBudget::Hold own(budget_, "acme");
  EXPECT_EQ(own.resize(100'000), Room::share_full);
  reader.consume();
  EXPECT_EQ(own.resize(400'000), Room::there);
}

TEST(RequestReaderTest, SmallRequestsAskForNoRoom) {
  ByteBudget budget(0);
  RequestReader reader(16 * 1024, 64 * 1024, nullptr, &budget);
  Outcome out;
  const std::string small =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8000\r\n\r\n" + std::string(8000, 'x');
  EXPECT_TRUE(feed(reader, small + small, out));
  EXPECT_EQ(out.requests.size(), 2U);
  EXPECT_EQ(budget.take_peak(), 0U);
}

TEST(RequestReaderTest, BoundsChunkExtensionsAndTrailers) {
  const std::string chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string start : {"1;", "0\r\nX: "}) {
    RequestReader reader(header_max, body_max);
    Outcome out;
    EXPECT_FALSE(feed(reader, chunked + start + std::string(1'000'000, 'x'), out));
    EXPECT_EQ(out.refused, 431);
  }
}

TEST(RequestReaderTest, SaysOnceThatTheClientWaitsForContinue) {
  const std::string head =
      "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n";
  RequestReader reader(header_max, body_max);
  Outcome out;
  EXPECT_TRUE(feed(reader, head, out));
  EXPECT_TRUE(reader.take_continue());
  EXPECT_FALSE(reader.take_continue());
  EXPECT_TRUE(feed(reader, "ok", out));
  EXPECT_EQ(out.requests.at(0).body, "ok");
  EXPECT_TRUE(feed(reader, head + "o", out));
  EXPECT_FALSE(reader.take_continue()) << "RFC 9110 §10.1.1: the body is already on its way";
}

TEST(RequestReaderTest, TellsWhatItWaitsFor) {
  RequestReader reader(header_max, body_max);
  Outcome out;
  EXPECT_EQ(reader.phase(), RequestReader::Phase::idle);
  feed(reader, "GET / HT", out);
  EXPECT_EQ(reader.phase(), RequestReader::Phase::head);
  feed(reader, "TP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx", out);
  EXPECT_EQ(reader.phase(), RequestReader::Phase::body);
  feed(reader, "x", out);
  EXPECT_EQ(out.requests.size(), 1U);
  EXPECT_EQ(reader.phase(), RequestReader::Phase::idle);
}

}  // namespace
}  // namespace provost::http

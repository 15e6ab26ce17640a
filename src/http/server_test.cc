#include "http/server.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/testing/loopback.h"

namespace provost::http {
namespace {

using testing::body_of;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::header_of;
using ::testing::Not;
using testing::RawClient;
using ::testing::StartsWith;
using testing::status_of;
using testing::TestServer;

std::string get(std::string_view target, std::string_view headers = {}) {
  std::string out = "GET ";
  return out.append(target).append(" HTTP/1.1\r\nHost: a\r\n").append(headers).append("\r\n");
}

std::string post(std::string_view target, std::string_view body) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

Options options_with(unsigned loops) {
  Options options;
  options.loops = loops;
  return options;
}

TEST(ServerTest, AnswersAndKeepsTheConnection) {
  TestServer server;
  RawClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    client.send(post("/echo?x", "hello"));
    const std::string answer = client.read_answer();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_EQ(body_of(answer), "POST\n/echo?x\nhttp://a\n127.0.0.1\nhello");
    EXPECT_EQ(header_of(answer, "Date"), "Fri, 15 Jan 2027 08:00:00 GMT");
    EXPECT_EQ(header_of(answer, "Connection"), "");
    EXPECT_EQ(header_of(answer, "Server"), "");
    EXPECT_NE(header_of(answer, "X-Request-Id"), "");
  }
}

TEST(ServerTest, DateFollowsTheClock) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/echo"));
  client.read_answer();
  server.clock().advance_s(86'400);
  client.send(get("/echo"));
  EXPECT_EQ(header_of(client.read_answer(), "Date"), "Sat, 16 Jan 2027 08:00:00 GMT");
}

TEST(ServerTest, AnswersTheSameHoweverTheBytesArrive) {
  TestServer server(options_with(1));
  const std::vector<std::string> requests = {
      get("/echo?filter=x&"),
      post("/echo", "hello"),
      "PUT /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
  };
  for (const std::string& request : requests) {
    RawClient client(server.port());
    client.send(request);
    const std::string expected(body_of(client.read_answer()));
    ASSERT_NE(expected, "");
    for (std::size_t cut = 1; cut < request.size(); ++cut) {
      client.send(request.substr(0, cut));
      std::this_thread::yield();
      client.send(request.substr(cut));
      ASSERT_EQ(body_of(client.read_answer()), expected) << "cut at " << cut;
    }
    for (const char byte : request) {
      client.send({&byte, 1});
    }
    EXPECT_EQ(body_of(client.read_answer()), expected);
  }
}

TEST(ServerTest, AnswersPipelinedRequestsInOrder) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/slow?1") + post("/echo?2", "b") + get("/echo?3") + get("/slow?4"));
  for (const char* target : {"/slow?1", "/echo?2", "/echo?3", "/slow?4"}) {
    EXPECT_THAT(std::string(body_of(client.read_answer())), HasSubstr(target));
  }
}

TEST(ServerTest, SurvivesAPipelineThatIsReadLate) {
  TestServer server(options_with(1));
  RawClient client(server.port());
  std::string requests;
  for (int i = 0; i < 5'000; ++i) {
    requests += get("/echo?" + std::to_string(i));
  }
  std::thread sender([&] { client.send(requests); });
  for (int i = 0; i < 5'000; ++i) {
    ASSERT_THAT(std::string(body_of(client.read_answer())),
                StartsWith("GET\n/echo?" + std::to_string(i) + "\n"));
  }
  sender.join();
}

TEST(ServerTest, LeavesTheBodyOutForHeadAnd204) {
  TestServer server;
  RawClient client(server.port());
  client.send("HEAD /echo HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string head = client.read_until("\r\n\r\n");
  EXPECT_EQ(header_of(head, "Content-Length"), "30");
  client.send(get("/none"));
  const std::string none = client.read_until("\r\n\r\n");
  EXPECT_EQ(status_of(none), 204);
  EXPECT_EQ(header_of(none, "Content-Length"), "");
  client.send(get("/echo"));
  EXPECT_EQ(status_of(client.read_answer()), 200) << "nothing was left on the wire";
}

TEST(ServerTest, ClosesAfterHttp10AndConnectionClose) {
  TestServer server;
  for (const std::string& request :
       {std::string("GET /echo HTTP/1.0\r\n\r\n"), get("/echo", "Connection: close\r\n")}) {
    RawClient client(server.port());
    client.send(request + get("/echo?never"));
    const std::string answer = client.read_all();
    EXPECT_TRUE(client.closed());
    EXPECT_EQ(status_of(answer), 200);
    EXPECT_EQ(header_of(answer, "Connection"), "close");
    EXPECT_THAT(answer, Not(HasSubstr("never")));
  }
}

TEST(ServerTest, NamesItselfToClientsThatNameNoHost) {
  TestServer server;
  RawClient client(server.port());
  client.send("GET /echo HTTP/1.0\r\n\r\n");
  EXPECT_THAT(client.read_all(), HasSubstr(server.url()));
}

TEST(ServerTest, AnswersWhatAHalfClosedClientSent) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/slow?1") + get("/echo?2"));
  client.finish_sending();
  const std::string answers = client.read_all();
  EXPECT_THAT(answers, HasSubstr("/slow?1"));
  EXPECT_THAT(answers, HasSubstr("/echo?2"));
}

// Work that waits for a client that has left is cancelled; a client that only stops sending still
// gets its answer.
TEST(ServerTest, CancelsWhatAClientWaitsForThatHasLeft) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/left"));
  client.finish_sending();
  EXPECT_THAT(client.read_all(), HasSubstr("/left"));
}

TEST(ServerTest, RefusesAndCloses) {
  Options options;
  options.limits.header_bytes_max = 1024;
  options.limits.body_bytes_max = 1000;
  TestServer server(options);
  struct Case {
    std::string request;
    int status;
  };
  const std::vector<Case> cases = {
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {post("/echo", std::string(1001, 'x')), 413},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n", 413},
      {"POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n", 413},
      {get("/", "X: " + std::string(1024, 'x') + "\r\n"), 431},
      {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400},
  };
  for (const Case& test : cases) {
    RawClient client(server.port());
    client.send(test.request);
    client.send(get("/echo?smuggled"));
    const std::string answer = client.read_all();
    EXPECT_TRUE(client.closed());
    EXPECT_EQ(status_of(answer), test.status);
    EXPECT_EQ(header_of(answer, "Connection"), "close");
    EXPECT_NE(header_of(answer, "X-Request-Id"), "");
    EXPECT_THAT(answer, Not(HasSubstr("smuggled")));
  }
}

TEST(ServerTest, RefusalReachesAClientThatIsStillSending) {
  TestServer server;
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n");
  client.send(std::string(4 * 1024 * 1024, 'x'));
  EXPECT_EQ(status_of(client.read_answer()), 413);
}

TEST(ServerTest, InvitesTheBodyOfAClientThatWaits) {
  TestServer server;
  RawClient client(server.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
      "Content-Length: 5\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hello");
  EXPECT_THAT(client.read_answer(), EndsWith("hello"));
}

TEST(ServerTest, CarriesBigBodiesBothWays) {
  TestServer server;
  RawClient client(server.port());
  const std::string body(7 * 1024 * 1024, 'x');
  client.send(post("/echo", body));
  EXPECT_TRUE(client.read_answer().ends_with("\n" + body));
  client.send(get("/big"));
  EXPECT_EQ(body_of(client.read_answer()).size(), 8U * 1024 * 1024);
}

constexpr std::string_view ten_parts =
    "1\r\n0\r\n1\r\n1\r\n1\r\n2\r\n1\r\n3\r\n1\r\n4\r\n1\r\n5\r\n1\r\n6\r\n1\r\n7\r\n1\r\n8\r\n1\r"
    "\n9\r\n"
    "0\r\n\r\n";

TEST(ServerTest, SendsABodyInChunksAsItIsMadeAndKeepsTheConnection) {
  TestServer server;
  RawClient client(server.port());
  for (int i = 0; i < 2; ++i) {
    client.send(get("/parts"));
    const std::string answer = client.read_until("0\r\n\r\n");
    EXPECT_EQ(header_of(answer, "Transfer-Encoding"), "chunked");
    EXPECT_EQ(header_of(answer, "Content-Length"), "");
    EXPECT_EQ(body_of(answer), ten_parts);
  }
  client.send(get("/echo"));
  EXPECT_EQ(status_of(client.read_answer()), 200);
}

TEST(ServerTest, LogsABodyInChunksWithAllItsBytes) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/parts"));
  const std::string answer = client.read_until("0\r\n\r\n");
  client.send(get("/echo"));
  client.read_answer();
  ASSERT_EQ(server.logged().size(), 2U);
  EXPECT_EQ(server.logged()[0].bytes_out, answer.size());
}

TEST(ServerTest, ToHttp10ABodyInPartsEndsWithTheConnection) {
  TestServer server;
  RawClient client(server.port());
  client.send("GET /parts HTTP/1.0\r\nHost: a\r\n\r\n");
  const std::string answer = client.read_all();
  EXPECT_EQ(header_of(answer, "Transfer-Encoding"), "");
  EXPECT_EQ(body_of(answer), "0123456789");
}

TEST(ServerTest, ToHttp10ABodyThatBreaksOffDoesNotLookWhole) {
  TestServer server;
  RawClient torn(server.port());
  torn.send("GET /torn HTTP/1.0\r\nHost: a\r\n\r\n");
  torn.read_all();
  EXPECT_TRUE(torn.was_reset());
  RawClient whole(server.port());
  whole.send("GET /parts HTTP/1.0\r\nHost: a\r\n\r\n");
  whole.read_all();
  EXPECT_TRUE(whole.closed());
  EXPECT_FALSE(whole.was_reset());
}

TEST(ServerTest, AHeadOfABodyInPartsMakesNone) {
  TestServer server;
  RawClient client(server.port());
  client.send("HEAD /parts HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_until("\r\n\r\n"), EndsWith("\r\n\r\n"));
  client.send(get("/echo"));
  EXPECT_EQ(status_of(client.read_answer()), 200);
}

TEST(ServerTest, ABodyThatBreaksOffDoesNotLookWhole) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/torn"));
  const std::string answer = client.read_all();
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(body_of(answer), "1\r\n0\r\n");
}

TEST(ServerTest, SendsTheHeadOfABodyThatHasNotBegun) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/silent"));
  const std::string head = client.read_until("\r\n\r\n");
  EXPECT_THAT(head, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(head, EndsWith("\r\n\r\n"));
  EXPECT_FALSE(client.closed());
}

TEST(ServerTest, AnEndlessBodyEndsWholeWhenTheServerStops) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/endless"));
  client.read_until("1\r\n1\r\n");
  server.stop();
  EXPECT_THAT(client.read_all(), EndsWith("0\r\n\r\n"));
  EXPECT_TRUE(client.closed());
}

TEST(ServerTest, AHandlerThatThrowsCostsOneAnswer) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/throw"));
  EXPECT_EQ(status_of(client.read_answer()), 500);
  client.send(get("/echo"));
  EXPECT_EQ(status_of(client.read_answer()), 200);
}

TEST(ServerTest, HeaderValuesCannotStartALine) {
  TestServer server;
  RawClient client(server.port());
  client.send(get("/split"));
  const std::string answer = client.read_answer();
  EXPECT_EQ(header_of(answer, "X-Injected"), "");
  EXPECT_EQ(header_of(answer, "X-Value"), "a  X-Injected: b");
}

TEST(ServerTest, RequestIdsComeFromATrustedProxyOnly) {
  const std::string request =
      get("/echo", "X-Request-Id: given-7\r\nX-Forwarded-For: 192.0.2.7\r\n");
  TestServer direct;
  RawClient first(direct.port());
  first.send(request);
  EXPECT_NE(header_of(first.read_answer(), "X-Request-Id"), "given-7");

  Options options;
  options.trust_forwarded = true;
  TestServer behind(options);
  RawClient second(behind.port());
  second.send(request);
  const std::string answer = second.read_answer();
  EXPECT_EQ(header_of(answer, "X-Request-Id"), "given-7");
  EXPECT_THAT(answer, HasSubstr("\n192.0.2.7\n"));
  second.send(get("/echo", "X-Request-Id: a b\r\n"));
  EXPECT_NE(header_of(second.read_answer(), "X-Request-Id"), "a b");
}

TEST(ServerTest, LogsEveryExchange) {
  TestServer server;
  RawClient client(server.port());
  const std::string request = post("/echo", "hello");
  client.send(request);
  const std::string answer = client.read_answer();
  client.send("nonsense\n");
  const std::string refused = client.read_all();
  const auto logged = server.logged();
  ASSERT_EQ(logged.size(), 2U);
  EXPECT_EQ(logged[0].target, "/echo");
  EXPECT_EQ(logged[0].status, 200);
  EXPECT_EQ(logged[0].bytes_in, request.size());
  EXPECT_EQ(logged[0].bytes_out, answer.size());
  EXPECT_EQ(logged[1].target, "");
  EXPECT_EQ(logged[1].status, 400);
  EXPECT_EQ(logged[1].bytes_out, refused.size());
}

TEST(ServerTest, PublicUrlCountsWithoutItsLastSlash) {
  Options options;
  options.public_url = "https://scim.example/";
  TestServer server(options);
  RawClient client(server.port());
  client.send(get("/echo"));
  EXPECT_THAT(client.read_answer(), HasSubstr("\nhttps://scim.example\n"));
}

}  // namespace
}  // namespace provost::http

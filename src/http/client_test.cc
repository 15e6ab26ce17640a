#include "http/client.h"

#include <atomic>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/testing/certificate.h"
#include "http/testing/loopback.h"
#include "http/url.h"

namespace provost::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using testing::RawClient;
using ::testing::StartsWith;
using testing::TestServer;

constexpr milliseconds patience{5'000};

// Accepts connections one by one, answers the first bytes of each with the next scripted answer,
// and closes it.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::vector<std::string> answers)
      : thread_([this, script = std::move(answers)] { run(script); }) {}
  ~ScriptedServer() { thread_.join(); }
  std::string url() const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
  }
  int accepted() const { return accepted_; }

 private:
  void run(const std::vector<std::string>& answers) {
    for (const std::string& answer : answers) {
      tcp::socket socket = acceptor_.accept();
      ++accepted_;
      char bytes[4096];
      boost::system::error_code ignored;
      socket.read_some(asio::buffer(bytes), ignored);
      asio::write(socket, asio::buffer(answer), ignored);
    }
  }

  asio::io_context io_;
  tcp::acceptor acceptor_{io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
  std::atomic<int> accepted_{0};
  std::thread thread_;
};

Client client_of(const std::string& url, milliseconds timeout = patience) {
  return Client::open(url, timeout).value();
}

TEST(ServerUrlTest, TakesUrlsApart) {
  struct Case {
    const char* url;
    bool tls;
    const char *host, *port, *authority, *prefix;
  };
  const std::vector<Case> cases = {
      {"http://a", false, "a", "80", "a", ""},
      {"https://a/", true, "a", "443", "a", ""},
      {"HTTP://a:8080/acme/scim/v2/", false, "a", "8080", "a:8080", "/acme/scim/v2"},
      {"http://[::1]:81/x", false, "::1", "81", "[::1]:81", "/x"},
      {"https://[::1]", true, "::1", "443", "[::1]", ""},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.url);
    const auto url = parse_server_url(test.url);
    ASSERT_TRUE(url.has_value());
    EXPECT_EQ(url->tls, test.tls);
    EXPECT_EQ(url->host, test.host);
    EXPECT_EQ(url->port, test.port);
    EXPECT_EQ(url->authority, test.authority);
    EXPECT_EQ(url->prefix, test.prefix);
  }
  for (const char* bad : {"", "a", "ftp://a", "http://", "http://a b", "http://a/?x", "http://u@a",
                          "http://a:x", "http://a/ b"}) {
    SCOPED_TRACE(bad);
    const auto url = parse_server_url(bad);
    ASSERT_TRUE(url.has_error());
    EXPECT_EQ(url.error().code, Code::invalid_value);
  }
}

TEST(ClientTest, SendsAndReadsOnOneConnection) {
  TestServer server;
  Client client = client_of(server.url() + "/echo/");
  const auto put = client.send("PUT", "?x", {{"X-A", "1"}}, "hello");
  ASSERT_TRUE(put.has_value());
  EXPECT_EQ(put->status, 200);
  EXPECT_EQ(put->header("content-type"), "text/plain");
  EXPECT_EQ(put->header("missing"), "");
  EXPECT_EQ(put->body, "PUT\n/echo?x\n" + server.url() + "\n127.0.0.1\nhello");
  const auto head = client.send("HEAD", "", {}, "");
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->body, "");
  EXPECT_EQ(client.send("DELETE", "", {}, "")->status, 200);
  EXPECT_EQ(client.send("POST", "", {}, "")->status, 200);
}

TEST(ClientTest, ReadsBigAndBodilessAnswers) {
  TestServer server;
  Client client = client_of(server.url());
  EXPECT_EQ(client.send("GET", "/big", {}, "")->body.size(), 8U * 1024 * 1024);
  EXPECT_EQ(client.send("GET", "/none", {}, "")->status, 204);
  EXPECT_EQ(client.send("POST", "/echo", {{"Expect", "100-continue"}}, "x")->status, 200);
}

TEST(ClientTest, ComesBackWhenItsIdleConnectionWasClosed) {
  Options options;
  options.limits.idle_timeout = milliseconds(50);
  TestServer server(options);
  Client client = client_of(server.url());
  for (int i = 0; i < 3; ++i) {
    const auto answer = client.send("POST", "/echo", {}, "x");
    ASSERT_TRUE(answer.has_value()) << answer.error().detail;
    std::this_thread::sleep_for(milliseconds(150));
  }
}

TEST(ClientTest, ComesBackAfterAnAnswerThatClosed) {
  TestServer server;
  Client client = client_of(server.url());
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(client.send("GET", "/echo", {{"Connection", "close"}}, "")->status, 200);
  }
}

TEST(ClientTest, SendsAgainOnlyWhenNoByteOfAnAnswerCame) {
  const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  {
    ScriptedServer server({ok, ok});
    Client client = client_of(server.url());
    EXPECT_TRUE(client.send("GET", "/", {}, "").has_value());
    EXPECT_TRUE(client.send("GET", "/", {}, "").has_value());
    EXPECT_EQ(server.accepted(), 2);
  }
  {
    ScriptedServer server({"HTTP/1.1 200 OK\r\nContent-Le", ok});
    Client client = client_of(server.url());
    const auto broken = client.send("GET", "/", {}, "");
    ASSERT_TRUE(broken.has_error());
    EXPECT_EQ(broken.error().code, Code::internal);
    EXPECT_EQ(server.accepted(), 1);
    EXPECT_TRUE(client.send("GET", "/", {}, "").has_value()) << "a later request starts afresh";
  }
  {
    ScriptedServer server({"", ok});
    Client client = client_of(server.url());
    EXPECT_TRUE(client.send("GET", "/", {}, "").has_error()) << "a new connection is not retried";
    EXPECT_TRUE(client.send("GET", "/", {}, "").has_value());
  }
}

TEST(ClientTest, PassesOverInterimAnswers) {
  ScriptedServer server(
      {"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
       "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
       "2\r\nok\r\n0\r\n\r\n"});
  const auto answer = client_of(server.url()).send("GET", "/", {}, "");
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->body, "ok");
}

TEST(ClientTest, GivesUpInTime) {
  TestServer server;
  Client client = client_of(server.url(), milliseconds(50));
  const auto start = std::chrono::steady_clock::now();
  const auto answer = client.send("GET", "/slow", {}, "");
  ASSERT_TRUE(answer.has_error());
  EXPECT_EQ(answer.error().code, Code::internal);
  EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds(1'000));
}

TEST(ClientTest, SaysWhoCannotBeReached) {
  std::string url;
  {
    TestServer server;
    url = server.url();
  }
  const auto answer = client_of(url).send("GET", "/", {}, "");
  ASSERT_TRUE(answer.has_error());
  EXPECT_EQ(answer.error().code, Code::internal);
  EXPECT_THAT(answer.error().detail, HasSubstr(url.substr(7)));
  EXPECT_EQ(Client::open("gopher://x", patience).error().code, Code::invalid_value);
}

TEST(ClientTest, ManyThreadsEachWithOne) {
  TestServer server;
  std::vector<std::thread> threads;
  std::atomic<int> good{0};
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      Client client = client_of(server.url());
      for (int i = 0; i < 50; ++i) {
        const std::string body(static_cast<std::size_t>(i) * 100, 'x');
        const auto answer = client.send("POST", "/echo", {}, body);
        good += answer.has_value() && answer->body.ends_with("\n" + body) ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(good, 400);
}

class TlsTest : public ::testing::Test {
 protected:
  static Options options() {
    Options out;
    out.tls = TlsFiles{certificate().chain(), certificate().key()};
    return out;
  }
  static const testing::Certificate& certificate() {
    static const testing::Certificate made("127.0.0.1");
    return made;
  }
  static Result<Client> trusting(const std::string& url) {
    ClientOptions client;
    client.timeout = patience;
    client.trusted_certificates = certificate().chain();
    return Client::open(url, client);
  }
};

TEST_F(TlsTest, ServesAndVerifies) {
  TestServer server(options());
  Client client = trusting(server.url()).value();
  for (int i = 0; i < 3; ++i) {
    const std::string body(100'000, 'x');
    const auto answer = client.send("POST", "/echo", {}, body);
    ASSERT_TRUE(answer.has_value()) << answer.error().detail;
    EXPECT_EQ(answer->body, "POST\n/echo\n" + server.url() + "\n127.0.0.1\n" + body);
  }
  EXPECT_EQ(client.send("GET", "/big", {}, "")->body.size(), 8U * 1024 * 1024);
}

TEST_F(TlsTest, TheClientRefusesWhomItDoesNotTrust) {
  TestServer server(options());
  EXPECT_TRUE(client_of(server.url()).send("GET", "/echo", {}, "").has_error());
  const std::string other_name = "https://localhost:" + std::to_string(server.port());
  EXPECT_TRUE(trusting(other_name).value().send("GET", "/echo", {}, "").has_error());
  ClientOptions careless;
  careless.accept_any_certificate = true;
  Client client = Client::open(server.url(), careless).value();
  EXPECT_EQ(client.send("GET", "/echo", {}, "")->status, 200);
  ClientOptions missing;
  missing.trusted_certificates = "/nonexistent.pem";
  EXPECT_TRUE(Client::open(server.url(), missing).has_error());
}

TEST_F(TlsTest, PlainTextOnTheTlsPortIsDropped) {
  TestServer server(options());
  RawClient raw(server.port());
  raw.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(raw.read_all().find("HTTP/"), std::string::npos);
  EXPECT_TRUE(raw.closed());
}

TEST_F(TlsTest, AHandshakeThatStopsIsGivenUp) {
  Options with_timeout = options();
  with_timeout.limits.header_timeout = milliseconds(100);
  TestServer server(with_timeout);
  RawClient raw(server.port());
  EXPECT_EQ(raw.read_all(), "");
  EXPECT_TRUE(raw.closed());
}

TEST_F(TlsTest, RefusesRequestsAndIdlesOutLikeThePlainPort) {
  Options limited = options();
  limited.limits.body_bytes_max = 10;
  limited.limits.idle_timeout = milliseconds(100);
  TestServer server(limited);
  Client client = trusting(server.url()).value();
  EXPECT_EQ(client.send("POST", "/echo", {}, std::string(11, 'x'))->status, 413);
  EXPECT_EQ(client.send("GET", "/echo", {}, "")->status, 200);
  std::this_thread::sleep_for(milliseconds(300));
  EXPECT_EQ(client.send("GET", "/echo", {}, "")->status, 200);
}

TEST_F(TlsTest, NamesTheFileThatCannotBeUsed) {
  const testing::Certificate other("127.0.0.1");
  const std::vector<TlsFiles> wrong = {{"/nonexistent.crt", certificate().key()},
                                       {certificate().chain(), "/nonexistent.key"},
                                       {certificate().chain(), other.key()}};
  for (const TlsFiles& files : wrong) {
    Options broken;
    broken.tls = files;
    try {
      TestServer server(broken);
      FAIL() << "started";
    } catch (const std::runtime_error& fault) {
      EXPECT_THAT(fault.what(), StartsWith("the TLS "));
    }
  }
}

}  // namespace
}  // namespace provost::http

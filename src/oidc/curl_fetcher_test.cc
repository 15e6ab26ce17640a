#include "oidc/curl_fetcher.h"

#include <string>
#include <thread>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace provost::oidc {
namespace {

// Gives this answer to one connection, and keeps the request.
class OneAnswer {
 public:
  explicit OneAnswer(std::string answer) : answer_(std::move(answer)) {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    listen(listener_, 1);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~OneAnswer() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }

  std::string url(const std::string& host = "127.0.0.1") const {
    return "http://" + host + ":" + std::to_string(port_) + "/x";
  }
  std::string asked;

 private:
  void serve() {
    const int peer = accept(listener_, nullptr, nullptr);
    if (peer < 0) {
      return;
    }
    std::string buffer(65536, '\0');
    const ssize_t got = recv(peer, buffer.data(), buffer.size(), 0);
    asked = buffer.substr(0, got > 0 ? static_cast<std::size_t>(got) : 0);
    (void)send(peer, answer_.data(), answer_.size(), MSG_NOSIGNAL);
    shutdown(peer, SHUT_WR);
    while (recv(peer, buffer.data(), buffer.size(), 0) > 0) {
    }
    close(peer);
  }

  std::string answer_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

TEST(CurlFetcher, gets_what_is_there) {
  OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
  CurlFetcher fetcher(Reach::also_private);
  const Outcome<Fetched> fetched = fetcher.fetch({.url = server.url()});
  ASSERT_TRUE(fetched.has_value()) << fetched.error().detail;
  EXPECT_EQ(fetched->status, 200);
  EXPECT_EQ(fetched->body, "{}");
  EXPECT_TRUE(server.asked.starts_with("GET /x HTTP/1.1\r\n")) << server.asked;
}

TEST(CurlFetcher, posts_a_form) {
  OneAnswer server("HTTP/1.1 400 Bad Request\r\nContent-Length: 1\r\n\r\n!");
  CurlFetcher fetcher(Reach::also_private);
  const Outcome<Fetched> fetched =
      fetcher.fetch({.url = server.url(), .form = "a=b", .authorization = "Basic eA=="});
  ASSERT_TRUE(fetched.has_value()) << fetched.error().detail;
  EXPECT_EQ(fetched->status, 400);
  EXPECT_TRUE(server.asked.starts_with("POST /x HTTP/1.1\r\n")) << server.asked;
  EXPECT_NE(server.asked.find("\r\nAuthorization: Basic eA==\r\n"), std::string::npos);
  EXPECT_TRUE(server.asked.ends_with("\r\n\r\na=b")) << server.asked;
}

TEST(CurlFetcher, follows_no_redirect) {
  OneAnswer server(
      "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  CurlFetcher fetcher(Reach::also_private);
  EXPECT_EQ(fetcher.fetch({.url = server.url()})->status, 302);
}

TEST(CurlFetcher, takes_no_endless_body) {
  OneAnswer server("HTTP/1.1 200 OK\r\n\r\n" + std::string(fetched_bytes_max + 1, 'x'));
  CurlFetcher fetcher(Reach::also_private);
  const Outcome<Fetched> fetched = fetcher.fetch({.url = server.url()});
  ASSERT_TRUE(fetched.has_error());
  EXPECT_EQ(fetched.error().kind, FaultKind::unreachable);
  EXPECT_NE(fetched.error().detail.find("longer than"), std::string::npos);
}

TEST(CurlFetcher, does_not_reach_this_machine_unless_it_may) {
  for (const char* host : {"127.0.0.1", "localhost"}) {
    OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    CurlFetcher fetcher(Reach::public_only);
    const Outcome<Fetched> fetched = fetcher.fetch({.url = server.url(host)});
    ASSERT_TRUE(fetched.has_error()) << host;
    EXPECT_NE(fetched.error().detail.find("--oidc-allow-private"), std::string::npos)
        << fetched.error().detail;
    EXPECT_EQ(server.asked, "");
  }
}

TEST(CurlFetcher, asks_nothing_but_protected_urls) {
  CurlFetcher fetcher(Reach::also_private);
  for (const char* url : {"http://10.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", ""}) {
    EXPECT_TRUE(fetcher.fetch({.url = url}).has_error()) << url;
  }
}

TEST(CurlFetcher, says_that_nobody_answers) {
  std::string url;
  {
    const OneAnswer gone("");
    url = gone.url();
  }
  CurlFetcher fetcher(Reach::also_private);
  EXPECT_EQ(fetcher.fetch({.url = url}).error().kind, FaultKind::unreachable);
}

}  // namespace
}  // namespace provost::oidc

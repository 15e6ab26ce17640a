#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace provost::api::oauth {

// An HTTP server on a loopback port that gives each path the answer it was told, for tests only.
class StubServer {
 public:
  StubServer() {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    listen(listener_, 8);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    thread_ = std::thread([this] { serve(); });
  }
  ~StubServer() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }
  StubServer(const StubServer&) = delete;
  StubServer& operator=(const StubServer&) = delete;

  const std::string& url() const { return url_; }
  // An empty body makes it a 404.
  void answer(const std::string& path, std::string body) {
    const std::lock_guard lock(mutex_);
    answers_[path] = std::move(body);
  }
  // The last request to that path.
  std::string asked(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return asked_[path];
  }

 private:
  void serve() {
    for (int peer = accept(listener_, nullptr, nullptr); peer >= 0;
         peer = accept(listener_, nullptr, nullptr)) {
      const std::string reply = reply_to(receive(peer));
      (void)send(peer, reply.data(), reply.size(), MSG_NOSIGNAL);
      shutdown(peer, SHUT_WR);
      close(peer);
    }
  }

  // Up to the end of the body that Content-Length announces.
  static std::string receive(int peer) {
    std::string request;
    std::string buffer(16384, '\0');
    for (std::size_t wanted = 1; request.size() < wanted;) {
      const ssize_t got = recv(peer, buffer.data(), buffer.size(), 0);
      if (got <= 0) {
        break;
      }
      request.append(buffer, 0, static_cast<std::size_t>(got));
      wanted = size_of(request);
    }
    return request;
  }
  static std::size_t size_of(const std::string& request) {
    const std::size_t end = request.find("\r\n\r\n");
    const std::size_t length = request.find("Content-Length: ");
    if (end == std::string::npos) {
      return request.size() + 1;
    }
    return end + 4 + (length < end ? std::stoul(request.substr(length + 16)) : 0);
  }

  std::string reply_to(const std::string& request) {
    const std::size_t start = request.find(' ') + 1;
    const std::string path = request.substr(start, request.find(' ', start) - start);
    const std::lock_guard lock(mutex_);
    asked_[path] = request;
    const std::string& body = answers_[path];
    return std::string("HTTP/1.1 ") + (body.empty() ? "404 Not Found" : "200 OK") +
           "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
  }

  int listener_ = -1;
  std::string url_;
  std::mutex mutex_;
  std::map<std::string, std::string> answers_;
  std::map<std::string, std::string> asked_;
  std::thread thread_;
};

}  // namespace provost::api::oauth

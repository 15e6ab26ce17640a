#include "http/server.h"

#include <algorithm>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "http/loop.h"
#include "http/tls.h"

namespace provost::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

AllowedOrigins origin_rules(const Options& options) {
  AllowedOrigins rules{.public_url = options.public_url,
                       .trust_forwarded = options.trust_forwarded,
                       .tls = options.tls.has_value()};
  while (rules.public_url.ends_with('/')) {
    rules.public_url.pop_back();
  }
  return rules;
}

tcp::endpoint resolve(const Options& options) {
  asio::io_context io;
  tcp::resolver resolver(io);
  const auto found =
      resolver.resolve(options.address, std::to_string(options.port), tcp::resolver::passive);
  return found.begin()->endpoint();
}

// SO_REUSEPORT would let a second server of the same user take a share of the connections. A socket
// without it finds out whether somebody is listening.
void check_port_is_free(const tcp::endpoint& endpoint) {
  asio::io_context io;
  tcp::acceptor probe(io, endpoint, true);
}

}  // namespace

class Server::Impl {
 public:
  Impl(Options options, HandlerFactory factory, Refusal refusal, AccessSink access,
       const Clock& clock, Random& random)
      : shared_{.options = std::move(options),
                .origin = {},
                .factory = std::move(factory),
                .refusal = std::move(refusal),
                .access = std::move(access),
                .clock = clock,
                .random = random,
                .tls = {}} {
    shared_.origin = origin_rules(shared_.options);
  }
  ~Impl() { stop(); }

  void start() {
    if (shared_.options.tls) {
      shared_.tls.use(*shared_.options.tls);
    }
    listen();
    for (const auto& loop : loops_) {
      loop->start();
    }
  }

  std::uint16_t port() const { return port_; }

  void reload_certificate() {
    if (shared_.options.tls) {
      shared_.tls.use(*shared_.options.tls);
    }
  }

  // The loops stay: work handed over by a handler may still return to them.
  void stop() {
    for (const auto& loop : loops_) {
      loop->drain();
    }
    for (const auto& loop : loops_) {
      loop->join();
    }
  }

 private:
  void listen() {
    const Options& options = shared_.options;
    try {
      tcp::endpoint endpoint = resolve(options);
      if (endpoint.port() != 0) {
        check_port_is_free(endpoint);
      }
      for (unsigned i = 0; i < loop_count(); ++i) {
        auto& loop = loops_.emplace_back(std::make_unique<Loop>(shared_));
        port_ = loop->listen(endpoint);
        endpoint.port(port_);
        shared_.loops.push_back(loop.get());
      }
    } catch (const boost::system::system_error& fault) {
      throw std::runtime_error(fmt::format("cannot listen on {}:{}: {}", options.address,
                                           options.port, fault.code().message()));
    }
  }

  unsigned loop_count() const {
    const unsigned wanted = shared_.options.loops;
    return wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
  }

  Shared shared_;
  std::uint16_t port_ = 0;
  std::vector<std::unique_ptr<Loop>> loops_;
};

Server::Server(Options options, HandlerFactory factory, Refusal refusal, AccessSink access,
               const Clock& clock, Random& random)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(factory), std::move(refusal),
                                   std::move(access), clock, random)) {}

Server::~Server() = default;

void Server::start() {
  impl_->start();
}

std::uint16_t Server::port() const {
  return impl_->port();
}

void Server::reload_certificate() {
  impl_->reload_certificate();
}

void Server::stop() {
  impl_->stop();
}

}  // namespace provost::http

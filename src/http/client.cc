#include "http/client.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "http/client_wire.h"
#include "http/url.h"

namespace provost::http {
namespace {

bool has_body_by_nature(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

std::string request_text(const ServerUrl& server, std::string_view method, std::string_view target,
                         const std::vector<Header>& headers, std::string_view body) {
  std::string out;
  out.reserve(256 + body.size());
  out.append(method).append(" ").append(server.prefix).append(target).append(" HTTP/1.1\r\n");
  out.append("Host: ").append(server.authority).append("\r\n");
  for (const Header& header : headers) {
    out.append(header.name).append(": ").append(header.value).append("\r\n");
  }
  if (!body.empty() || has_body_by_nature(method)) {
    out.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  }
  return out.append("\r\n").append(body);
}

}  // namespace

std::string_view Client::Answer::header(std::string_view name) const {
  const auto found =
      std::ranges::find_if(headers, [name](const Header& h) { return iequals(h.name, name); });
  return found == headers.end() ? std::string_view{} : std::string_view(found->value);
}

class Client::Impl {
 public:
  Impl(ServerUrl server, const ClientOptions& options)
      : server_(std::move(server)), wire_(server_, options) {}

  Result<void> trust() { return wire_.trust(); }

  Result<Answer> send(std::string_view method, std::string_view target,
                      const std::vector<Header>& headers, std::string_view body) {
    const std::string request = request_text(server_, method, target, headers, body);
    const bool kept = wire_.is_open();
    ClientWire::Outcome outcome = wire_.exchange(request, method == "HEAD");
    if (outcome.error && kept && outcome.nothing_came) {
      outcome = wire_.exchange(request, method == "HEAD");
    }
    if (outcome.error) {
      return Error(Code::internal,
                   "no answer from " + server_.authority + ": " + outcome.error.message());
    }
    return std::move(outcome.answer);
  }

 private:
  ServerUrl server_;
  ClientWire wire_;
};

Client::Client(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client> Client::open(std::string_view url, std::chrono::milliseconds timeout) {
  ClientOptions options;
  options.timeout = timeout;
  return open(url, options);
}

Result<Client> Client::open(std::string_view url, const ClientOptions& options) {
  TRY_ASSIGN(ServerUrl server, parse_server_url(url));
  auto impl = std::make_unique<Impl>(std::move(server), options);
  TRY(impl->trust());
  return Client(std::move(impl));
}

Result<Client::Answer> Client::send(std::string_view method, std::string_view target,
                                    const std::vector<Header>& headers, std::string_view body) {
  return impl_->send(method, target, headers, body);
}

}  // namespace provost::http

#include <chrono>
#include <stdexcept>
#include <utility>

#include "golden/modes.h"
#include "golden/socket_wire.h"

namespace provost::golden {
namespace {

std::string root_of(const std::string& url) {
  const auto authority = url.find("://");
  if (authority == std::string::npos) {
    throw std::runtime_error("--url is a Tenant URL such as https://host/acme/scim/v2, not " + url);
  }
  return url.substr(0, url.find('/', authority + 3));
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) {
    url.pop_back();
  }
  return url;
}

class RemoteWire final : public Wire {
 public:
  explicit RemoteWire(const Remote& remote)
      : organisation_{without_slash(remote.url), remote.token},
        profile_(remote.profile),
        root_(root_of(remote.url)),
        client_(open_client(root_)) {}

  std::optional<std::string> why_not(const Case& test_case,
                                     std::string_view profile) const override {
    if (profile != profile_) {
      return "needs an organisation with the attribute profile " + std::string(profile);
    }
    if (!test_case.settings.empty() || !test_case.schemas.empty()) {
      return "needs an organisation with settings or schemas of its own";
    }
    if (test_case.mentions("<other ") || test_case.mentions("<root>")) {
      return "needs a second organisation on the same server";
    }
    return {};
  }
  Organisation make_organisation(const OrganisationWish&) override { return organisation_; }
  bool is_shared() const override { return true; }
  std::string root() const override { return root_; }
  Answer send(const std::string& method, const std::string& target,
              const std::vector<Field>& headers, const std::string& body) override {
    return send_over(client_, method, target, headers, body);
  }

 private:
  Organisation organisation_;
  std::string profile_;
  std::string root_;
  http::Client client_;
};

}  // namespace

http::Client open_client(const std::string& root) {
  Result<http::Client> client = http::Client::open(root, std::chrono::seconds(30));
  if (client.has_error()) {
    throw std::runtime_error(client.error().detail);
  }
  return std::move(client).value();
}

Answer send_over(http::Client& client, const std::string& method, const std::string& target,
                 const std::vector<Field>& headers, const std::string& body) {
  std::vector<http::Header> fields;
  for (const auto& [name, value] : headers) {
    fields.push_back({name, value});
  }
  Result<http::Client::Answer> received = client.send(method, target, fields, body);
  if (received.has_error()) {
    throw std::runtime_error(method + " " + target + ": " + received.error().detail);
  }
  Answer answer{received->status, {}, std::move(received->body)};
  for (http::Header& header : received->headers) {
    answer.headers.emplace_back(std::move(header.name), std::move(header.value));
  }
  return answer;
}

std::unique_ptr<Wire> remote(const Remote& remote) {
  return std::make_unique<RemoteWire>(remote);
}

}  // namespace provost::golden

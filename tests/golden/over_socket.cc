#include <stdexcept>

#include <fmt/format.h>

#include "api/front/answer.h"
#include "golden/local_service.h"
#include "golden/modes.h"
#include "golden/socket_wire.h"

namespace provost::golden {
namespace {

http::Options any_free_port(app::Service& service) {
  http::Options options;
  options.port = 0;
  options.loops = 1;
  options.budget = &service.budget();
  return options;
}

class OverSocket final : public Wire {
 public:
  OverSocket()
      : server_(
            any_free_port(local_.service()),
            [this](boost::asio::io_context& loop) { return local_.service().make_handler(loop); },
            api::refusal, [](const http::AccessRecord&) {}, server_clock_, local_.random()) {
    server_.start();
    client_.emplace(open_client(root()));
  }
  ~OverSocket() override { server_.stop(); }

  std::optional<std::string> why_not(const Case&, std::string_view) const override { return {}; }
  Organisation make_organisation(const OrganisationWish& wish) override {
    return local_.make_organisation(wish, root());
  }
  bool is_shared() const override { return false; }
  std::string root() const override { return fmt::format("http://127.0.0.1:{}", server_.port()); }
  Answer send(const std::string& method, const std::string& target,
              const std::vector<Field>& headers, const std::string& body) override {
    return send_over(*client_, method, target, headers, body);
  }

 private:
  LocalService local_;
  SystemClock server_clock_;
  http::Server server_;
  std::optional<http::Client> client_;
};

}  // namespace

std::unique_ptr<Wire> over_socket() {
  return std::make_unique<OverSocket>();
}

}  // namespace provost::golden

#include <exception>
#include <stdexcept>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "golden/local_service.h"
#include "golden/modes.h"
#include "http/path.h"

namespace provost::golden {
namespace {

http::Method method_of(std::string_view text) {
  using enum http::Method;
  for (const http::Method method : {get, head, post, put, patch, del, options}) {
    if (http::to_text(method) == text) {
      return method;
    }
  }
  return other;
}

class InProcess final : public Wire {
 public:
  InProcess() : handler_(local_.service().make_handler(loop_).answer) {}

  std::optional<std::string> why_not(const Case&, std::string_view) const override { return {}; }
  Organisation make_organisation(const OrganisationWish& wish) override {
    return local_.make_organisation(wish, root());
  }
  bool is_shared() const override { return false; }
  std::string root() const override { return "https://golden.example"; }
  Answer send(const std::string& method, const std::string& target,
              const std::vector<Field>& headers, const std::string& body) override;

 private:
  http::Response run(const http::Request& request);

  LocalService local_;
  boost::asio::io_context loop_;
  http::Handler handler_;
};

// What the server would make of the bytes.
Answer InProcess::send(const std::string& method, const std::string& target,
                       const std::vector<Field>& headers, const std::string& body) {
  http::Request request;
  request.method = method_of(method);
  request.method_text = method;
  http::set_target(request, target);
  request.headers.assign(headers.begin(), headers.end());
  request.body = body;
  request.peer_address = "127.0.0.1";
  request.base_url = root();
  request.id = "golden";
  http::Response response = run(request);
  Answer answer{response.status, {}, std::move(response.body)};
  for (http::Header& header : response.headers) {
    answer.headers.emplace_back(std::move(header.name), std::move(header.value));
  }
  if (request.method == http::Method::head) {
    answer.body.clear();
  }
  return answer;
}

http::Response InProcess::run(const http::Request& request) {
  std::optional<http::Response> response;
  std::exception_ptr fault;
  boost::asio::co_spawn(loop_, handler_(request),
                        [&](std::exception_ptr thrown, http::Response answered) {
                          fault = thrown;
                          response = std::move(answered);
                        });
  // The answer to a write comes from the writer's thread, so the loop must not end before it.
  const auto work = boost::asio::make_work_guard(loop_);
  loop_.restart();
  while (!response) {
    loop_.run_one();
  }
  if (fault) {
    std::rethrow_exception(fault);
  }
  return std::move(*response);
}

}  // namespace

std::unique_ptr<Wire> in_process() {
  return std::make_unique<InProcess>();
}

}  // namespace provost::golden

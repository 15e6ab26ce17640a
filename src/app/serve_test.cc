#include "app/serve.h"

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <ostream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "app/service.h"
#include "http/client.h"
#include "identity/tokens.h"
#include "store/testing/trials.h"

namespace provost::app {
namespace {

using namespace std::chrono_literals;

// Output that breaks right after reporting where the server listens, once a client has called.
class BreakingOutput final : public std::streambuf {
 public:
  explicit BreakingOutput(std::function<void(int port)> client) : client_(std::move(client)) {}

 protected:
  int_type overflow(int_type c) override {
    text_ += traits_type::to_char_type(c);
    return c;
  }
  int sync() override {
    if (text_.find("listens on") == std::string::npos) {
      return 0;
    }
    int port = 0;
    std::from_chars(text_.data() + text_.rfind(':') + 1, text_.data() + text_.size(), port);
    client_(port);
    throw std::runtime_error("nobody takes the output");
  }

 private:
  std::function<void(int port)> client_;
  std::string text_;
};

class Serve : public ::testing::Test {
 protected:
  Serve() {
    std::string folder = (std::filesystem::temp_directory_path() / "provost-serve-XXXXXX").string();
    config_.data_folder = mkdtemp(folder.data());
    config_.listen = "127.0.0.1:0";
    config_.access_log = "off";
    config_.loops = 1;
  }
  ~Serve() override { std::filesystem::remove_all(config_.data_folder); }

  // Uses the store while no server runs.
  template <class Work>
  auto with_store(Work work) {
    ServiceOptions options;
    options.rehearsals = testing::rehearsals_wanted();
    options.store = store_url(config_);
    options.data_folder = config_.data_folder;
    options.exclusive_folder_lock = true;
    const auto store = open_store(options, clock_, random_);
    const auto session = store->open_session();
    return work(identity::Admin{*session, clock_, random_, "test"});
  }

  Config config_;
  SystemClock clock_;
  SecureRandom random_;
};

// Whatever ends it: answered work is complete, and nothing is lost.
TEST_F(Serve, AnExceptionBetweenStartAndLoopEndsItLikeASignal) {
  const OrgId acme("acme");
  const std::string token = with_store([&](const identity::Admin& admin) {
    EXPECT_TRUE(admin::create_organisation(admin, acme, {.name = "Acme"}).has_value());
    EXPECT_TRUE(admin::set_scim_enabled(admin, acme, true).has_value());
    return identity::rotate_token(admin, acme, 0, std::nullopt).value().text;
  });
  BreakingOutput output([&](int port) {
    auto client = http::Client::open(fmt::format("http://127.0.0.1:{}", port), 10s).value();
    const auto answer = client.send("GET", "/acme/scim/v2/Users?count=0",
                                    {{"Authorization", "Bearer " + token}}, "");
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->status, 200);
  });
  std::ostream out(&output);
  out.exceptions(std::ios::badbit);
  EXPECT_THROW(serve(config_, out), std::runtime_error);
  const auto used = with_store([&](const identity::Admin& admin) {
    return identity::list_tokens(admin, acme).value().front().last_used;
  });
  EXPECT_TRUE(used.has_value()) << "the last use of the token is told before the store closes";
}

}  // namespace
}  // namespace provost::app

#include "api/front/access_log.h"

#include <filesystem>
#include <fstream>
#include <vector>

#include <gtest/gtest.h>

#include "json/json.h"

namespace provost::api {
namespace {

TEST(AccessLine, IsOneJsonObjectWithoutSecrets) {  // standards.md SEC-4
  http::Request request;
  request.method_text = "GET";
  request.target = "/acme/scim/v2/Users?filter=userName+eq+%22ada%40x%22";
  request.path = "/acme/scim/v2/Users";
  request.query = "filter=userName+eq+%22ada%40x%22";
  request.headers = {{"Authorization", "Bearer pvt_secret"}};
  request.body = "{\"userName\":\"ada\"}";
  request.peer_address = "192.0.2.7";
  request.id = "r-1";
  http::Response response;
  response.status = 200;
  response.org = "acme";
  response.route = "scim.list";
  response.note = "\"dropped\":[\"displayName\"]";
  const std::string line = access_line({.request = &request,
                                        .response = &response,
                                        .duration_us = 42,
                                        .bytes_in = 100,
                                        .bytes_out = 200},
                                       {1'000});
  EXPECT_EQ(line.find("secret"), std::string::npos);
  EXPECT_EQ(line.find("ada"), std::string::npos);
  const json::Object object = json::parse(line).value().as_object();
  EXPECT_EQ(object.at("time"), "1970-01-01T00:00:01.000Z");
  EXPECT_EQ(object.at("id"), "r-1");
  EXPECT_EQ(object.at("org"), "acme");
  EXPECT_EQ(object.at("route"), "scim.list");
  EXPECT_EQ(object.at("status"), 200);
  EXPECT_EQ(object.at("us"), 42);
  EXPECT_EQ(object.at("in"), 100);
  EXPECT_EQ(object.at("out"), 200);
  EXPECT_EQ(object.at("dropped"), (json::Array{"displayName"}));
}

TEST(AccessLine, ManagesWithoutARequest) {
  http::Response response;
  response.status = 400;
  const auto line = json::parse(access_line({.request = nullptr, .response = &response}, {}));
  EXPECT_EQ(line.value().as_object().at("status"), 400);
}

TEST(AccessLine, EscapesWhatClientsChoose) {
  http::Request request;
  request.method_text = "GE\"T";
  request.path = "/\n\"\\";
  EXPECT_TRUE(json::parse(access_line({.request = &request}, {})).has_value());
}

TEST(AccessLine, HidesSecretsAndIsUtf8) {
  const std::string secret = "pvt_0123456789_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJK";
  http::Request request;
  request.method_text = "GET";
  request.path = '/' + secret + "/scim/v2/Users/\xff" + secret;
  http::Response response;
  response.org = secret;
  const std::string line = access_line({.request = &request, .response = &response}, {});
  EXPECT_EQ(line.find(secret.substr(4)), std::string::npos) << line;
  const json::Object object = json::parse(line).value().as_object();
  EXPECT_EQ(object.at("path"), "/pvt_***/scim/v2/Users/?pvt_***");
  EXPECT_EQ(object.at("org"), "pvt_***");
}

TEST(AccessLog, WritesALineForEachRequest) {
  const std::string path = ::testing::TempDir() + "access_log_test.log";
  std::filesystem::remove(path);
  const SystemClock clock;
  constexpr int lines = 2000;  // several blocks
  {
    AccessLog log(path, clock);
    http::Response response;
    for (int i = 0; i < lines; ++i) {
      response.status = 200 + i;
      log.write({.request = nullptr, .response = &response});
    }
  }
  std::vector<std::string> found;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    found.push_back(line);
  }
  ASSERT_EQ(found.size(), static_cast<std::size_t>(lines));
  for (int i = 0; i < lines; ++i) {
    EXPECT_EQ(json::parse(found[static_cast<std::size_t>(i)]).value().at("status"), 200 + i);
  }
  std::filesystem::remove(path);
}

TEST(AccessLog, WritesNoticesOfTheServer) {
  const std::string path = ::testing::TempDir() + "access_log_notice_test.log";
  std::filesystem::remove(path);
  const SystemClock clock;
  { AccessLog(path, clock).notice("a token expires"); }
  std::ifstream file(path);
  std::string line;
  ASSERT_TRUE(std::getline(file, line));
  EXPECT_EQ(json::parse(line).value().at("notice"), "a token expires");
  EXPECT_TRUE(json::parse(line).value().at("time").is_string());
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace provost::api

#include "api/loop/origin.h"

#include <gtest/gtest.h>

namespace provost::api {
namespace {

http::Request request() {
  http::Request request;
  request.method_text = "PATCH";
  request.path = "/acme/scim/v2/Users/1";
  request.query = "attributes=userName";
  request.headers = {{"user-agent", "Entra \"1\""}, {"Referer", "https://x/"}};
  request.peer_address = "192.0.2.7";
  request.base_url = "https://scim.example.com:8443";
  return request;
}

TEST(Origin, IsWhatTheJournalKeepsOfARequest) {
  EXPECT_EQ(*origin_of(request()),
            R"({"ip":"192.0.2.7","host":"scim.example.com:8443","userAgent":"Entra \"1\"",)"
            R"("referer":"https://x/","method":"PATCH","path":"/acme/scim/v2/Users/1"})");
}

TEST(Origin, HoldsNoMoreThanItMayAndNothingButText) {
  http::Request odd = request();
  const std::string lengthy(100'000, 'a');
  odd.headers = {{"User-Agent", "caf\xe9"}, {"Referer", lengthy}};
  const std::string text = *origin_of(odd);
  EXPECT_LT(text.size(), 1000u);
  EXPECT_NE(text.find(R"("userAgent":"caf?")"), std::string::npos) << text;
}

TEST(Origin, NamesTheOperatorWhoSignedIn) {
  const std::string text = *origin_of(request(), "Ada \"A\"");
  EXPECT_TRUE(text.ends_with(R"(,"operator":"Ada \"A\""})")) << text;
}

}  // namespace
}  // namespace provost::api

#include "api/loop/session_cookie.h"

#include <gtest/gtest.h>

namespace provost::api {
namespace {

using Headers = std::vector<std::pair<std::string_view, std::string_view>>;

http::Request request(Headers headers, std::string base_url = "https://provost.example") {
  http::Request request;
  request.headers = std::move(headers);
  request.base_url = std::move(base_url);
  return request;
}

TEST(SessionCookie, IsFoundAmongOthers) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"__Host-provost_session=abc", "abc"},
      {"a=1; __Host-provost_session=abc; b=2", "abc"},
      {"a=1;__Host-provost_session=abc", "abc"},
      {" __Host-provost_session = abc ", "abc"},
      {"__Host-provost_session=abc; __Host-provost_session=abc", "abc"},
      {"__Host-provost_session=a=b", "a=b"},
      {"__Host-provost_session=", ""},
      {"x__Host-provost_session=abc", ""},
      {"__host-provost_session=abc", ""},
      {"provost_session=abc", ""},
      {"__Host-provost_session", ""},
      {";;=;", ""},
      {"", ""}};
  for (const auto& [cookie, text] : cases) {
    EXPECT_EQ(session_in_cookie(request({{"cookie", cookie}})), text) << cookie;
  }
}

TEST(SessionCookie, MayComeInSeveralHeaders) {
  EXPECT_EQ(session_in_cookie(request({{"Cookie", "a=1"}, {"Cookie", "__Host-provost_session=x"}})),
            "x");
}

TEST(SessionCookie, TwoThatDifferAreNone) {
  EXPECT_EQ(session_in_cookie(
                request({{"Cookie", "__Host-provost_session=x; __Host-provost_session=y"}})),
            "");
  EXPECT_EQ(session_in_cookie(request(
                {{"Cookie", "__Host-provost_session=x"}, {"Cookie", "__Host-provost_session=y"}})),
            "");
}

TEST(SessionCookie, OverPlainHttpHasANameWithoutPrefix) {
  EXPECT_EQ(session_in_cookie(request({{"Cookie", "provost_session=x"}}, "http://127.0.0.1:8480")),
            "x");
  EXPECT_EQ(session_cookie(request({}, "http://127.0.0.1:8480"), "x", 60).value,
            "provost_session=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
}

TEST(SessionCookie, IsSetSoThatNoScriptAndNoOtherSiteHasIt) {
  const http::Header set = session_cookie(request({}), "x", 60);
  EXPECT_EQ(set.name, "Set-Cookie");
  EXPECT_EQ(set.value,
            "__Host-provost_session=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
  EXPECT_EQ(no_session_cookie(request({})).value,
            "__Host-provost_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
}

TEST(CsrfToken, BelongsToOneSessionAndDoesNotContainIt) {
  const std::string token = csrf_token_of("pvs_session");
  EXPECT_EQ(csrf_token_of("pvs_session"), token);
  EXPECT_NE(csrf_token_of("pvs_other"), token);
  EXPECT_EQ(token.find("session"), std::string::npos);
  EXPECT_TRUE(has_csrf_token(request({{"X-CSRF-Token", token}}), "pvs_session"));
  EXPECT_FALSE(has_csrf_token(request({{"X-CSRF-Token", token}}), "pvs_other"));
  EXPECT_FALSE(has_csrf_token(request({{"X-CSRF-Token", token + "0"}}), "pvs_session"));
  EXPECT_FALSE(has_csrf_token(request({}), "pvs_session"));
}

TEST(CrossSite, IsToldByWhatBrowsersAdd) {
  const std::vector<std::pair<Headers, bool>> cases{
      {{}, false},
      {{{"Sec-Fetch-Site", "same-origin"}}, false},
      {{{"Sec-Fetch-Site", "none"}}, false},
      {{{"Sec-Fetch-Site", "same-site"}}, true},
      {{{"Sec-Fetch-Site", "cross-site"}}, true},
      {{{"Origin", "https://provost.example"}}, false},
      {{{"Origin", "http://provost.example"}}, false},
      {{{"Origin", "https://evil.example"}}, true},
      {{{"Origin", "https://evil.example"}, {"Host", "provost.example"}}, true},
      {{{"Origin", "http://10.0.0.1:8480"}, {"Host", "10.0.0.1:8480"}}, false},
      {{{"Origin", "null"}}, true}};
  for (const auto& [headers, expected] : cases) {
    EXPECT_EQ(is_cross_site(request(headers)), expected)
        << (headers.empty() ? "" : headers.front().second);
  }
}

}  // namespace
}  // namespace provost::api

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/admin/testing.h"
#include "http/body_source.h"

namespace provost::api::admin_api {
namespace {

using http::Method;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view address = "/api/v1/branding";
constexpr std::string_view wanted =
    R"({"productName":"Acme & Sons","accentColor":"#0b5394","supportAddress":"help@acme.example",)"
    R"("frameAncestors":["https://app.acme.example"]})";
constexpr std::string_view svg = R"(<svg xmlns="http://www.w3.org/2000/svg"/>)";

class BrandingApi : public AdminFixture {
 protected:
  void brand() { ASSERT_EQ(send(Method::put, address, wanted).status, 200); }
  // A page of the console, requested with the session cookie.
  http::Response page(const std::string& session = "") {
    authorization_.clear();
    more_headers_ = {{"Cookie", "__Host-provost_session=" + session}};
    http::Response response = send(Method::get, "/console/o/acme/members");
    more_headers_.clear();
    act_as_operator();
    return response;
  }
  // A body produced while it is sent.
  std::string whole(const http::Response& response) {
    std::string out;
    for (bool has_more = true; has_more;) {
      bool is_over = false;
      boost::asio::co_spawn(io_, response.source->next(out),
                            [&](std::exception_ptr fault, bool on) {
                              EXPECT_FALSE(fault);
                              has_more = on && !fault;
                              is_over = true;
                            });
      const auto work = boost::asio::make_work_guard(io_);
      io_.restart();
      while (!is_over) {
        io_.run_one();
      }
    }
    return out;
  }
  static std::string policy_of(const http::Response& response) {
    return header(response, "Content-Security-Policy");
  }
};

TEST_F(BrandingApi, EverybodyReadsWhatOperatorsChange) {
  brand();
  authorization_.clear();
  const json::Object shown = body_of(send(Method::get, address));
  EXPECT_EQ(shown.at("productName"), "Acme & Sons");
  EXPECT_EQ(shown.at("logo"), json::Value(nullptr));
  EXPECT_EQ(shown.at("frameAncestors").as_array().size(), 1U);
  problem(send(Method::put, address, wanted), 401);
  act_as(access::Target::admin_human);
  problem(send(Method::put, address, wanted), 403);
  act_as_contact();
  problem(send(Method::del, "/api/v1/branding/logo"), 403);
  act_as_operator();
  problem(send(Method::put, address, R"({"accentColor":"#ffff00"})"), 400);
  problem(send(Method::put, address, R"({"productname":"x"})"), 400);
  EXPECT_EQ(send(Method::put, address, R"({"productName":null})").status, 200);
  EXPECT_EQ(body_of(send(Method::get, address)).at("supportAddress"), json::Value(nullptr))
      << "what is left out is taken away";
}

TEST_F(BrandingApi, TheInstallationsJournalNamesWhoChangedWhat) {
  brand();
  const json::Array events =
      body_of(send(Method::get, "/api/v1/audit-events?type=branding")).at("items").as_array();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_THAT(std::string(events[0].at("summary").as_string()), HasSubstr("changed the branding"));
  EXPECT_EQ(events[0].at("details").at("after").at("productName"), "Acme & Sons");
  EXPECT_EQ(events[0].at("details").at("before").at("productName"), json::Value(nullptr));
}

TEST_F(BrandingApi, ALogoIsServedSoThatItCanDoNothing) {
  problem(send(Method::get, "/api/v1/branding/logo"), 404);
  media_type_ = "image/svg+xml; charset=utf-8";
  const http::Response put = send(Method::put, "/api/v1/branding/logo", svg);
  ASSERT_EQ(put.status, 200) << put.body;
  const std::string url(body_of(put).at("logo").at("url").as_string());
  authorization_.clear();
  const http::Response logo = send(Method::get, url);
  EXPECT_EQ(logo.body, svg);
  EXPECT_EQ(header(logo, "Content-Type"), "image/svg+xml");
  EXPECT_THAT(policy_of(logo), HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy_of(logo), HasSubstr("sandbox"));
  EXPECT_THAT(policy_of(logo), Not(HasSubstr("script")));
  EXPECT_THAT(header(logo, "Cache-Control"), HasSubstr("immutable"));
  EXPECT_EQ(header(send(Method::get, "/api/v1/branding/logo?v=0123"), "Cache-Control"), "no-cache")
      << "another logo's address";
  act_as_operator();
  problem(send(Method::put, "/api/v1/branding/logo"), 400);
  media_type_ = "application/json";
  problem(send(Method::put, "/api/v1/branding/logo", "{}"), 415);
  EXPECT_EQ(send(Method::del, "/api/v1/branding/logo").status, 204);
  problem(send(Method::get, url), 404);
}

TEST_F(BrandingApi, MembersGetTheProductsPageAndOperatorsOurs) {
  EXPECT_THAT(policy_of(page()), HasSubstr("frame-ancestors 'none'"));
  brand();
  for (const char* session : {"", "pvs_member", "pvi_contact"}) {
    const http::Response theirs = page(session);
    EXPECT_THAT(policy_of(theirs), HasSubstr("frame-ancestors https://app.acme.example"));
    EXPECT_THAT(header(theirs, "Cache-Control"), "no-store") << "it depends on the cookie";
  }
  EXPECT_THAT(policy_of(page("pvc_operator")), HasSubstr("frame-ancestors 'none'"));
}

TEST_F(BrandingApi, TheInstallationsJournalIsExported) {
  brand();
  const http::Response csv =
      send(Method::get, "/api/v1/audit-events/export?format=csv&type=branding");
  ASSERT_EQ(csv.status, 200) << csv.body;
  EXPECT_THAT(header(csv, "Content-Disposition"), HasSubstr("installation-audit.csv"));
  const std::string text = whole(csv);
  EXPECT_THAT(text, HasSubstr("branding.changed"));
  EXPECT_THAT(whole(send(Method::get, "/api/v1/audit-events/export")),
              HasSubstr(R"("type":"journal.head")"));
  act_as(access::Target::admin_human);
  problem(send(Method::get, "/api/v1/audit-events/export"), 403);
}

}  // namespace
}  // namespace provost::api::admin_api

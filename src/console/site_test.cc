#include "console/site.h"

#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/testing/fakes.h"
#include "http/path.h"

namespace provost::console {
namespace {

constexpr std::array<File, 4> files{{
    {"index.html", R"(<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__">)", "gz", "d0"},
    {"assets/index-1a2b.js", "console.log('plain')", "packed script", "d1"},
    {"assets/face-3c4d.woff2", "font", {}, "d2"},
    {"icon.svg", "<svg/>", "packed icon", "d3"},
}};

class ConsoleSite : public ::testing::Test {
 protected:
  http::Response get(std::string_view path,
                     std::vector<std::pair<std::string_view, std::string_view>> headers = {}) {
    http::Request request{.headers = std::move(headers)};
    http::set_target(request, path);
    return ask(request);
  }
  http::Response ask(const http::Request& request) { return site_.answer(request, random_, look_); }
  http::Response page_of(std::string_view text) {
    const std::array<File, 1> page{{{"index.html", text, {}, "d0"}}};
    http::Request request;
    http::set_target(request, "/console/");
    return Site(page).answer(request, random_, look_);
  }

  Look look_;

 private:
  Site site_{files};
  provost::testing::SeededRandom random_;
};

std::optional<std::string> header(const http::Response& response, std::string_view name) {
  std::optional<std::string> found;
  for (const http::Header& field : response.headers) {
    if (field.name == name) {
      EXPECT_FALSE(found) << name << " twice";
      found = field.value;
    }
  }
  return found;
}

std::string between(const std::string& text, std::string_view before, char after) {
  const std::size_t start = text.find(before);
  if (start == std::string::npos) {
    return {};
  }
  const std::size_t from = start + before.size();
  return text.substr(from, text.find(after, from) - from);
}

TEST(ConsoleOwns, TheRootAndEverythingBelowConsole) {
  for (const std::string_view path : {"/", "/console", "/console/", "/console/o/acme/log"}) {
    EXPECT_TRUE(owns(path)) << path;
  }
  for (const std::string_view path :
       {"", "/consoles", "/Console", "/api/v1/orgs", "/acme/scim/v2", "/oauth/callback", "//"}) {
    EXPECT_FALSE(owns(path)) << path;
  }
}

TEST_F(ConsoleSite, LeadsTheRootToTheConsole) {
  const http::Response response = get("/");
  EXPECT_EQ(response.status, 302);
  EXPECT_EQ(header(response, "Location"), "/console/");
}

TEST_F(ConsoleSite, AddsTheSlashAndKeepsTheQuery) {
  EXPECT_EQ(header(get("/console"), "Location"), "/console/");
  const http::Response response = ask({.path = "/console", .query = "org=acme"});
  EXPECT_EQ(response.status, 301);
  EXPECT_EQ(header(response, "Location"), "/console/?org=acme");
}

TEST_F(ConsoleSite, GivesThePageForEveryPathThatIsNoFile) {
  for (const std::string_view path : {"/console/", "/console/o/acme/members/1", "/console/setup",
                                      "/console/index.html", "/console/o/x/assets/index-1a2b.js"}) {
    const http::Response response = get(path, {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(response.status, 200) << path;
    EXPECT_EQ(header(response, "Content-Type"), "text/html; charset=utf-8") << path;
    EXPECT_EQ(header(response, "Cache-Control"), "no-store") << path;
    EXPECT_EQ(header(response, "ETag"), std::nullopt) << path;
    EXPECT_EQ(header(response, "Content-Encoding"), std::nullopt) << path;
  }
}

TEST_F(ConsoleSite, GivesEachPageANonceOfItsOwn) {
  const http::Response one = get("/console/");
  const std::string nonce = between(one.body, R"(nonce=")", '"');
  EXPECT_GE(nonce.size(), 32U);
  EXPECT_EQ(between(one.body, R"(content=")", '"'), nonce);
  EXPECT_EQ(one.body.find("__CSP_NONCE__"), std::string::npos);
  EXPECT_EQ(between(header(one, "Content-Security-Policy").value(), "'nonce-", '\''), nonce);
  EXPECT_NE(between(get("/console/").body, R"(nonce=")", '"'), nonce);
}

TEST_F(ConsoleSite, ForbidsEverythingThatThePageDoesNotNeed) {
  const std::string policy = header(get("/console/"), "Content-Security-Policy").value();
  for (const std::string_view part :
       {"default-src 'none';", "script-src 'self';", "style-src 'self' 'nonce-",
        "img-src 'self' data:;", "font-src 'self';", "connect-src 'self';", "base-uri 'none';",
        "form-action 'self';", "frame-ancestors 'none'"}) {
    EXPECT_NE(policy.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
}

TEST_F(ConsoleSite, ShowsItselfAsTheProductThatItIs) {
  constexpr std::string_view text =
      R"(<html data-branded="__BRANDED__" data-audience="__AUDIENCE__">)"
      R"(<title>__PRODUCT_NAME__</title>)"
      R"(<meta content="__BRANDING__"><i style="__ACCENT__">__OTHER__</i>)";
  EXPECT_EQ(page_of(text).body,
            R"(<html data-branded="false" data-audience="people"><title>Provost</title>)"
            R"(<meta content="null"><i style="#4263eb">__OTHER__</i>)");
  look_ = {.product_name = "<b>__CSP_NONCE__ & Sons",
           .accent = "#0b5394",
           .is_branded = true,
           .is_for_operator = true,
           .branding = R"({"productName":"\"x"})",
           .frame_ancestors = "https://app.acme.example"};
  const http::Response response = page_of(text);
  EXPECT_EQ(response.body, R"(<html data-branded="true" data-audience="operator">)"
                           R"(<title>&lt;b&gt;__CSP_NONCE__ &amp; Sons</title>)"
                           R"(<meta content="{&quot;productName&quot;:&quot;\&quot;x&quot;}">)"
                           R"(<i style="#0b5394">__OTHER__</i>)");
  EXPECT_NE(header(response, "Content-Security-Policy")
                .value()
                .find("frame-ancestors https://app.acme.example"),
            std::string::npos);
  EXPECT_NE(header(get("/console/icon.svg"), "Content-Security-Policy")
                .value()
                .find("frame-ancestors 'none'"),
            std::string::npos)
      << "files stay as they were";
}

TEST_F(ConsoleSite, SendsTheHeadersOfSafetyWithEveryAnswer) {
  for (const std::string_view path :
       {"/", "/console", "/console/", "/console/icon.svg", "/console/assets/gone.js"}) {
    const http::Response response = get(path);
    EXPECT_TRUE(header(response, "Content-Security-Policy")) << path;
    EXPECT_EQ(header(response, "Referrer-Policy"), "no-referrer") << path;
    EXPECT_EQ(header(response, "Cross-Origin-Opener-Policy"), "same-origin") << path;
    EXPECT_TRUE(header(response, "Permissions-Policy")) << path;
  }
}

TEST_F(ConsoleSite, KeepsHashedFilesForAYear) {
  const http::Response response = get("/console/assets/index-1a2b.js");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "console.log('plain')");
  EXPECT_EQ(header(response, "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(header(response, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  EXPECT_EQ(header(response, "ETag"), "\"d1\"");
}

TEST_F(ConsoleSite, AsksAgainForFilesWithoutAHash) {
  const http::Response response = get("/console/icon.svg");
  EXPECT_EQ(header(response, "Content-Type"), "image/svg+xml");
  EXPECT_EQ(header(response, "Cache-Control"), "no-cache");
}

TEST_F(ConsoleSite, SendsWhatWasCompressedToWhoTakesIt) {
  const http::Response response =
      get("/console/assets/index-1a2b.js", {{"Accept-Encoding", "br, gzip"}});
  EXPECT_EQ(response.body, "packed script");
  EXPECT_EQ(header(response, "Content-Encoding"), "gzip");
  EXPECT_EQ(header(response, "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  EXPECT_EQ(header(response, "ETag"), "\"d1-gzip\"");
}

TEST_F(ConsoleSite, SendsAsItIsWhatCompressionDoesNotMakeSmaller) {
  const http::Response response =
      get("/console/assets/face-3c4d.woff2", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(response.body, "font");
  EXPECT_EQ(header(response, "Content-Type"), "font/woff2");
  EXPECT_EQ(header(response, "Content-Encoding"), std::nullopt);
  EXPECT_EQ(header(response, "Vary"), std::nullopt);
}

TEST_F(ConsoleSite, AnswersWithoutABodyToWhoHasTheFile) {
  const http::Response response = get("/console/icon.svg", {{"If-None-Match", "\"d3\""}});
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(header(response, "ETag"), "\"d3\"");
  EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  EXPECT_EQ(header(response, "Cache-Control"), "no-cache");
  EXPECT_EQ(header(response, "Content-Type"), std::nullopt);
}

TEST_F(ConsoleSite, TellsTheTwoFormsOfAFileApart) {
  EXPECT_EQ(get("/console/icon.svg", {{"If-None-Match", "\"d3-gzip\""}}).status, 200);
  EXPECT_EQ(
      get("/console/icon.svg", {{"Accept-Encoding", "gzip"}, {"If-None-Match", "W/\"d3-gzip\""}})
          .status,
      304);
}

TEST_F(ConsoleSite, SaysThatAScriptIsGoneInsteadOfGivingThePage) {
  const http::Response response = get("/console/assets/index-older.js");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(header(response, "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
}

TEST_F(ConsoleSite, AnswersHeadLikeGet) {
  const http::Response response =
      ask({.method = http::Method::head, .path = "/console/assets/index-1a2b.js"});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "ETag"), "\"d1\"");
}

TEST_F(ConsoleSite, RefusesToBeWritten) {
  for (const http::Method method : {http::Method::post, http::Method::put, http::Method::del,
                                    http::Method::options, http::Method::other}) {
    for (const std::string_view path : {"/", "/console", "/console/", "/console/icon.svg"}) {
      const http::Response response = ask({.method = method, .path = std::string(path)});
      EXPECT_EQ(response.status, 405) << path;
      EXPECT_EQ(header(response, "Allow"), "GET, HEAD") << path;
    }
  }
}

TEST(ConsoleFiles, MustHaveAPage) {
  constexpr std::array<File, 1> no_page{{{"icon.svg", "<svg/>", {}, "d"}}};
  EXPECT_THROW(Site{no_page}, std::logic_error);
}

TEST(ConsoleFiles, AreInTheBinaryWholeAndCompressed) {
  bool has_page = false;
  for (const File& file : embedded_files()) {
    EXPECT_EQ(file.digest.size(), 32U) << file.path;
    EXPECT_LT(file.gzip.size(), file.content.size()) << file.path;
    if (!file.gzip.empty()) {
      EXPECT_EQ(file.gzip.substr(0, 2), "\x1f\x8b") << file.path;
    }
    if (file.path == "index.html") {
      has_page = true;
      EXPECT_TRUE(file.content.starts_with("<!doctype html>"));
      EXPECT_TRUE(file.content.ends_with("</html>\n"));
    }
  }
  EXPECT_TRUE(has_page);
}

TEST(ConsoleFiles, AnswerAtTheirPaths) {
  provost::testing::SeededRandom random;
  EXPECT_EQ(embedded_site().answer({.path = "/console/"}, random).status, 200);
}

}  // namespace
}  // namespace provost::console

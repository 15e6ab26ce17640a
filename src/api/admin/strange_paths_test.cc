#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "api/admin/routes.h"
#include "api/admin/testing.h"
#include "api/scim/routes.h"

// A request has one address (docs/decisions/0022): tries every row of every table with odd
// spellings of its path, as every kind of caller.
namespace provost::api::admin_api {
namespace {

using access::Target;

std::string escaped(char c, const char* digits) {
  const auto byte = static_cast<unsigned char>(c);
  return {'%', digits[byte >> 4], digits[byte & 15]};
}

// Other spellings of the same place: an extra slash before each segment and at the end, and
// needless escapes of each character.
std::vector<std::string> detours_of(const std::string& path) {
  std::vector<std::string> out{path + "//", '/' + path + '/'};
  for (std::size_t i = 0; i < path.size(); ++i) {
    const std::string before = path.substr(0, i);
    const std::string after = path.substr(i + 1);
    if (path[i] == '/') {
      out.push_back(before + "//" + after);
    } else if (path[i] != '%' && path[i] != ':') {
      const std::string small = escaped(path[i], "0123456789abcdef");
      const std::string capital = escaped(path[i], "0123456789ABCDEF");
      out.push_back(before + small + after);
      if (capital != small) {
        out.push_back(before + capital + after);
      }
    }
  }
  return out;
}

// Paths to nowhere, whatever a client or proxy would have made of them.
std::vector<std::string> dead_ends_of(const std::string& path) {
  std::vector<std::string> out;
  for (const std::string dots : {".", "..", "%2e", "%2E", "%2e%2e", ".%2E", "%2e."}) {
    out.push_back(path + '/' + dots);
    if (dots != ".." && dots != "%2e%2e") {
      continue;
    }
    for (std::size_t i = path.find('/'); i != std::string::npos; i = path.find('/', i + 1)) {
      out.push_back(path.substr(0, i) + '/' + dots + path.substr(i));
    }
  }
  for (const char* end : {"/%", "/%zz", "/%4", "/%FF", "/%C3%28", "/\xff"}) {
    out.push_back(path + end);
  }
  return out;
}

std::string filled(std::string_view pattern, std::string_view org) {
  std::string path(pattern);
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
    const auto end = path.find('}', open) + 1;
    const std::string_view name = std::string_view(path).substr(open, end - open);
    const std::string by(name == "{org}" ? org : name == "{type}" ? "Users" : "unknown");
    path.replace(open, end - open, by);
  }
  return path;
}

// A pattern with the literals behind the Tenant URL in another letter case.
std::string in_other_case(std::string pattern, int (*change)(int)) {
  bool is_parameter = false;
  for (std::size_t i = std::string_view("/{org}/scim/v2").size(); i < pattern.size(); ++i) {
    is_parameter = pattern[i] == '{' || (is_parameter && pattern[i] != '}');
    if (!is_parameter) {
      pattern[i] = static_cast<char>(change(static_cast<unsigned char>(pattern[i])));
    }
  }
  return pattern;
}

class StrangePaths : public ProvisionedFixture {
 protected:
  void SetUp() override {
    ProvisionedFixture::SetUp();
    callers_ = {{"nobody", ""},
                {"garbage", "Bearer pvo_x"},
                {"operator", "Bearer " + key_.text},
                {"identity provider", "Bearer " + token_}};
    for (const Target target : access::all_targets) {
      act_as(target);
      callers_.emplace_back("member", authorization_);
    }
  }
  template <class Check>
  void as_everybody(Check check) {
    for (const auto& [who, authorization] : callers_) {
      SCOPED_TRACE(who);
      authorization_ = authorization;
      check();
    }
  }
  void expect_nothing_at(http::Method method, const std::string& path) {
    const http::Response response = send(method, path, "{}");
    EXPECT_EQ(response.status, 404) << path << ' ' << response.body;
    EXPECT_EQ(response.route, "") << path;
    EXPECT_EQ(response.org, "") << path;
    EXPECT_TRUE(json::parse(response.body).has_value()) << path;
  }

  std::vector<std::pair<std::string, std::string>> callers_;
};

TEST_F(StrangePaths, OfTheAdministrationLeadNowhere) {
  for (const auto& row : admin_routes().rows()) {
    SCOPED_TRACE(row.value.name);
    const std::string path = filled(row.pattern, "acme");
    as_everybody([&] {
      for (const std::string& detour : detours_of(path)) {
        expect_nothing_at(row.method, detour);
      }
      for (const std::string& dead_end : dead_ends_of(path)) {
        expect_nothing_at(row.method, dead_end);
      }
      // Of an organisation that does not exist, so the request has no effect.
      const http::Response slash = send(row.method, filled(row.pattern, "nosuch") + '/', "{}");
      EXPECT_EQ(slash.route, row.value.name);
      EXPECT_LT(slash.status, 500) << slash.body;
    });
  }
}

TEST_F(StrangePaths, OfATenantAreTheOneThatTheyMeanOrNowhere) {
  for (const auto& row : scim_api::scim_routes().rows()) {
    SCOPED_TRACE(row.value.name);
    const std::string path = filled(row.pattern, "acme");
    as_everybody([&] {
      const http::Response usual = send(row.method, path, "{}");
      EXPECT_EQ(usual.route, row.value.name);
      std::vector<std::string> same = detours_of(path);
      same.push_back(path + '/');
      for (int (*const change)(int) : {&toupper, &tolower}) {
        same.push_back(filled(in_other_case(std::string(row.pattern), change), "acme"));
      }
      for (const std::string& one : same) {
        const http::Response response = send(row.method, one, "{}");
        EXPECT_EQ(response.route, usual.route) << one;
        EXPECT_EQ(response.org, usual.org) << one;
        EXPECT_EQ(response.status, usual.status) << one;
        EXPECT_EQ(response.body, usual.body) << one;
      }
      for (const std::string& dead_end : dead_ends_of(path)) {
        expect_nothing_at(row.method, dead_end);
      }
    });
  }
}

TEST_F(StrangePaths, OfWhatBelongsToNobodyLeadNowhere) {
  for (const std::string path : {"/healthz", "/readyz", "/api/openapi.json", "/console/setup",
                                 "/console/o/acme/log", "/oauth/start", "/oauth/callback"}) {
    as_everybody([&] {
      for (const std::string& detour : detours_of(path)) {
        expect_nothing_at(http::Method::get, detour);
      }
      for (const std::string& dead_end : dead_ends_of(path)) {
        expect_nothing_at(http::Method::get, dead_end);
      }
      EXPECT_EQ(send(http::Method::get, path + '/').status, send(http::Method::get, path).status);
    });
  }
}

// With a browser's cookie, a link on any page was enough.
TEST_F(StrangePaths, DoNotCarryAMembersRequestToAnotherOrganisation) {
  act_as(Target::admin_human);
  for (const std::string path : {"/api/v1//orgs/globex", "/api/v1/%6frgs/globex"}) {
    expect_nothing_at(http::Method::patch, path);
  }
  EXPECT_EQ(send(http::Method::patch, "/api/v1//orgs/globex", R"({"name":"Pwned"})").status, 404);
  act_as_operator();
  for (const char* org : {"acme", "globex"}) {
    const json::Object shown = get("/api/v1/orgs/" + std::string(org));
    EXPECT_NE(shown.at("name").as_string(), "Pwned") << org;
  }
  for (const char* path : {"/api/v1/orgs/", "/api/v1/orgs//"}) {
    EXPECT_LT(send(http::Method::post, path, "{}").status, 500) << path;
  }
}

}  // namespace
}  // namespace provost::api::admin_api

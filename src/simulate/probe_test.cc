#include <gtest/gtest.h>

#include "simulate/entra.h"
#include "simulate/okta.h"
#include "simulate/options.h"

namespace provost::simulate {
namespace {

Reply reply(int status, std::string_view body, std::string_view type = "application/scim+json") {
  Reply out;
  out.status = status;
  out.content_type = type;
  out.text = body;
  if (auto parsed = json::parse(body); parsed.has_value()) {
    out.json = std::move(parsed).value();
  }
  return out;
}

constexpr std::string_view empty_list =
    R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,)"
    R"("startIndex":1,"itemsPerPage":0,"Resources":[]})";

// idp-clients.md §1.2, "Expected" and "Failures seen".
TEST(EntraProbe, AcceptsOnlyAnEmptyScimList) {
  EXPECT_EQ(entra::probe_fault(reply(200, empty_list)), "");
  EXPECT_EQ(entra::probe_fault(reply(200, empty_list, "application/scim+json; charset=utf-8")), "");
  EXPECT_EQ(entra::probe_fault(reply(404, "{}")), "HTTP/404 rather than the expected HTTP/200");
  EXPECT_EQ(entra::probe_fault(reply(200, empty_list, "text/html")),
            "the media type is \"text/html\" rather than application/scim+json");
  EXPECT_EQ(entra::probe_fault(reply(200, "[]")), "the answer is not a ListResponse");
  EXPECT_EQ(entra::probe_fault(
                reply(200, R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],)"
                           R"("totalResults":1,"Resources":[{"id":"u1"}]})")),
            "totalResults: expected 0, got 1");
}

std::string page_of(int total, int start, int items, int listed) {
  std::string out = R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],)";
  out += "\"totalResults\":" + std::to_string(total) + ",\"startIndex\":" + std::to_string(start) +
         ",\"itemsPerPage\":" + std::to_string(items) + ",\"Resources\":[";
  for (int i = 0; i < listed; ++i) {
    out += i == 0 ? "{}" : ",{}";
  }
  return out + "]}";
}

// idp-clients.md §3.1, rows "Test credentials" and "import" (ory/polis#4054).
TEST(OktaPage, WantsTheRealNumberOfItemsAndTheIndexAskedFor) {
  EXPECT_EQ(okta::page_fault(reply(200, empty_list), 1, 2), "");
  EXPECT_EQ(okta::page_fault(reply(200, page_of(5, 3, 2, 2)), 3, 2), "");
  EXPECT_EQ(okta::page_fault(reply(200, page_of(5, 3, 100, 2)), 3, 100),
            "itemsPerPage is 100, but 2 resources came");
  EXPECT_EQ(okta::page_fault(reply(200, page_of(5, 1, 3, 3)), 1, 2),
            "3 resources came, 2 were asked for");
  EXPECT_EQ(okta::page_fault(reply(200, page_of(5, 0, 2, 2)), 1, 2), "startIndex is 0, not 1");
  EXPECT_EQ(okta::page_fault(reply(404, "{}"), 1, 2), "answered 404");
  EXPECT_EQ(okta::page_fault(reply(200, "{}"), 1, 2), "totalResults is not a whole number");
}

TEST(Options, ReadTheWordsOfTheCommandLine) {
  EXPECT_EQ(parse_dialect("default"), Dialect::standard);
  EXPECT_EQ(parse_dialect("rfc"), Dialect::rfc);
  EXPECT_EQ(parse_dialect("RFC7644"), std::nullopt);
  EXPECT_EQ(parse_mapping("guide"), Mapping::guide);
  EXPECT_EQ(parse_mapping("entra-default"), Mapping::entra_default);
  EXPECT_EQ(parse_mapping(""), std::nullopt);
}

}  // namespace
}  // namespace provost::simulate

#include "api/front/openapi.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/admin/routes.h"
#include "base/text.h"
#include "json/json.h"

// Compares the OpenAPI document's account of the administration interface with the table of routes.
namespace provost::api::admin_api {
namespace {

using ::testing::IsSupersetOf;
using ::testing::UnorderedElementsAreArray;
using Row = http::Router<Route>::Row;

const json::Object& at(std::string_view pointer) {
  static const json::Value document = json::parse(openapi_document()).value();
  return document.at_pointer(pointer).as_object();
}

const json::Object& path_of(const Row& row) {
  return at("/paths").at(row.pattern).as_object();
}

const json::Object& operation_of(const Row& row) {
  return path_of(row).at(ascii_lower(http::to_text(row.method))).as_object();
}

const json::Object& resolved(const json::Object& value) {
  const json::Value* reference = value.if_contains("$ref");
  return reference == nullptr ? value : at(std::string_view(reference->as_string()).substr(1));
}

// Names of the path and query parameters.
std::multiset<std::string> parameters_of(const json::Object& owner, std::string_view place) {
  std::multiset<std::string> names;
  if (const json::Value* list = owner.if_contains("parameters")) {
    for (const json::Value& one : list->as_array()) {
      const json::Object& parameter = resolved(one.as_object());
      if (parameter.at("in").as_string() == place) {
        names.emplace(parameter.at("name").as_string());
      }
    }
  }
  return names;
}

std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.emplace(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::set<std::string> parameters_in(std::string_view pattern) {
  std::set<std::string> names;
  for (auto open = pattern.find('{'); open != pattern.npos; open = pattern.find('{', open + 1)) {
    names.emplace(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
  }
  return names;
}

// Whether a request may be repeated with an Idempotency-Key (api/admin/repeat.h).
bool takes_key(const Row& row) {
  return row.method == http::Method::post && row.value.entry == Entry::permitted;
}

// Statuses that every route of this form can answer.
std::set<std::string> usual_statuses(const Row& row) {
  std::set<std::string> statuses{"400", "401", "403", "408", "431", "500", "503"};
  if (row.pattern.find('{') != row.pattern.npos) {
    statuses.insert("404");
  }
  if (operation_of(row).contains("requestBody")) {
    statuses.insert({"413", "415"});
  }
  if (takes_key(row)) {
    statuses.insert({"409", "422", "429"});
  }
  return statuses;
}

class OpenapiOfAdministration : public ::testing::Test {
 protected:
  static const std::vector<Row>& rows() { return admin_routes().rows(); }
};

TEST_F(OpenapiOfAdministration, ParametersAreThoseOfTheRoutes) {
  for (const Row& row : rows()) {
    EXPECT_THAT(parameters_of(path_of(row), "path"),
                UnorderedElementsAreArray(parameters_in(row.pattern)))
        << row.pattern;
    EXPECT_THAT(parameters_of(operation_of(row), "query"),
                UnorderedElementsAreArray(words_of(row.value.query)))
        << row.value.name;
  }
}

TEST_F(OpenapiOfAdministration, SaysWhatCanComeAgain) {
  for (const Row& row : rows()) {
    const std::multiset<std::string> headers = parameters_of(operation_of(row), "header");
    EXPECT_EQ(headers.count("Idempotency-Key"), takes_key(row) ? 1u : 0u) << row.value.name;
  }
}

TEST_F(OpenapiOfAdministration, SaysWhatEveryRouteCanAnswer) {
  for (const Row& row : rows()) {
    std::set<std::string> described;
    for (const auto& response : operation_of(row).at("responses").as_object()) {
      described.emplace(response.key());
    }
    EXPECT_THAT(described, IsSupersetOf(usual_statuses(row))) << row.value.name;
  }
}

TEST_F(OpenapiOfAdministration, ErrorsAreProblems) {
  for (const Row& row : rows()) {
    for (const auto& response : operation_of(row).at("responses").as_object()) {
      if (response.key().starts_with('4') || response.key().starts_with('5')) {
        EXPECT_TRUE(resolved(response.value().as_object())
                        .at("content")
                        .as_object()
                        .contains("application/problem+json"))
            << row.value.name << ' ' << response.key();
      }
    }
  }
}

TEST_F(OpenapiOfAdministration, StandsBesideTheTenantUrlsWithKeysOfItsOwn) {
  for (const Row& row : rows()) {
    EXPECT_EQ(path_of(row).at("servers"), json::parse(R"([{"url":"/"}])").value()) << row.pattern;
    const char* security =
        row.value.entry == Entry::open ? R"([{}])" : R"([{"AdministrationKey":[]}])";
    EXPECT_EQ(operation_of(row).at("security"), json::parse(security).value()) << row.value.name;
  }
}

TEST_F(OpenapiOfAdministration, OnlyPathsBelowOrgsBeginWithTheOrganisation) {
  for (const Row& row : rows()) {
    const bool is_below = row.pattern.starts_with("/api/v1/orgs/");
    EXPECT_EQ(row.pattern.starts_with("/api/v1/orgs/{org}"), is_below) << row.pattern;
    EXPECT_EQ(row.pattern.find("{org}") != row.pattern.npos, is_below) << row.pattern;
  }
}

}  // namespace
}  // namespace provost::api::admin_api

#include "admin/insight/log_entries.h"

#include <gtest/gtest.h>

namespace provost::admin {
namespace {

json::Object shown_as(const log::Entry& entry, const LogContext& context) {
  return describe({entry}, context).at(0).as_object();
}

TEST(LogEntries, ReadAStatusOrAClassOfThem) {
  const auto read = [](std::string_view text) { return read_status_range(text).value(); };
  EXPECT_EQ(read("404").from, 404);
  EXPECT_EQ(read("404").to, 404);
  EXPECT_EQ(read("4xx").from, 400);
  EXPECT_EQ(read("4xx").to, 499);
  EXPECT_EQ(read("failed").from, 400);
  EXPECT_EQ(read("failed").to, 599);
  for (const char* wrong : {"", "Failed", "4", "4x", "44x", "4x4", "xxx", "604", "4xxx", "-40"}) {
    EXPECT_EQ(read_status_range(wrong).error().code, Code::invalid_value) << wrong;
  }
}

TEST(LogEntries, ReadAMoment) {
  EXPECT_EQ(read_moment("since", "1970-01-01T00:00:01.5Z").value(), Timestamp{1500});
  const Error error = read_moment("since", "yesterday").error();
  EXPECT_NE(error.detail.find("since"), std::string::npos);
  EXPECT_NE(error.detail.find("yesterday"), std::string::npos);
}

TEST(LogEntries, ShowTheWordsOfTheirCauses) {
  log::Entry entry;
  entry.status = 409;
  entry.cause = log::Cause::user_name_taken;
  entry.remarks = {{log::Cause::attributes_dropped, {"title"}}, {log::Cause::none, {"newer"}}};
  const json::Object shown = shown_as(entry, {.provider = {}, .summaries = {"Created ada"}});
  EXPECT_EQ(shown.at("summary"), "Created ada");
  const json::Object& cause = shown.at("cause").as_object();
  EXPECT_EQ(cause.at("id"), "user_name.taken");
  EXPECT_FALSE(cause.at("means").as_string().empty());
  EXPECT_NE(std::string_view(cause.at("fix").as_string()).find("Entra"), std::string_view::npos);
  const json::Array& remarks = shown.at("remarks").as_array();
  ASSERT_EQ(remarks.size(), 1U);
  EXPECT_EQ(remarks[0].at("values").as_array().at(0), "title");
}

TEST(LogEntries, NameTheirToken) {
  log::Entry entry;
  entry.token_id = "t1";
  store::Token token;
  token.id = "t1";
  token.lookup = "9QaZxYwV12";
  token.name = "Nightly sync";
  const json::Object shown =
      shown_as(entry, {.provider = {}, .summaries = {""}, .tokens = {token}});
  EXPECT_EQ(shown.at("tokenName"), "Nightly sync");
  EXPECT_EQ(shown.at("tokenPrefix"), "pvt_9QaZxY");
  const json::Object gone = shown_as(entry, {.provider = {}, .summaries = {""}});
  EXPECT_EQ(gone.at("tokenId"), "t1");
  EXPECT_TRUE(gone.at("tokenName").is_null());
  EXPECT_TRUE(gone.at("tokenPrefix").is_null());
}

TEST(LogEntries, NameTheSettingsOfTheOrganisationsOwnProvider) {
  log::Entry entry;
  entry.cause = log::Cause::value_refused;
  const auto fix = [&](std::optional<store::Provider> provider) {
    const json::Object shown = shown_as(entry, {.provider = provider, .summaries = {""}});
    return std::string(shown.at("cause").at("fix").as_string());
  };
  EXPECT_NE(fix({}).find("Entra"), std::string::npos);
  EXPECT_NE(fix({}).find("Okta"), std::string::npos);
  EXPECT_EQ(fix(store::Provider::okta).find("Entra"), std::string::npos);
  EXPECT_EQ(fix(store::Provider::entra).find("Okta"), std::string::npos);
}

TEST(LogEntries, WhatIsNotKnownIsNull) {
  const json::Object shown = shown_as(log::Entry{}, {.provider = {}, .summaries = {""}});
  for (const char* name :
       {"method", "target", "summary", "status", "tokenId", "subject", "cause", "journal"}) {
    EXPECT_TRUE(shown.at(name).is_null()) << name;
  }
}

}  // namespace
}  // namespace provost::admin

#include "admin/organisation/branding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/store.h"
#include "store/testing/memory_store.h"

namespace provost::admin {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view png("\x89PNG\r\n\x1a\n\0\0\0\rIHDRrest", 20);
constexpr std::string_view svg =
    R"(<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>)";

class BrandingTest : public ::testing::Test {
 protected:
  template <class Work>
  Result<void> write(Work work) {
    return store::catalogue_write_and_wait(store_.session(),
                                           [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                             TRY(work(catalogue));
                                             return {};
                                           });
  }
  Result<void> change(const BrandingChange& wanted) {
    return write([&](store::CatalogueWriter& catalogue) {
      return change_branding(catalogue, wanted, {"cli", {}});
    });
  }
  Result<void> set_logo(std::string_view type, std::string_view content) {
    return write([&](store::CatalogueWriter& catalogue) {
      return change_branding_logo(catalogue, type, content, {"cli", {}});
    });
  }
  store::Branding now() {
    store::Branding branding;
    store_.session().catalogue(
        [&](store::Catalogue& catalogue) { branding = catalogue.branding(); });
    return branding;
  }
  // The detail of a refusal; checks that nothing has changed.
  std::string refusal(const BrandingChange& wanted) {
    const store::Branding before = now();
    const Result<void> done = change(wanted);
    EXPECT_TRUE(done.has_error());
    EXPECT_EQ(now(), before);
    return done.has_error() ? done.error().detail : "";
  }
  std::vector<store::JournalEntry> journal() {
    std::vector<store::JournalEntry> entries;
    EXPECT_TRUE(
        store::read_and_wait(store_.session(), store::installation, [&](store::Reader& reader) {
          for (const auto& sealed : reader.journal(0, 100)) {
            entries.push_back(sealed.entry);
          }
        }).has_value());
    return entries;
  }

  testing::MemoryStore store_;
};

TEST_F(BrandingTest, ChangesWhatIsNamedAndSaysSoInTheInstallationsJournal) {
  EXPECT_EQ(product_name_of(now()), "Provost");
  ASSERT_TRUE(change({.product_name = "Acme Access",
                      .accent = "#0B5394",
                      .support = "help@acme.example",
                      .frame_ancestors = {{"https://app.acme.example", "https://x.example:8443"}}})
                  .has_value());
  ASSERT_TRUE(change({.support = "https://acme.example/help?topic=scim"}).has_value());
  ASSERT_TRUE(change({.product_name = "Acme Access"}).has_value()) << "no change";
  EXPECT_EQ(product_name_of(now()), "Acme Access");
  EXPECT_EQ(now().accent, "#0b5394");
  EXPECT_EQ(now().frame_ancestors.size(), 2U);
  const auto entries = journal();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[1].type, "branding.changed");
  EXPECT_EQ(json::parse(entries[1].data).value(),
            json::parse(R"({"before":{"supportAddress":"help@acme.example"},
                            "after":{"supportAddress":"https://acme.example/help?topic=scim"}})")
                .value());
  ASSERT_TRUE(change({.product_name = "", .frame_ancestors = {{}}}).has_value());
  EXPECT_EQ(product_name_of(now()), "Provost");
}

TEST_F(BrandingTest, ALightAccentIsRefusedWithOneThatIsDarkEnough) {
  const std::string detail = refusal({.accent = "#ffd43b"});
  EXPECT_THAT(detail, HasSubstr("#ffd43b is too light"));
  EXPECT_THAT(detail, HasSubstr("1.4:1"));
  const std::string better = detail.substr(detail.rfind('#'), 7);
  EXPECT_GE(contrast_of(better, "#ffffff"), contrast_min);
  EXPECT_LT(contrast_of(better, "#ffffff"), contrast_min + 0.5) << "no darker than needed";
  EXPECT_TRUE(change({.accent = better}).has_value());
  for (const char* text : {"red", "#fff", "#12345g", "#-12345", "0b5394#", "#0b53944"}) {
    EXPECT_THAT(refusal({.accent = text}), HasSubstr("accentColor: \"")) << text;
  }
}

TEST_F(BrandingTest, WhatIsWrongIsNamed) {
  for (const std::string& name :
       {std::string(61, 'x'), std::string("two\nlines"), std::string(" Acme"),
        std::string("Acme \u202Etrap"), std::string("\xff")}) {
    EXPECT_THAT(refusal({.product_name = name}), HasSubstr("productName: \""));
  }
  for (const char* text :
       {"help", "http://acme.example", "javascript:alert(1)", "https://u:p@acme.example",
        "mailto:help@acme.example", "https://acme.example/\"><b>"}) {
    EXPECT_THAT(refusal({.support = text}), HasSubstr("supportAddress: \"")) << text;
  }
}

// They appear in a header of every page.
TEST_F(BrandingTest, OnlyOriginsMayBecomeFrameAncestors) {
  for (const char* text :
       {"http://a.example", "https://a.example/", "https://a.example; script-src *", "https://",
        "https://A.example", "https://*", "*", "https://a.example:0", "https://a.example:99999",
        "https://a.example:", "https://.a.example", "https://a..b", "https://a.example 'self'",
        "https://u@a.example", "https://[::1]", ""}) {
    EXPECT_THAT(refusal({.frame_ancestors = {{"https://ok.example", text}}}),
                HasSubstr("frameAncestors: \""))
        << text;
  }
  EXPECT_THAT(refusal({.frame_ancestors = std::vector<std::string>(21, "https://a.example")}),
              HasSubstr("21 origins are too many"));
}

TEST_F(BrandingTest, ALogoIsWhatItSays) {
  ASSERT_TRUE(set_logo("image/png", png).has_value());
  const std::string first = now().logo_digest;
  EXPECT_EQ(now().logo_bytes, png.size());
  ASSERT_TRUE(set_logo("image/svg+xml", svg).has_value());
  EXPECT_NE(now().logo_digest, first) << "its address changes with it";
  const store::Branding before = now();
  EXPECT_EQ(set_logo("image/png", svg).error().code, Code::invalid_value);
  EXPECT_EQ(set_logo("image/svg+xml", png).error().code, Code::invalid_value);
  EXPECT_EQ(set_logo("image/gif", "GIF89a").error().code, Code::unsupported_media);
  const std::string large = std::string(png) + std::string(logo_bytes_max, 'x');
  EXPECT_EQ(set_logo("image/png", large).error().code, Code::payload_too_large);
  for (const char* text : {"<svg><SCRIPT>x</SCRIPT></svg>", "<!DOCTYPE svg><svg/>",
                           "<svg><foreignObject/></svg>", "<svg><a href='javascript:x'/></svg>"}) {
    EXPECT_THAT(set_logo("image/svg+xml", text).error().detail, HasSubstr("which no logo needs"));
  }
  EXPECT_EQ(now(), before);
  ASSERT_TRUE(set_logo("", "").has_value());
  EXPECT_EQ(now().logo_bytes, 0U);
  EXPECT_EQ(journal().size(), 3U);
}

TEST(ReadBrandingChange, KnowsItsKeys) {
  const BrandingChange change =
      read_branding_change(
          {"product-name=A=B", "frame-ancestors=https://a.example,https://b.example"})
          .value();
  EXPECT_EQ(change.product_name, "A=B");
  EXPECT_EQ(change.frame_ancestors->size(), 2U);
  EXPECT_FALSE(change.accent.has_value());
  EXPECT_EQ(read_branding_change({"frame-ancestors="}).value().frame_ancestors->size(), 0U);
  for (const char* text : {"accent", "product-name", "logo=x", "=x"}) {
    EXPECT_TRUE(read_branding_change({text}).has_error()) << text;
  }
}

}  // namespace
}  // namespace provost::admin

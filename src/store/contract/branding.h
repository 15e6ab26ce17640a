#pragma once

#include "store/branding.h"
#include "store/contract/fixture.h"

// The product's name and look: one for the whole installation.
namespace provost::store::contract {

TEST_P(StoreContract, BrandingAndItsLogoAreSavedApart) {
  const auto save = [&](auto work) {
    ASSERT_TRUE(
        catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
          work(catalogue);
          return {};
        }).has_value());
  };
  const std::string logo("\x89PNG\0\xff", 6);
  std::int64_t generation = 0;
  session_->catalogue([&](Catalogue& catalogue) {
    EXPECT_EQ(catalogue.branding(), Branding{});
    EXPECT_EQ(catalogue.branding_logo(), "");
    generation = catalogue.settings_generation();
  });
  Branding wanted{.product_name = "Acme Access",
                  .accent = "#0b5394",
                  .support = "help@acme.example",
                  .frame_ancestors = {"https://a.example", "https://b.example:8443"}};
  save([&](CatalogueWriter& catalogue) {
    catalogue.save_branding_logo("image/png", "ab12", logo);
    catalogue.save_branding(wanted);
  });
  wanted.logo_type = "image/png";
  wanted.logo_digest = "ab12";
  wanted.logo_bytes = logo.size();
  session_->catalogue([&](Catalogue& catalogue) {
    EXPECT_EQ(catalogue.branding(), wanted);
    EXPECT_EQ(catalogue.branding_logo(), logo);
    EXPECT_GT(catalogue.settings_generation(), generation) << "loops read it again";
  });
  save([](CatalogueWriter& catalogue) { catalogue.save_branding_logo("", "", ""); });
  session_->catalogue([&](Catalogue& catalogue) {
    EXPECT_EQ(catalogue.branding().logo_bytes, 0U);
    EXPECT_EQ(catalogue.branding().product_name, "Acme Access");
    EXPECT_EQ(catalogue.branding_logo(), "");
  });
}

}  // namespace provost::store::contract

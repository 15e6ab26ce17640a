#include "scim/resource/size.h"

#include <gtest/gtest.h>

#include "scim/schema/schema.h"

namespace provost::scim::resource {
namespace {

class Size : public ::testing::Test {
 protected:
  // A person with that many bytes in the display names of e-mail addresses.
  ValidResource person(std::size_t bytes) const {
    json::Array emails;
    for (int i = 0; i < 4; ++i) {
      emails.push_back(
          json::Object{{"value", "a@x.example"}, {"display", std::string(bytes / 4, 'd')}});
    }
    Draft draft;
    draft.document = {
        {"userName", "ada@x.example"}, {"active", true}, {"emails", std::move(emails)}};
    return validate(std::move(draft), registry_->type(schema::user_type)).value();
  }

  const std::shared_ptr<const schema::Registry> registry_ =
      schema::registry_of(schema::Profile::full);
};

TEST_F(Size, SaysWhatTheLimitIsAndWhatIsLarge) {
  EXPECT_TRUE(check_size(person(resource_bytes_max - 1000), {}).has_value());
  const Result<void> large = check_size(person(resource_bytes_max + 1000), {});
  ASSERT_TRUE(large.has_error());
  EXPECT_EQ(large.error().code, Code::invalid_value);
  for (const char* part : {"User", "emails has 104", "1048576"}) {
    EXPECT_NE(large.error().detail.find(part), std::string::npos) << large.error().detail;
  }
}

TEST_F(Size, WhatIsTooLargeAlreadyMayStayOrShrink) {
  const ValidResource large = person(2 * resource_bytes_max);
  EXPECT_TRUE(check_size(large, {}, large.stored_text({}).size()).has_value());
  EXPECT_TRUE(check_size(large, {}, 3 * resource_bytes_max).has_value());
  EXPECT_TRUE(check_size(large, {}, resource_bytes_max).has_error());
}

}  // namespace
}  // namespace provost::scim::resource

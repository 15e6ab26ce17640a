#include "simulate/attribute.h"

#include <gtest/gtest.h>

namespace provost::simulate {
namespace {

json::Object parsed(std::string_view text) {
  return json::parse(text).value().get_object();
}

TEST(AttributePath, IsTakenApartInAllItsForms) {
  const struct {
    std::string_view path;
    std::string urn, attribute, type, sub;
  } cases[] = {
      {"userName", "", "userName", "", ""},
      {"name.givenName", "", "name", "", "givenName"},
      {"emails[type eq \"work\"].value", "", "emails", "work", "value"},
      {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
       std::string(enterprise_urn), "department", "", ""},
      {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
       std::string(enterprise_urn), "manager", "", "value"},
  };
  for (const auto& expected : cases) {
    const AttributePath path = read_path(expected.path);
    EXPECT_EQ(path.urn, expected.urn) << expected.path;
    EXPECT_EQ(path.attribute, expected.attribute) << expected.path;
    EXPECT_EQ(path.type, expected.type) << expected.path;
    EXPECT_EQ(path.sub, expected.sub) << expected.path;
  }
}

TEST(ValueAt, FindsWithoutRegardToCase) {
  const auto resource =
      parsed(R"({"USERNAME":"a@b","name":{"GivenName":"A"},"emails":[{"type":"home","value":"h"},)"
             R"({"type":"Work","value":"w"}],)"
             R"("urn:ietf:params:scim:schemas:extension:Enterprise:2.0:User":{"department":"D"}})");
  const auto text = [&](std::string_view path) {
    const json::Value* value = value_at(resource, path);
    return value == nullptr ? "nothing" : json::write(*value);
  };
  EXPECT_EQ(text("userName"), "\"a@b\"");
  EXPECT_EQ(text("name.givenName"), "\"A\"");
  EXPECT_EQ(text("emails[type eq \"work\"].value"), "\"w\"");
  EXPECT_EQ(text("emails[type eq \"other\"].value"), "nothing");
  EXPECT_EQ(text("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"), "\"D\"");
  EXPECT_EQ(text("name.familyName"), "nothing");
  EXPECT_EQ(text("userName.x"), "nothing");
}

TEST(SetAt, OverwritesWhatIsThereInAnyCaseAndKeepsTheRest) {
  auto resource = parsed(R"({"Name":{"GivenName":"A","familyName":"B"},)"
                         R"("emails":[{"type":"WORK","value":"w","display":"d"}]})");
  set_at(resource, "name.givenName", "C");
  set_at(resource, "emails[type eq \"work\"].value", "x");
  set_at(resource, "emails[type eq \"home\"].value", "h");
  EXPECT_EQ(json::write(resource), R"({"Name":{"GivenName":"C","familyName":"B"},)"
                                   R"("emails":[{"type":"WORK","value":"x","display":"d"},)"
                                   R"({"type":"home","value":"h"}]})");
}

}  // namespace
}  // namespace provost::simulate

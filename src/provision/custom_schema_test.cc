#include <gmock/gmock.h>

#include "base/text.h"
#include "provision/testing/fixture.h"
#include "scim/schema/definition.h"
#include "scim/schema/write.h"
#include "store/schemas.h"

namespace provost::provision {
namespace {

using scim::schema::group_type;
using scim::schema::TypeNumber;
using scim::schema::user_type;
using ::testing::HasSubstr;

constexpr scim::schema::IndexNumber presence = 64;

// Resources of an organisation with its own schemas.
class CustomSchema : public ProvisionTest {
 protected:
  void SetUp() override {
    ProvisionTest::SetUp();
    add(user_type, R"({"id":"urn:example:Badge","name":"n","attributes":[
                        {"name":"number","uniqueness":"server"},{"name":"color"},
                        {"name":"secret","returned":"request"}]})");
    refresh();
  }
  void add(TypeNumber number, const char* definition) {
    scim::schema::Schema schema =
        scim::schema::read_definition(json::parse(definition).value()).value();
    schema.attributes.front().index = presence + 1;
    ASSERT_TRUE(write<bool>([&](store::Writer& writer) -> Result<bool> {
                  writer.save_schema({.urn = ascii_lower(schema.id),
                                      .type = number,
                                      .required = false,
                                      .presence = presence,
                                      .definition = scim::schema::write_schema(schema),
                                      .next = {}});
                  return true;
                }).has_value());
  }
  // Like a server that notices the change.
  void refresh() {
    registry_ = read_with<std::shared_ptr<const scim::schema::Registry>>([](store::Reader& reader) {
      return store::registry_of(scim::schema::Profile::minimal, reader.schemas());
    });
    schemas_revision_ =
        read_with<std::int64_t>([](store::Reader& reader) { return reader.schemas_revision(); });
  }
  Result<Outcome> create_with_badge(const char* name, const char* badge) {
    const std::string body = std::string(R"({"userName":")") + name +
                             R"(","active":true,"urn:example:Badge":)" + badge + "}";
    return create(user_type, body);
  }
  std::size_t holders() {
    return read_with<std::size_t>(
        [](store::Reader& reader) { return reader.count_keys(user_type, presence, ""); });
  }
};

TEST_F(CustomSchema, UniqueAttributesAreUniqueByTheirFoldedForm) {  // standards.md CHR-6, CHR-7
  ASSERT_TRUE(create_with_badge("ada@x.example", R"({"number":"A1"})").has_value());
  const auto taken = create_with_badge("bob@x.example", R"({"number":"a1"})");
  EXPECT_EQ(taken.error().code, Code::uniqueness);
  EXPECT_THAT(taken.error().detail, HasSubstr("the number \"a1\" already belongs to the User"));
  const ResourceId bob = create_with_badge("bob@x.example", R"({"number":"b1"})")->stored.id;
  EXPECT_EQ(
      patch(user_type, bob, R"([{"op":"replace","path":"urn:example:Badge:number","value":"A1"}])")
          .error()
          .code,
      Code::uniqueness);
}

TEST_F(CustomSchema, AUniqueValueIsFreeAgainWhenItsHolderLetsGoOfIt) {
  const ResourceId ada = create_with_badge("ada@x.example", R"({"number":"A1"})")->stored.id;
  ASSERT_TRUE(
      patch(user_type, ada, R"([{"op":"remove","path":"urn:example:Badge:number"}])").has_value());
  EXPECT_TRUE(create_with_badge("bob@x.example", R"({"number":"A1"})").has_value());
}

TEST_F(CustomSchema, WhoHasValuesOfAnExtensionIsIndexed) {
  user("none@x.example");
  const ResourceId ada = create_with_badge("ada@x.example", R"({"color":"red"})")->stored.id;
  create_with_badge("bob@x.example", R"({"number":"B1","color":"blue"})");
  EXPECT_EQ(holders(), 2u);
  ASSERT_TRUE(patch(user_type, ada, R"([{"op":"remove","path":"urn:example:Badge"}])").has_value());
  EXPECT_EQ(holders(), 1u);
}

TEST_F(CustomSchema, NothingIsWrittenBySchemasThatHaveChangedSince) {
  const ResourceId ada = create_with_badge("ada@x.example", R"({"color":"red"})")->stored.id;
  add(user_type, R"({"id":"urn:example:Badge","name":"n","attributes":[{"name":"number"}]})");
  const char* operations = R"([{"op":"replace","path":"active","value":false}])";
  const auto patched = patch(user_type, ada, operations);
  EXPECT_EQ(patched.error().code, Code::overloaded);
  EXPECT_EQ(patched.error().retry_after_s, 1);
  EXPECT_EQ(create_with_badge("bob@x.example", R"({"color":"red"})").error().code,
            Code::overloaded);
  const auto removed = write<bool>([&](store::Writer& writer) -> Result<bool> {
    TRY(remove(writer, type(user_type), ada, {}, context()));
    return true;
  });
  EXPECT_EQ(removed.error().code, Code::overloaded);
  const auto replaced = write<Outcome>([&](store::Writer& writer) {
    const json::Value body = json::Object{{"userName", "ada@x.example"}, {"active", false}};
    return replace(writer, type(user_type), ada, body, {}, {}, context());
  });
  EXPECT_EQ(replaced.error().code, Code::overloaded);
  EXPECT_EQ(holders(), 1u);
  refresh();
  EXPECT_TRUE(patch(user_type, ada, operations).has_value());
}

}  // namespace
}  // namespace provost::provision

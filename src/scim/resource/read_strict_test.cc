#include <fmt/format.h>

#include "scim/resource/read.h"
#include "scim/resource/testing.h"

// Bodies that strict mode refuses (scim::Rules, standards.md §3).

namespace provost::scim::resource {
namespace {

using namespace testing;

constexpr Rules tolerant{};
constexpr Rules strict{.strict = true};
constexpr std::string_view core_schema =
    R"("schemas":["urn:ietf:params:scim:schemas:core:2.0:User"])";

struct Strictness {
  const char* name;
  const char* members;
  Code code;
};

class StrictBodies : public ::testing::TestWithParam<Strictness> {};

TEST_P(StrictBodies, AreRefusedWhereTolerantOnesAreTaken) {
  const std::string body = fmt::format("{{{},{}}}", core_schema, GetParam().members);
  EXPECT_TRUE(read(json_of(body), full_user(), tolerant).has_value());
  const Result<Draft> refused = read(json_of(body), full_user(), strict);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, GetParam().code) << refused.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Read, StrictBodies,
    ::testing::Values(
        Strictness{"row9_dotted_name", R"("userName":"a","name.givenName":"A")",
                   Code::invalid_syntax},
        Strictness{"row9_qualified_name",
                   R"("urn:ietf:params:scim:schemas:core:2.0:User:userName":"a","userName":"a")",
                   Code::invalid_syntax},
        Strictness{"row9_object_of_the_core_schema",
                   R"("userName":"a","urn:ietf:params:scim:schemas:core:2.0:User":{"title":"T"})",
                   Code::invalid_syntax},
        Strictness{"COM2_extension_attribute_at_top", R"("userName":"a","department":"D")",
                   Code::invalid_syntax},
        Strictness{"row10_unknown_attribute", R"("userName":"a","shoeSize":42)",
                   Code::invalid_syntax},
        Strictness{"row10_unknown_sub_attribute", R"("userName":"a","name":{"alias":"A"})",
                   Code::invalid_syntax},
        Strictness{"row38_password", R"("userName":"a","password":"s3cret")", Code::invalid_syntax},
        Strictness{"USR4_country_in_words", R"("userName":"a","addresses":[{"country":"Germany"}])",
                   Code::invalid_value},
        Strictness{"USR4_country_never_assigned",
                   R"("userName":"a","addresses":[{"country":"XX"}])", Code::invalid_value},
        Strictness{"ADD2_lone_object", R"("userName":"a","emails":{"value":"a@x"})",
                   Code::invalid_value},
        Strictness{"ADD2_null_in_a_list", R"("userName":"a","emails":[{"value":"a@x"},null])",
                   Code::invalid_value},
        Strictness{"D17_list_of_one", R"("userName":["a"])", Code::invalid_value},
        Strictness{"D17_number_for_text", R"("userName":"a","externalId":701984)",
                   Code::invalid_value},
        Strictness{"D17_empty_text_for_an_object", R"("userName":"a","name":"")",
                   Code::invalid_value},
        Strictness{"TYP5_base64_for_urls",
                   R"("userName":"a","x509Certificates":[{"value":"TU-J_w"}])",
                   Code::invalid_value},
        Strictness{"PAT16_bare_value", R"("userName":"a","emails":["a@x"])", Code::invalid_value}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Read, StrictModeTakesWhatTheStandardSays) {
  const std::string body = fmt::format(
      R"({{{},"userName":"a","password":null,"shoeSize":"","groups":[{{"value":"g"}}],
          "addresses":[{{"country":"DE","type":"work"}},{{"country":"fr"}}]}})",
      core_schema);
  const Result<Draft> draft = read(json_of(body), full_user(), strict);
  ASSERT_TRUE(draft.has_value()) << draft.error().detail;
  EXPECT_EQ(text_of(draft->document), text_of(R"({"userName":"a","active":true,
                        "addresses":[{"country":"DE","type":"work"},{"country":"fr"}]})"));
}

TEST(Read, StrictModeWantsEachSchemaOnce) {  // standards.md COM-1
  const Result<Draft> refused =
      read(json_of(R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
                             "URN:ietf:params:scim:schemas:core:2.0:User"],"userName":"a"})"),
           full_user(), strict);
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().code, Code::invalid_syntax);
  EXPECT_NE(refused.error().detail.find("twice"), std::string::npos) << refused.error().detail;
}

// design §2.4: nobody is activated by silence.
TEST(Read, APutKeepsTheActiveThatItDoesNotGive) {
  const json::Object inactive = object_of(R"({"userName":"a","active":false})");
  const json::Object unassigned = object_of(R"({"userName":"a"})");
  for (const char* body : {R"({"userName":"a"})", R"({"userName":"a","active":null})"}) {
    EXPECT_EQ(read(json_of(body), full_user(), tolerant, &inactive)->document, inactive) << body;
    EXPECT_EQ(read(json_of(body), full_user(), tolerant, &unassigned)->document, unassigned)
        << body;
  }
}

// design §2.4: a request that removes access is never refused for its extras.
TEST(Read, StrictModeCarriesOutDeactivationsWithExtras) {
  const Result<Draft> draft = read(
      json_of(fmt::format(R"({{{},"userName":"a","active":false,"shoeSize":42}})", core_schema)),
      full_user(), strict);
  ASSERT_TRUE(draft.has_value()) << draft.error().detail;
  EXPECT_EQ(draft->report.dropped, std::vector<std::string>{"shoeSize"});
}

}  // namespace
}  // namespace provost::scim::resource

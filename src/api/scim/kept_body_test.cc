#include "api/scim/kept_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/json.h"

namespace provost::api::scim_api {
namespace {

using scim::schema::Profile;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

std::string kept(std::string_view body, Profile profile = Profile::minimal,
                 std::string_view segment = "Users") {
  const auto registry = scim::schema::registry_of(profile);
  return kept_body(body, *registry, registry->find_by_segment(segment));
}

struct Case {
  const char* body;
  const char* kept;
};

TEST(KeptBody, HoldsAttributesOfTheMinimalProfileAlone) {
  for (const Case& one : std::vector<Case>{
           {R"({"schemas":["urn:x"],"userName":"ada@x","displayName":"Ada","active":true})",
            R"({"schemas":["urn:x"],"userName":"ada@x","active":true})"},
           {R"({"USERNAME":"ada@x","password":"s3cret","Password":"s3cret2x"})", nullptr},
           {R"({"userName":"ada@x","password":"s3cret"})", R"({"userName":"ada@x"})"},
           {R"({"userName":"ada@x","name":{"givenName":"Ada"},"emails":[{"value":"a@x"}]})",
            R"({"userName":"ada@x"})"},
           {R"({"userName":{"secret":"s3cret"}})", R"j({"userName":"(left out)"})j"},
           {R"({"Authorization":"Bearer s3cret","token":"s3cret"})", R"({})"},
           {R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"taken",)"
            R"("status":"409"})",
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"taken",)"
            R"("status":"409"})"},
           {R"({"userName":"ada@x","detail":"s3cret","location":"s3cret"})",
            R"({"userName":"ada@x"})"},
       }) {
    if (one.kept == nullptr) {  // a duplicate name: not valid in SCIM
      EXPECT_THAT(kept(one.body), Not(HasSubstr("s3cret"))) << one.body;
    } else {
      EXPECT_EQ(kept(one.body), one.kept) << one.body;
    }
  }
}

TEST(KeptBody, HoldsWhatTheFullProfileHasButNoPassword) {
  const std::string text = kept(
      R"({"userName":"ada","password":"s3cret","name":{"givenName":"Ada","x":"y"},
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"D","x":"y"},
          "urn:other":{"x":"y"}})",
      Profile::full);
  EXPECT_EQ(text, R"({"userName":"ada","name":{"givenName":"Ada"},)"
                  R"("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":)"
                  R"({"department":"D"}})");
}

TEST(KeptBody, HoldsOperationsOfAPatchByTheirPath) {
  const auto patch = [](const std::string& operation) {
    return R"({"Operations":[)" + operation + "]}";
  };
  for (const Case& one : std::vector<Case>{
           {R"({"op":"Replace","path":"active","value":"False"})",
            R"({"op":"Replace","path":"active","value":"False"})"},
           {R"({"op":"replace","path":"password","value":"s3cret"})",
            R"j({"op":"replace","path":"password","value":"(left out)"})j"},
           {R"({"op":"add","path":"emails[value eq \"a@x\"].value","value":"b@x"})",
            R"j({"op":"add","path":"emails","value":"(left out)"})j"},
           {R"({"op":"add","value":{"userName":"b@x","password":"s3cret","name.givenName":"B"}})",
            R"j({"op":"add","value":{"userName":"b@x","password":"(left out)",)j"
            R"j("name.givenName":"(left out)"}})j"},
           {R"({"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:User:userName",
                "value":"b@x"})",
            R"({"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:User:userName",)"
            R"("value":"b@x"})"},
       }) {
    EXPECT_EQ(kept(patch(one.body)), patch(one.kept)) << one.body;
  }
  EXPECT_EQ(kept(patch(R"({"op":"add","path":"emails[type eq \"work\"].value","value":"b@x"})"),
                 Profile::full),
            patch(R"({"op":"add","path":"emails[type eq \"work\"].value","value":"b@x"})"));
}

TEST(KeptBody, HoldsOperationsOfABulkByTheirType) {
  const auto registry = scim::schema::registry_of(Profile::minimal);
  const std::string text = kept_body(
      R"({"Operations":[{"method":"POST","path":"/Users","bulkId":"1",
          "data":{"userName":"a@x","displayName":"A","password":"s3cret"}},
          {"method":"POST","path":"/Groups","data":{"displayName":"G","userName":"x"}}]})",
      *registry, nullptr);
  EXPECT_EQ(text, R"({"Operations":[{"method":"POST","path":"/Users","bulkId":"1",)"
                  R"("data":{"userName":"a@x"}},)"
                  R"({"method":"POST","path":"/Groups","data":{"displayName":"G"}}]})");
}

TEST(KeptBody, HoldsMembersOfGroups) {
  EXPECT_EQ(kept(R"({"displayName":"G","members":[{"value":"1","display":"Ada","x":1}]})",
                 Profile::minimal, "Groups"),
            R"({"displayName":"G","members":[{"value":"1","display":"Ada"}]})");
}

TEST(KeptBody, SaysWhatIsLeftOutAndWhatIsCut) {
  EXPECT_EQ(kept(""), "");
  EXPECT_EQ(kept("s3cret"), "(left out: 6 bytes that are no JSON object)");
  EXPECT_EQ(kept(R"(["s3cret"])"), "(left out: 10 bytes that are no JSON object)");
  EXPECT_EQ(kept(std::string(300'000, 'x')), "(left out: 300000 bytes)");
  std::string name = "é";
  while (name.size() < 20'000) {
    name += "é";
  }
  const std::string text = kept(R"({"userName":")" + name + "\"}");
  EXPECT_LT(text.size(), kept_body_bytes_max + 100);
  EXPECT_THAT(text, EndsWith("bytes)"));
  EXPECT_THAT(text, HasSubstr("\n(cut: "));
  EXPECT_THAT(text, HasSubstr("é\n(cut"));
}

TEST(KeptBody, KeepsOnlyTheFrameWhereNoTypeIsKnown) {
  const auto registry = scim::schema::registry_of(Profile::full);
  EXPECT_EQ(kept_body(R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"x":"y",
                          "userName":"a","detail":"d"})",
                      *registry, nullptr),
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"d"})");
}

}  // namespace
}  // namespace provost::api::scim_api

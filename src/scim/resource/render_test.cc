#include "scim/resource/render.h"

#include "scim/resource/testing.h"

namespace provost::scim::resource {
namespace {

using namespace testing;

class FixedRelations final : public Relations {
 public:
  explicit FixedRelations(std::vector<Member> members) : members_(std::move(members)) {}
  bool contains(const schema::Attribute&, std::string_view) const override { return false; }
  bool is_empty(const schema::Attribute&) const override {
    ++reads;
    return members_.empty();
  }
  std::vector<Member> elements(const schema::Attribute&) const override {
    ++reads;
    return members_;
  }
  mutable int reads = 0;

 private:
  std::vector<Member> members_;
};

constexpr std::string_view base = "https://h.example/acme/scim/v2";

Stored stored(std::string_view document) {
  return {member_id(1), {0}, {1500}, 3, expand(document)};
}

Projection only(const std::vector<std::string>& names, const schema::ResourceType& type) {
  return Projection::parse(names, {}, type).value();
}
Projection all_but(const std::vector<std::string>& names, const schema::ResourceType& type) {
  return Projection::parse({}, names, type).value();
}

std::string rendered(std::string_view document, const schema::ResourceType& type,
                     const Projection& projection, const FixedRelations& relations) {
  std::string out;
  render(out, stored(document), type, relations, projection, base,
         *schema::registry_of(schema::Profile::full));
  return out;
}

constexpr std::string_view ada =
    R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","ENT"],"id":"u1",)"
    R"("externalId":"e","userName":"ada","name":{"familyName":"L","givenName":"Ada"},)"
    R"("active":true,"emails":[{"value":"a@x","type":"work"},{"value":"b@x","type":"home"}],)"
    R"("ENT":{"department":"D","manager":{"value":"m"}}})";
constexpr std::string_view opening =
    R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","ENT"],"id":"u1")";
constexpr std::string_view meta =
    R"("meta":{"resourceType":"User","created":"1970-01-01T00:00:00.000Z",)"
    R"("lastModified":"1970-01-01T00:00:01.500Z",)"
    R"("location":"https://h.example/acme/scim/v2/Users/00000000-0000-7000-8000-000000000001",)"
    R"("version":"W/\"3\""}})";

TEST(Render, DefaultIsTheStoredTextWithMeta) {
  const FixedRelations nobody({});
  std::string expected = expand(ada);
  expected.back() = ',';
  EXPECT_EQ(rendered(ada, full_user(), {}, nobody), expected + std::string(meta));
}

TEST(Render, USR3_GroupsOfAUserSayHow) {
  const FixedRelations two({{member_id(5), schema::group_type, "Ops", true},
                            {member_id(6), schema::group_type, "All", false}});
  const std::string text = rendered(ada, full_user(), only({"groups"}, full_user()), two);
  const json::Value answer = json_of(text);
  EXPECT_EQ(json::write(answer.at("groups").at(0)),
            R"({"value":"00000000-0000-7000-8000-000000000005","$ref":)"
            R"("https://h.example/acme/scim/v2/Groups/00000000-0000-7000-8000-000000000005",)"
            R"("display":"Ops","type":"direct"})");
  EXPECT_EQ(answer.at("groups").at(1).at("type"), json::Value("indirect"));
}

constexpr std::string_view ops =
    R"({"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"u1","displayName":"Ops"})";

TEST(Render, GRP2_MembersAreFilledInByTheServer) {
  const FixedRelations two({{member_id(2), schema::user_type, "ada", true},
                            {member_id(3), schema::group_type, "All", true}});
  const json::Value answer = json_of(rendered(ops, group(), {}, two));
  const json::Value& first = answer.at("members").at(0);
  EXPECT_EQ(first.at("value"), json::Value(member_id(2).to_string()));
  EXPECT_EQ(first.at("$ref"),
            json::Value(std::string(base) + "/Users/" + member_id(2).to_string()));
  EXPECT_EQ(first.at("type"), json::Value("User"));
  EXPECT_EQ(first.at("display"), json::Value("ada"));
  EXPECT_EQ(answer.at("members").at(1).at("type"), json::Value("Group"));
  EXPECT_EQ(answer.at("meta").at("resourceType"), json::Value("Group"));
}

TEST(Render, EmptyMembersHaveNoKey) {
  const FixedRelations nobody({});
  EXPECT_EQ(rendered(ops, group(), {}, nobody).find("members"), std::string::npos);
  EXPECT_EQ(rendered(ops, group(), only({"members"}, group()), nobody).find("members"),
            std::string::npos);
}

TEST(Render, PRJ8_ExcludedMembersAreNotRead) {
  const FixedRelations one({{member_id(2), schema::user_type, "ada", true}});
  const std::string text = rendered(ops, group(), all_but({"members"}, group()), one);
  EXPECT_EQ(text.find("members"), std::string::npos);
  EXPECT_EQ(one.reads, 0);
}

struct Case {
  const char* name;
  bool excludes;
  std::vector<std::string> names;
  const char* rest;  // after schemas and id, without meta
  bool has_meta;
};

class Projections : public ::testing::TestWithParam<Case> {};

TEST_P(Projections, PickWhatWasAsked) {
  const FixedRelations nobody({});
  const Case& c = GetParam();
  const Projection projection =
      c.excludes ? all_but(c.names, full_user()) : only(c.names, full_user());
  const std::string end = c.has_meta ? "," + std::string(meta) : "}";
  EXPECT_EQ(rendered(ada, full_user(), projection, nobody),
            expand(std::string(opening) + c.rest) + end);
}

INSTANTIATE_TEST_SUITE_P(
    Render, Projections,
    ::testing::Values(
        Case{"PRJ2_named_only", false, {"userName"}, R"(,"userName":"ada")", false},
        Case{"PRJ3_id_alone", false, {"id"}, "", false},
        Case{"PRJ4_sub_attribute",
             false,
             {"name.givenName"},
             R"(,"name":{"givenName":"Ada"})",
             false},
        Case{"PRJ4_sub_attribute_of_elements",
             false,
             {"emails.value"},
             R"(,"emails":[{"value":"a@x"},{"value":"b@x"}])",
             false},
        Case{"PRJ4_whole_wins_over_part",
             false,
             {"name.givenName", "name"},
             R"(,"name":{"familyName":"L","givenName":"Ada"})",
             false},
        Case{"PRJ4_extension_attribute",
             false,
             {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"},
             R"(,"ENT":{"department":"D"})",
             false},
        Case{"PRJ4_whole_extension",
             false,
             {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"},
             R"(,"ENT":{"department":"D","manager":{"value":"m"}})",
             false},
        Case{"PRJ6_unknown_names_are_ignored",
             false,
             {"shoeSize", "username"},
             R"(,"userName":"ada")",
             false},
        Case{"PRJ6_nothing_known", false, {"shoeSize"}, "", false},
        Case{"PRJ9_any_case_and_core_urn",
             false,
             {"urn:ietf:params:scim:schemas:core:2.0:user:USERNAME"},
             R"(,"userName":"ada")",
             false},
        Case{"filter_in_the_list",
             false,
             {"emails[type eq \"work\"]"},
             R"(,"emails":[{"value":"a@x","type":"work"},{"value":"b@x","type":"home"}])",
             false},
        Case{"PRJ2_excluded",
             true,
             {"name", "emails", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "id"},
             R"(,"externalId":"e","userName":"ada","active":true)",
             true},
        Case{"PRJ2_excluded_part",
             true,
             {"emails", "name.givenName", "externalId"},
             R"(,"userName":"ada","name":{"familyName":"L"},"active":true,)"
             R"("ENT":{"department":"D","manager":{"value":"m"}})",
             true}),
    [](const auto& test) { return test.param.name; });

TEST(Render, MetaCanBeNamedInPart) {
  const FixedRelations nobody({});
  const json::Value answer =
      json_of(rendered(ada, full_user(), only({"meta.version"}, full_user()), nobody));
  EXPECT_EQ(json::write(answer.at("meta")), R"({"version":"W/\"3\""})");
}

TEST(Projection, PRJ6_ListsExcludeEachOther) {
  const Result<Projection> both = Projection::parse({"a"}, {"b"}, full_user());
  ASSERT_TRUE(both.has_error());
  EXPECT_EQ(both.error().code, Code::invalid_value);
}

TEST(Projection, SaysWhetherARelationMustBeRead) {
  const schema::Attribute& members = *group().schema->find("members");
  EXPECT_TRUE(Projection().includes(members));
  EXPECT_FALSE(all_but({"members"}, group()).includes(members));
  EXPECT_TRUE(all_but({"members.display"}, group()).includes(members));
  EXPECT_FALSE(only({"displayName"}, group()).includes(members));
  EXPECT_TRUE(only({"members.value"}, group()).includes(members));
}

TEST(Location, JoinsBaseEndpointAndId) {
  EXPECT_EQ(location(stored("{}"), group(), base),
            "https://h.example/acme/scim/v2/Groups/00000000-0000-7000-8000-000000000001");
  EXPECT_EQ(etag(stored("{}")), "W/\"3\"");
}

}  // namespace
}  // namespace provost::scim::resource

#include <random>
#include <set>

#include <fmt/format.h>

#include "provision/testing/fixture.h"

// Random PATCH requests on a stored group, compared with a model of it: a name, a set of members
// and a version. Some fail only when the store finds a name taken, after the members have changed.

namespace provost::provision {
namespace {

using scim::schema::group_type;

struct Model {
  std::string name = "Ops";
  std::set<ResourceId> members;
  std::uint64_t version = 1;
  bool is_refused = false;

  bool has_same_content(const Model& other) const {
    return name == other.name && members == other.members;
  }
};

class PatchSequenceTest : public ProvisionTest {
 protected:
  std::size_t below(std::size_t count) { return random_() % count; }

  std::string act(Model& model) {
    const ResourceId someone = people_.at(below(people_.size()));
    switch (below(8)) {
      case 0:
        model.members.erase(someone);
        return fmt::format(R"({{"op":"remove","path":"members[value eq \"{}\"]"}})",
                           someone.to_string());
      case 1:
        model.members = {someone};
        return fmt::format(R"({{"op":"replace","path":"members","value":[{{"value":"{}"}}]}})",
                           someone.to_string());
      case 2:
        return rename(model, below(2) == 0 ? "Ops" : "Operations");
      case 3:
        return below(2) == 0 ? rename(model, "taken") : rename(model, "OPS");
      case 4:
        model.is_refused = true;
        return R"({"op":"remove","path":"displayName"})";
      default:
        model.members.insert(someone);
        return fmt::format(R"({{"op":"Add","path":"members","value":[{{"value":"{}"}}]}})",
                           someone.to_string());
    }
  }

  // Whether a name is taken is decided only at the end of the request (standards.md PAT-5).
  std::string rename(Model& model, std::string_view name) {
    model.name = name;
    return fmt::format(R"({{"op":"replace","path":"displayName","value":"{}"}})", name);
  }

  Model stored(const ResourceId& id) {
    return read_with<Model>([&](store::Reader& reader) {
      const scim::Stored found = reader.load(group_type, id).value();
      const json::Value document = json::parse(found.document).value();
      Model model{.name = json::find(document.get_object(), "displayName")->get_string().c_str(),
                  .members = {},
                  .version = found.version};
      for (const scim::Member& member :
           StoreRelations(reader, type(group_type), id).elements(*relation_of(type(group_type)))) {
        model.members.insert(member.id);
      }
      return model;
    });
  }

  std::mt19937 random_{20261124};
  std::vector<ResourceId> people_;
};

TEST_F(PatchSequenceTest, AGroupFollowsItsModelAndFailuresChangeNothing) {  // standards.md PAT-3
  for (int i = 0; i < 5; ++i) {
    people_.push_back(user(fmt::format("{}@x.example", i)));
  }
  group("Taken");
  const ResourceId ops = group("Ops");
  Model model;
  int refused = 0;
  for (int request = 0; request < 300; ++request) {
    Model next = model;
    std::string operations;
    for (std::size_t left = 1 + below(4); left > 0; --left) {
      operations += (operations.empty() ? "" : ",") + act(next);
    }
    next.is_refused = next.is_refused || next.name == "taken";
    const Result<Outcome> outcome = patch(group_type, ops, "[" + operations + "]");
    ASSERT_EQ(outcome.has_error(), next.is_refused) << operations;
    if (outcome.has_error()) {
      ++refused;
    } else {
      ASSERT_EQ(outcome->changed, !next.has_same_content(model)) << operations;
      next.version += outcome->changed ? 1 : 0;
      model = next;
    }
    const Model found = stored(ops);
    ASSERT_TRUE(found.has_same_content(model)) << operations;
    ASSERT_EQ(found.version, model.version) << operations;
  }
  EXPECT_GT(refused, 50);
}

}  // namespace
}  // namespace provost::provision

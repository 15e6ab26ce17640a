#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "provision/access/access_changes.h"
#include "provision/access/access_text.h"
#include "provision/access/preview.h"
#include "provision/access/verify.h"
#include "provision/testing/fixture.h"

// Random organisations with nested groups (including cycles), mappings and events, compared with a
// model that knows access only by the definition in design §2.9, §2.10 and §2.15.
namespace provost::provision {
namespace {

using access::Access;
using access::Source;
using access::Target;
using Ids = std::set<ResourceId>;

struct Model {
  store::OrgKey org{};
  std::map<ResourceId, bool> users;  // and whether they are active
  Ids groups;
  std::set<std::pair<ResourceId, ResourceId>> edges;  // group, member
  std::map<ResourceId, Target> mappings;
  std::map<ResourceId, Target> direct;

  bool holds(const ResourceId& group, const ResourceId& member, Ids& seen) const {
    if (edges.contains({group, member})) {
      return true;
    }
    return std::ranges::any_of(groups, [&](const ResourceId& inner) {
      return edges.contains({group, inner}) && seen.insert(inner).second &&
             holds(inner, member, seen);
    });
  }
  std::optional<access::Grant> grant_of(const ResourceId& user) const {
    std::optional<access::Grant> best;
    for (const auto& [group, target] : mappings) {
      Ids seen;
      const bool is_higher = !best || target > best->target;
      if (is_higher && holds(group, user, seen)) {
        best = access::Grant{target, group};
      }
    }
    return best;
  }
  Access access_of(const ResourceId& user, bool retained) const {
    if (!users.at(user)) {
      return {};
    }
    const auto grant = grant_of(user);
    if (retained && (!grant || grant->target != Target::admin_human)) {
      return {Source::retained, Target::admin_human, {}};
    }
    if (grant) {
      return {Source::group, grant->target, grant->group};
    }
    const auto by_hand = direct.find(user);
    return by_hand == direct.end() ? Access{Source::by_default, {}, {}}
                                   : Access{Source::direct, by_hand->second, {}};
  }
};

class AccessModel : public ProvisionTest {
 protected:
  static constexpr auto users = scim::schema::user_type;
  static constexpr auto groups = scim::schema::group_type;

  void SetUp() override {
    for (const char* name : {"acme", "globex"}) {
      models_.emplace_back().org = make_org(name);
    }
  }

  std::size_t roll(std::size_t sides) {
    return std::uniform_int_distribution<std::size_t>(0, sides - 1)(dice_);
  }
  template <class Container>
  ResourceId any(const Container& from) {
    auto at = from.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(roll(from.size())));
    if constexpr (std::is_same_v<Container, Ids>) {
      return *at;
    } else {
      return at->first;
    }
  }
  Target any_target() { return access::all_targets[roll(access::all_targets.size())]; }

  Result<void> unit(const Model& model, const store::WriteWork& work) {
    return store::write_and_wait(store_.session(), model.org, work);
  }
  template <class Work>
  void look(const Model& model, const Work& work) {
    ASSERT_TRUE(store::read_and_wait(store_.session(), model.org, work).has_value());
  }

  void create_user(Model& model) {
    const bool active = roll(4) != 0;
    const std::string name = "u" + std::to_string(++made_) + "@x.example";
    const std::string body = json::write({{"userName", name}, {"active", active}});
    const ResourceId id = create(users, body, model.org).value().stored.id;
    model.users[id] = active;
  }
  void create_group(Model& model) {
    const std::string body = json::write({{"displayName", "g" + std::to_string(++made_)}});
    model.groups.insert(create(groups, body, model.org).value().stored.id);
  }

  void set_active(Model& model) {
    const ResourceId id = any(model.users);
    const bool active = roll(2) == 0;
    const json::Value body{{"userName", "u-" + id.to_string() + "@x.example"}, {"active", active}};
    ASSERT_TRUE(unit(model, [&](store::Writer& writer) -> Result<void> {
                  TRY(provision::replace(writer, type(users), id, body, {}, {}, context()));
                  return {};
                }).has_value());
    model.users[id] = active;
  }
  void remove_resource(Model& model, scim::schema::TypeNumber number, const ResourceId& id) {
    ASSERT_TRUE(unit(model, [&](store::Writer& writer) -> Result<void> {
                  TRY(provision::remove(writer, type(number), id, {}, context()));
                  return {};
                }).has_value());
    model.users.erase(id);
    model.groups.erase(id);
    model.mappings.erase(id);
    model.direct.erase(id);
    std::erase_if(model.edges,
                  [&](const auto& edge) { return edge.first == id || edge.second == id; });
  }

  // Adds or removes one to three members: people and groups.
  void change_members(Model& model) {
    const ResourceId group = any(model.groups);
    const bool adds = roll(3) != 0;
    Ids members;
    for (std::size_t count = 1 + roll(3); count > 0; --count) {
      members.insert(model.users.empty() || roll(3) == 0 ? any(model.groups) : any(model.users));
    }
    change_members(model, group, members, adds);
  }
  // Like an identity provider with somebody who loses all roles, preferably an admin.
  void take_out_of_all_groups(Model& model) {
    const Ids admins = human_admins(model);
    const ResourceId person = admins.empty() ? any(model.users) : any(admins);
    Ids groups_of_person;
    for (const auto& [group, member] : model.edges) {
      if (member == person) {
        groups_of_person.insert(group);
      }
    }
    for (const ResourceId& group : groups_of_person) {
      change_members(model, group, {person}, false);
    }
  }
  void change_members(Model& model, const ResourceId& group, const Ids& members, bool adds) {
    json::Array values;
    for (const ResourceId& member : members) {
      values.emplace_back(json::Object{{"value", member.to_string()}});
      adds ? (void)model.edges.insert({group, member}) : (void)model.edges.erase({group, member});
    }
    const json::Value body{{"Operations", json::Array{json::Object{{"op", adds ? "add" : "remove"},
                                                                   {"path", "members"},
                                                                   {"value", values}}}}};
    auto request = scim::patch::read(body, rules_).value();
    scim::Report report;
    request = scim::dialect::rewrite(std::move(request), type(groups), report);
    const auto plan = scim::patch::bind(request, type(groups), rules_).value();
    ASSERT_TRUE(unit(model, [&](store::Writer& writer) -> Result<void> {
                  TRY(provision::patch(writer, type(groups), group, plan, {}, {}, context()));
                  return {};
                }).has_value());
  }

  // A refused change must change nothing; the comparison afterwards shows it.
  void by_hand(Model& model, const ResourceId& id, std::optional<Target> target, bool is_mapping) {
    const std::string reason = roll(4) == 0 ? "it must be" : "";
    const Result<void> done = unit(model, [&](store::Writer& writer) {
      const Context now = context();
      AccessChanges changes(writer, now);
      if (is_mapping) {
        changes.map({id}, target, deltas_of(writer.access(), {{id, target}}));
      } else if (target) {
        changes.grant_direct(id, *target);
      } else {
        changes.end_direct(id);
      }
      return changes.settle({.by = Demand::By::hand, .override_reason = reason});
    });
    if (done.has_error()) {
      EXPECT_EQ(done.error().code, Code::conflict);
      EXPECT_TRUE(reason.empty());
      return;
    }
    auto& facts = is_mapping ? model.mappings : model.direct;
    target ? (void)facts.insert_or_assign(id, *target) : (void)facts.erase(id);
  }

  void step(Model& model) {
    const std::size_t what = roll(22);
    if (model.groups.empty() || what == 0) {
      create_group(model);
    } else if (model.users.empty() || what <= 2) {
      create_user(model);
    } else if (what <= 5) {
      set_active(model);
    } else if (what == 6) {
      remove_resource(model, users, any(model.users));
    } else if (what == 7) {
      remove_resource(model, groups, any(model.groups));
    } else if (what <= 14) {
      change_members(model);
    } else if (what <= 16) {
      take_out_of_all_groups(model);
    } else if (what <= 20) {
      const bool unmaps = roll(4) == 0;
      by_hand(model, any(model.groups), unmaps ? std::nullopt : std::optional(any_target()), true);
    } else {
      const bool ends = roll(2) == 0;
      by_hand(model, any(model.users), ends ? std::nullopt : std::optional(any_target()), false);
    }
  }

  void expect_rules_hold(const Model& model) {
    look(model, [&](store::Reader& reader) {
      store::AccessReader& facts = reader.access();
      for (const auto& user : model.users) {
        const auto row = facts.access(user.first);
        ASSERT_TRUE(row.has_value());
        const bool retained = facts.retained_access(user.first).has_value();
        ASSERT_EQ(row->access, model.access_of(user.first, retained)) << user.first.to_string();
        ASSERT_FALSE(retained && row->access.source != Source::retained);
      }
      EXPECT_LE(facts.retained_accesses(10).size(), 1u);
      EXPECT_EQ(verify_access(reader, *registry_, {}, 1000).different, 0u);
      EXPECT_EQ(reader.count(users), model.users.size());
    });
  }

  // The entries about creation, access changes and deletion are enough to know who has what.
  void expect_journal_tells_the_state(const Model& model) {
    std::map<std::string, std::string> told;
    look(model, [&](store::Reader& reader) {
      for (const store::SealedEntry& sealed : reader.journal(0, 1'000'000)) {
        const store::JournalEntry& entry = sealed.entry;
        if (entry.type == "user.created" || entry.type == "access.changed") {
          const char* member = entry.type == "user.created" ? "access" : "after";
          told[entry.subject_id] =
              json::write(json::parse(entry.data).value().get_object().at(member));
        } else if (entry.type == "user.deleted") {
          told.erase(entry.subject_id);
        }
      }
      std::map<std::string, std::string> current;
      for (const auto& user : model.users) {
        std::string text;
        append_access(text, reader.access().access(user.first)->access,
                      reader.access().default_access());
        current[user.first.to_string()] = text;
      }
      EXPECT_EQ(told, current);
    });
  }

  Ids human_admins(const Model& model) {
    Ids all;
    look(model, [&](store::Reader& reader) {
      for (const Source source : {Source::group, Source::direct, Source::retained}) {
        const auto some = reader.access().people_with(source, Target::admin_human, {}, 1000);
        all.insert(some.begin(), some.end());
      }
    });
    return all;
  }
  std::size_t entries(const Model& model) {
    std::size_t count = 0;
    look(model, [&](store::Reader& reader) { count = reader.journal(0, 1'000'000).size(); });
    return count;
  }
  // The loss of the last one is recorded, and SCIM takes the last one's access only from people who
  // are inactive or gone.
  void expect_no_silent_loss(const Model& model, const Ids& before, std::size_t entries_before) {
    const bool has = !human_admins(model).empty();
    look(model, [&](store::Reader& reader) {
      EXPECT_FALSE(has && reader.access().no_admin_since().has_value());
      if (has || before.empty()) {
        return;
      }
      EXPECT_TRUE(reader.access().no_admin_since().has_value());
      const auto tail = reader.journal(static_cast<std::int64_t>(entries_before), 1'000'000);
      const auto noted = std::ranges::find_if(tail, [](const store::SealedEntry& sealed) {
        return sealed.entry.type == "organisation.no_admin";
      });
      ASSERT_NE(noted, tail.end());
      const bool is_overridden = noted->entry.data != "{}";
      for (const ResourceId& admin : before) {
        const auto user = model.users.find(admin);
        EXPECT_TRUE(is_overridden || user == model.users.end() || !user->second);
      }
    });
  }
  std::size_t entries_of(const Model& model, std::string_view entry_type) {
    std::size_t count = 0;
    look(model, [&](store::Reader& reader) {
      for (const store::SealedEntry& sealed : reader.journal(0, 1'000'000)) {
        count += sealed.entry.type == entry_type ? 1 : 0;
      }
    });
    return count;
  }

  std::mt19937 dice_;
  int made_ = 0;
  std::vector<Model> models_;
};

TEST_F(AccessModel, HoldsWhateverHappens) {  // design §2.9, §2.10, §2.15
  for (const unsigned seed : {1u, 2u, 3u}) {
    dice_.seed(seed);
    for (int events = 0; events < 250; ++events) {
      const std::size_t at = roll(models_.size());
      Model& model = models_[at];
      const Model& other = models_[1 - at];
      const Ids admins = human_admins(model);
      const std::size_t before = entries(model);
      const std::size_t others_before = entries(other);
      step(model);
      ASSERT_NO_FATAL_FAILURE(expect_rules_hold(model)) << "seed " << seed << " event " << events;
      expect_no_silent_loss(model, admins, before);
      ASSERT_EQ(entries(other), others_before);
      ASSERT_FALSE(HasFailure()) << "seed " << seed << " event " << events;
    }
    for (const Model& model : models_) {
      expect_rules_hold(model);
      expect_journal_tells_the_state(model);
    }
  }
  for (const char* rare : {"access.retained", "access.retention_ended", "organisation.no_admin",
                           "organisation.admin_restored", "access.direct_ended"}) {
    EXPECT_GT(entries_of(models_[0], rare) + entries_of(models_[1], rare), 0u)
        << "the dice never led to " << rare;
  }
}

}  // namespace
}  // namespace provost::provision

#include "simulate/okta.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "simulate/differ.h"
#include "simulate/mapping.h"
#include "simulate/okta_import.h"
#include "simulate/okta_requests.h"
#include "simulate/query.h"
#include "simulate/rng.h"

namespace provost::simulate::okta {
namespace {

constexpr std::size_t delta_members_max = 100;  // per PATCH

class Provisioning {
 public:
  explicit Provisioning(Env& env) : env_(env), world_(env.world), options_(env.options) {}
  void run();

 private:
  void test_credentials();
  void link_imported_users();

  void assign_user(Session& session, std::size_t index);
  std::string create_body(const User& user, std::size_t index) const;
  std::string match(Session& session, const User& user) const;
  void push_profile(Session& session, User& user);
  void push_status(Session& session, const User& user);

  void push_group(Session& session, Group& group);
  std::string match(Session& session, const Group& group) const;
  void rename(Session& session, const Group& group, Kind kind);
  void push_all_members(Session& session, const Group& group);
  void push_members(Session& session, const Group& group, const std::vector<std::size_t>& removed,
                    const std::vector<std::size_t>& added);
  std::vector<Member> members_of(const std::vector<std::size_t>& users) const;

  void cycle(unsigned number);
  void change_users(const Changes& changes, const std::string& label);
  void change_groups(const Changes& changes, const std::string& label);
  void last_pushes(const std::string& label);
  void unlink(const Changes& changes, const std::string& label);

  Env& env_;
  World& world_;
  const Options& options_;
};

void Provisioning::run() {
  test_credentials();
  if (env_.shared.stopped()) {
    return;
  }
  read_schemas(env_);
  link_imported_users();
  env_.for_each("assign users", world_.users.size(),
                [this](Session& session, std::size_t i) { assign_user(session, i); });
  env_.for_each("push groups", world_.groups.size(),
                [this](Session& session, std::size_t i) { push_group(session, world_.groups[i]); });
  for (unsigned number = 1; number <= options_.cycles && !env_.shared.stopped(); ++number) {
    cycle(number);
  }
}

// §3.1, row "Test credentials".
void Provisioning::test_credentials() {
  const auto check = [this](Kind kind, std::string_view collection, std::size_t count) {
    const Call call{kind, "GET", page(collection, 1, count)};
    const Reply reply = env_.sessions.front().send(call);
    const std::string fault = page_fault(reply, 1, count);
    if (!fault.empty()) {
      env_.sessions.front().fail(call, reply);
      env_.shared.stop(fmt::format("Test credentials failed at GET {}: {}", call.target, fault));
    }
  };
  check(Kind::probe_users, "/Users", 2);
  if (!env_.shared.stopped()) {
    check(Kind::probe_groups, "/Groups", 100);
  }
}

// §3.1, row "import": users with one of our ids are linked, so that renamed ones are found.
void Provisioning::link_imported_users() {
  std::unordered_map<std::string, std::size_t> by_id;
  for (std::size_t i = 0; i < world_.users.size(); ++i) {
    by_id[world_.users[i].object_id] = i;
  }
  import(env_, Kind::import_users, "/Users", [&](const json::Value& resource) {
    const auto found = by_id.find(std::string(string_member(resource, "externalId")));
  if (found != by_id.end()) {
    world_.users[found->second].target_id = string_member(resource, "id");
  }
});
}

// §3.1, rows "match" and "create"; inactive users are not assigned.
void Provisioning::assign_user(Session& session, std::size_t index) {
  User& user = world_.users[index];
  if (user.target_id.empty()) {
    user.target_id = match(session, user);
  }
  user.adopted = !user.target_id.empty();
  if (!user.adopted) {
    if (user.never_created || env_.shared.stopped()) {
      return;
    }
    const Call post{Kind::create_user, "POST", "/Users", create_body(user, index)};
    const auto made = create(session, post, [&] { return match(session, user); });
    user.target_id = made.id;
    user.adopted = made.adopted;
    user.echoed = echoed(map_okta_user(user), made.answer);
  }
  if (user.adopted) {
    push_profile(session, user);
    push_status(session, user);
  }
}

std::string Provisioning::create_body(const User& user, std::size_t index) const {
  return create_user(map_okta_user(user), Rng(options_.seed, "password", index).alphanumeric(12));
}

std::string Provisioning::match(Session& session, const User& user) const {
  return find(session, Kind::match_user, match_user(user.upn));
}

// §3.1, row "update profile": GET, then a PUT of everything; status is a separate PATCH (§3.7,
// "Okta catalogue"), so `active` stays as it was read.
void Provisioning::push_profile(Session& session, User& user) {
  const std::string target = resource_target("/Users", user.target_id);
  const Reply current = session.expect({Kind::read_user, "GET", target}, {200});
  if (!current.json.is_object()) {
    return;
  }
  auto profile = map_okta_user(user);
  std::erase_if(profile, [](const Attribute& attribute) { return attribute.path == "active"; });
  const Reply reply = session.expect(
      {Kind::replace_user, "PUT", target, replace_user(profile, current.json.get_object())}, {200});
  user.echoed.merge(echoed(profile, reply.json));
}

// §3.1, row "(de)activate".
void Provisioning::push_status(Session& session, const User& user) {
  const Kind kind = user.active ? Kind::restore_user : Kind::disable_user;
  session.expect(
      {kind, "PATCH", resource_target("/Users", user.target_id), set_active(user.active)},
      {200, 204});
}

// §3.1, row "group push create". An existing group gets a full push, which also removes what an
// earlier run left.
void Provisioning::push_group(Session& session, Group& group) {
  group.target_id = match(session, group);
  bool adopted = !group.target_id.empty();
  if (!adopted && !env_.shared.stopped()) {
    const Call post{Kind::create_group, "POST", "/Groups", create_group(group.display_name)};
    const auto made = create(session, post, [&] { return match(session, group); });
    group.target_id = made.id;
    adopted = made.adopted;
  }
  if (group.target_id.empty()) {
    return;
  }
  if (adopted) {
    rename(session, group, Kind::rename_group);
    push_all_members(session, group);
  } else {
    push_members(session, group, {}, {group.members.begin(), group.members.end()});
  }
}

// Okta keeps the link by id. This program forgets between runs, and therefore also looks for the
// name from an earlier run.
std::string Provisioning::match(Session& session, const Group& group) const {
  std::string id = find(session, Kind::match_group, match_group(group.display_name));
  if (id.empty() && !group.later_name.empty()) {
    id = find(session, Kind::match_group, match_group(group.later_name));
  }
  return id;
}

void Provisioning::rename(Session& session, const Group& group, Kind kind) {
  session.expect({kind, "PATCH", resource_target("/Groups", group.target_id),
                  rename_group(group.target_id, group.display_name)},
                 {200, 204});
}

std::vector<Member> Provisioning::members_of(const std::vector<std::size_t>& users) const {
  std::vector<Member> out;
  for (const std::size_t user : users) {
    if (!world_.users[user].target_id.empty()) {
      out.push_back({world_.users[user].target_id, world_.users[user].upn});
    }
  }
  return out;
}

// §3.1, row "full push".
void Provisioning::push_all_members(Session& session, const Group& group) {
  const auto members = members_of({group.members.begin(), group.members.end()});
  session.expect({Kind::replace_members, "PATCH", resource_target("/Groups", group.target_id),
                  replace_members(members)},
                 {200, 204});
}

// §3.1, row "membership delta"; each one includes the rename.
void Provisioning::push_members(Session& session, const Group& group,
                                const std::vector<std::size_t>& removed,
                                const std::vector<std::size_t>& added) {
  std::vector<std::string> out;
  for (const Member& member : members_of(removed)) {
    out.push_back(member.id);
  }
  const auto in = members_of(added);
  for (std::size_t at = 0; at < in.size() || !out.empty(); at += delta_members_max) {
    const auto begin = in.begin() + static_cast<std::ptrdiff_t>(std::min(at, in.size()));
    const auto rest = static_cast<std::size_t>(in.end() - begin);
    const auto end = begin + static_cast<std::ptrdiff_t>(std::min(rest, delta_members_max));
    rename(session, group, Kind::rename_group);
    session.expect({Kind::change_members, "PATCH", resource_target("/Groups", group.target_id),
                    change_members(out, {begin, end})},
                   {200, 204});
    out.clear();
  }
}

void Provisioning::cycle(unsigned number) {
  const Changes changes = advance(world_, number, options_.cycles, options_.seed);
  const std::string label = fmt::format("cycle {}: ", number);
  change_users(changes, label);
  change_groups(changes, label);
  if (number == options_.cycles) {
    last_pushes(label);
    unlink(changes, label);
  }
}

void Provisioning::change_users(const Changes& changes, const std::string& label) {
  const std::vector<std::size_t> users(changes.users.begin(), changes.users.end());
  env_.for_each(label + "users", users.size(), [&](Session& session, std::size_t i) {
    User& user = world_.users[users[i]];
    if (user.target_id.empty()) {
      return;
    }
    if (changes.disabled.contains(users[i]) || changes.restored.contains(users[i])) {
      push_status(session, user);
    }
    if (user.active) {
      push_profile(session, user);
    }
  });
}

void Provisioning::change_groups(const Changes& changes, const std::string& label) {
  struct Delta {
    std::vector<std::size_t> removed;
    std::vector<std::size_t> added;
  };
  std::map<std::size_t, Delta> deltas;
  for (const std::size_t group : changes.groups) {
    deltas[group];
  }
  for (const Changes::Membership& change : changes.memberships) {
    Delta& delta = deltas[change.group];
    (change.add ? delta.added : delta.removed).push_back(change.user);
  }
  const std::vector<std::pair<std::size_t, Delta>> work(deltas.begin(), deltas.end());
  env_.for_each(label + "groups", work.size(), [&](Session& session, std::size_t i) {
    const Group& group = world_.groups[work[i].first];
    if (group.target_id.empty()) {
      return;
    }
    if (changes.groups.contains(work[i].first)) {
      rename(session, group, Kind::rename_group);
    }
    push_members(session, group, work[i].second.removed, work[i].second.added);
  });
}

// §3.1, row "full push": of every ten groups, one is pushed in full and one emptied.
void Provisioning::last_pushes(const std::string& label) {
  std::vector<std::size_t> groups;
  for (std::size_t i = 0; i < world_.groups.size(); ++i) {
    if ((i % 10 == 2 || i % 10 == 3) && !world_.groups[i].target_id.empty()) {
      groups.push_back(i);
    }
  }
  env_.for_each(label + "full push", groups.size(), [&](Session& session, std::size_t i) {
    Group& group = world_.groups[groups[i]];
    if (groups[i] % 10 == 2) {
      group.left.merge(group.members);
      group.members.clear();
    }
    push_all_members(session, group);
  });
}

// §3.1, row "unlink".
void Provisioning::unlink(const Changes& changes, const std::string& label) {
  const std::vector<std::size_t> groups(changes.deleted_groups.begin(),
                                        changes.deleted_groups.end());
  env_.for_each(label + "unlink", groups.size(), [&](Session& session, std::size_t i) {
    const Group& group = world_.groups[groups[i]];
    if (!group.target_id.empty()) {
      remove(session, {Kind::delete_group, "DELETE", resource_target("/Groups", group.target_id)});
    }
  });
}

}  // namespace

void provision(Env& env) {
  Provisioning(env).run();
}

void verify_import(Env& env) {
  const auto missing = [&env](Kind kind, std::string_view collection, auto&& objects) {
    std::unordered_set<std::string> listed;
    import(env, kind, collection, [&](const json::Value& resource) {
      listed.emplace(string_member(resource, "id"));
    });
  for (const std::string& id : objects) {
    if (!listed.contains(id)) {
      env.shared.differences.add(fmt::format("import of {}: {} is not listed", collection, id));
    }
  }
};
std::vector<std::string> users;
std::vector<std::string> groups;
for (const User& user : env.world.users) {
  if (!user.target_id.empty()) {
    users.push_back(user.target_id);
  }
}
for (const Group& group : env.world.groups) {
  if (!group.target_id.empty() && !group.deleted) {
    groups.push_back(group.target_id);
  }
}
if (!env.shared.stopped()) {
  missing(Kind::import_users, "/Users", users);
  missing(Kind::import_groups, "/Groups", groups);
}
}

Witness witness() {
  Witness out;
  out.map_user = map_okta_user;
  out.map_group = map_okta_group;
  out.match_user = [](std::string_view name) { return match_user(name); };
  out.match_group = [](std::string_view name) { return match_group(name); };
  return out;
}

}  // namespace provost::simulate::okta

#include "simulate/entra.h"

#include <fmt/format.h>

#include "base/text.h"
#include "simulate/differ.h"
#include "simulate/entra_requests.h"
#include "simulate/mapping.h"
#include "simulate/query.h"
#include "simulate/rng.h"

namespace provost::simulate::entra {
namespace {

class Provisioning {
 public:
  explicit Provisioning(Env& env) : env_(env), world_(env.world), options_(env.options) {}
  void run();

 private:
  void test_connection(unsigned cycle);
  void probe(Kind kind, const std::string& target);

  void initial_cycle();
  void link_user(Session& session, User& user);
  std::string match(Session& session, const User& user) const;
  void link_group(Session& session, Group& group);
  std::string match(Session& session, const Group& group) const;
  void clear_left_over(Session& session, Group& group);
  void fill_groups();

  void incremental_cycle(unsigned cycle);
  void update_users(const Changes& changes, const std::string& label);
  void update_user(Session& session, User& user, Kind kind);
  void update_group(Session& session, const Group& group);
  void set_managers(const std::vector<std::size_t>& users, bool first, const std::string& label);
  void set_manager(Session& session, const User& user, bool first);
  void change_memberships(const std::vector<Changes::Membership>& changes, bool first,
                          const std::string& label);
  void change_membership(Session& session, const Changes::Membership& change, bool check);
  bool is_done_already(Session& session, const Changes::Membership& change);
  void delete_objects(const Changes& changes, const std::string& label);

  bool refers(Session& session, const std::string& target) const;
  std::string create_body(const User& user) const;

  Env& env_;
  World& world_;
  const Options& options_;
};

std::vector<std::size_t> to_vector(const std::set<std::size_t>& set) {
  return {set.begin(), set.end()};
}

void Provisioning::run() {
  test_connection(0);
  if (env_.shared.stopped()) {
    return;
  }
  read_schemas(env_);
  initial_cycle();
  for (unsigned cycle = 1; cycle <= options_.cycles && !env_.shared.stopped(); ++cycle) {
    test_connection(cycle);
    incremental_cycle(cycle);
  }
}

// §1.2: both collections, a value that does not exist, the space as `+` and as `%20`; repeated in
// every cycle.
void Provisioning::test_connection(unsigned cycle) {
  Rng rng(options_.seed, "probe", cycle);
  for (const Space space : {Space::plus, Space::percent}) {
    probe(Kind::probe_users, match_user(rng.uuid(), space));
    probe(Kind::probe_groups, match_group(rng.uuid(), space));
  }
}

void Provisioning::probe(Kind kind, const std::string& target) {
  if (env_.shared.stopped()) {
    return;
  }
  const Call call{kind, "GET", target};
  Session& session = env_.sessions.front();
  const Reply reply = session.send(call);
  const std::string fault = probe_fault(reply);
  if (!fault.empty()) {
    session.fail(call, reply);
    env_.shared.stop(fmt::format("Test Connection failed at GET {}: {}", target, fault));
  }
}

// §1.3, "Initial cycle": users and groups first, references in a second pass.
void Provisioning::initial_cycle() {
  env_.for_each("initial cycle: users", world_.users.size(),
                [this](Session& session, std::size_t i) { link_user(session, world_.users[i]); });
  env_.for_each("initial cycle: groups", world_.groups.size(),
                [this](Session& session, std::size_t i) { link_group(session, world_.groups[i]); });
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < world_.users.size(); ++i) {
    all.push_back(i);
  }
  set_managers(all, true, "initial cycle: managers");
  fill_groups();
}

// §1.3, "per object: match GET on target, then POST or PATCH". Those disabled from the start are
// never created (§1.5), but are brought in step when found.
void Provisioning::link_user(Session& session, User& user) {
  user.target_id = match(session, user);
  user.adopted = !user.target_id.empty();
  if (!user.adopted) {
    if (user.never_created || env_.shared.stopped()) {
      return;
    }
    const auto made = create(session, {Kind::create_user, "POST", "/Users", create_body(user)},
                             [&] { return match(session, user); });
    user.target_id = made.id;
    user.adopted = made.adopted;
    user.echoed = echoed(map_user(user, options_.mapping), made.answer);
  }
  if (user.adopted) {
    update_user(session, user, Kind::update_user);
  }
}

std::string Provisioning::create_body(const User& user) const {
  return create_user(map_user(user, options_.mapping), options_.mapping, options_.dialect);
}

// The job caches the id with the link (§1.3 step 3), so it survives a rename. This program forgets
// between runs, and therefore also looks for the name from an earlier run.
std::string Provisioning::match(Session& session, const User& user) const {
  std::string id = find(session, Kind::match_user, match_user(user.upn));
  if (id.empty() && !user.later_upn.empty()) {
    id = find(session, Kind::match_user, match_user(user.later_upn));
  }
  return id;
}

void Provisioning::link_group(Session& session, Group& group) {
  group.target_id = match(session, group);
  group.adopted = !group.target_id.empty();
  if (!group.adopted && !env_.shared.stopped()) {
    const auto body = create_group(map_group(group), options_.dialect);
    const auto made = create(session, {Kind::create_group, "POST", "/Groups", body},
                             [&] { return match(session, group); });
    group.target_id = made.id;
    group.adopted = made.adopted;
  }
  if (group.adopted) {
    update_group(session, group);
    clear_left_over(session, group);
  }
}

std::string Provisioning::match(Session& session, const Group& group) const {
  std::string id = find(session, Kind::match_group, match_group(group.display_name));
  if (id.empty() && !group.later_name.empty()) {
    id = find(session, Kind::match_group, match_group(group.later_name));
  }
  return id;
}

// Members left by an earlier run that this one does not start with. A job would know them from its
// watermark; this program reads the group once and then removes them in Entra's way.
void Provisioning::clear_left_over(Session& session, Group& group) {
  const std::string target = resource_target("/Groups", group.target_id) + "?attributes=members";
  const Reply reply = session.expect({Kind::carry_over, "GET", target}, {200});
  const auto ids = member_ids(reply.json);
  const std::set<std::string> there(ids.begin(), ids.end());
  const auto index = static_cast<std::size_t>(&group - world_.groups.data());
  for (std::size_t i = 0; i < world_.users.size(); ++i) {
    if (there.contains(world_.users[i].target_id) && !group.members.contains(i)) {
      change_membership(session, {index, i, false}, false);
      group.left.insert(i);
    }
  }
}

void Provisioning::fill_groups() {
  std::vector<Changes::Membership> adds;
  for (std::size_t group = 0; group < world_.groups.size(); ++group) {
    for (const std::size_t user : world_.groups[group].members) {
      adds.push_back({group, user, true});
    }
  }
  change_memberships(adds, true, "initial cycle: members");
}

void Provisioning::incremental_cycle(unsigned cycle) {
  const Changes changes = advance(world_, cycle, options_.cycles, options_.seed);
  const std::string label = fmt::format("cycle {}: ", cycle);
  update_users(changes, label);
  const auto renamed = to_vector(changes.groups);
  env_.for_each(label + "groups", renamed.size(), [&](Session& session, std::size_t i) {
    update_group(session, world_.groups[renamed[i]]);
  });
  set_managers(to_vector(changes.managers), false, label + "managers");
  change_memberships(changes.memberships, false, label + "members");
  delete_objects(changes, label);
}

void Provisioning::update_users(const Changes& changes, const std::string& label) {
  const auto users = to_vector(changes.users);
  env_.for_each(label + "users", users.size(), [&](Session& session, std::size_t i) {
    const bool disabled = changes.disabled.contains(users[i]);
    const bool restored = changes.restored.contains(users[i]);
    const Kind restore_or_update = restored ? Kind::restore_user : Kind::update_user;
    update_user(session, world_.users[users[i]], disabled ? Kind::disable_user : restore_or_update);
  });
}

// §1.3, "next change": GET by id for the difference, then PATCH; 200 or 204 (§1.6).
void Provisioning::update_user(Session& session, User& user, Kind kind) {
  if (user.target_id.empty()) {
    return;
  }
  const std::string target = read_user(user.target_id);
  const Reply current = session.expect({Kind::read_user, "GET", target}, {200});
  if (!current.json.is_object()) {
    return;
  }
  const auto wanted = map_user(user, options_.mapping);
  const auto body = update(wanted, current.json.get_object(), options_.dialect);
  if (body) {
    user.echoed.merge(
        echoed(wanted, session.expect({kind, "PATCH", target, *body}, {200, 204}).json));
  }
}

void Provisioning::update_group(Session& session, const Group& group) {
  if (group.target_id.empty()) {
    return;
  }
  const Reply current =
      session.expect({Kind::read_group, "GET", read_group(group.target_id)}, {200});
  if (!current.json.is_object()) {
    return;
  }
  const auto body = update(map_group(group), current.json.get_object(), options_.dialect);
  if (body) {
    session.expect(
        {Kind::rename_group, "PATCH", resource_target("/Groups", group.target_id), *body},
        {200, 204});
  }
}

void Provisioning::set_managers(const std::vector<std::size_t>& users, bool first,
                                const std::string& label) {
  if (options_.mapping != Mapping::entra_default) {
    return;
  }
  env_.for_each(label, users.size(), [&](Session& session, std::size_t i) {
    set_manager(session, world_.users[users[i]], first);
  });
}

// §1.4, "Manager", after the documented reference check (§1.3). The check is left out for servers
// that do not keep managers and would have to refuse the filter.
void Provisioning::set_manager(Session& session, const User& user, bool first) {
  if (user.target_id.empty() || user.purged || !user.manager) {
    return;
  }
  const std::string& manager = world_.users[*user.manager].target_id;
  const bool check = (!first || user.adopted) && env_.advertised.gives_back(user_urn, manager_path);
  if (manager.empty() || (check && refers(session, check_manager(user.target_id, manager)))) {
    return;
  }
  session.expect({Kind::set_manager, "PATCH", read_user(user.target_id),
                  entra::set_manager(manager, !first, options_.dialect)},
                 {200, 204});
}

// One PATCH per membership. Different members of one group may overlap, as in Entra's own requests
// (§1.4, fleetdm/fleet#50724): a server must not lose one.
void Provisioning::change_memberships(const std::vector<Changes::Membership>& changes, bool first,
                                      const std::string& label) {
  env_.for_each(label, changes.size(), [&](Session& session, std::size_t i) {
    const bool check = !first || world_.groups[changes[i].group].adopted;
    change_membership(session, changes[i], check);
  });
}

void Provisioning::change_membership(Session& session, const Changes::Membership& change,
                                     bool check) {
  const std::string& group = world_.groups[change.group].target_id;
  const std::string& user = world_.users[change.user].target_id;
  if (group.empty() || user.empty()) {
    return;
  }
  if (check && is_done_already(session, change)) {
    return;
  }
  const auto kind = change.add ? Kind::add_member : Kind::remove_member;
  const auto body =
      change.add ? add_member(user, options_.dialect) : remove_member(user, options_.dialect);
  session.expect({kind, "PATCH", resource_target("/Groups", group), body}, {200, 204});
}

// The removed person was in the group until now. The removal is sent whatever the server says: one
// that says otherwise would silently keep them.
bool Provisioning::is_done_already(Session& session, const Changes::Membership& change) {
  const Group& group = world_.groups[change.group];
  const User& user = world_.users[change.user];
  const bool is_member = refers(session, check_member(group.target_id, user.target_id));
  if (!change.add && !is_member) {
    env_.shared.differences.add(
        fmt::format("group \"{}\" (check before the removal of {}): the server does not know of "
                    "the membership",
                    group.display_name, user.upn));
  }
  return change.add && is_member;
}

// §1.3, "Reference checks": totalResults 1 or 0 is the answer.
bool Provisioning::refers(Session& session, const std::string& target) const {
  const Reply reply = session.expect({Kind::check_reference, "GET", target}, {200});
  return number_member(reply.json, "totalResults") > 0;
}

// §1.5, "purge" and "group deleted".
void Provisioning::delete_objects(const Changes& changes, const std::string& label) {
  const auto users = to_vector(changes.deleted_users);
  env_.for_each(label + "purge", users.size(), [&](Session& session, std::size_t i) {
    const User& user = world_.users[users[i]];
    if (!user.target_id.empty()) {
      remove(session, {Kind::delete_user, "DELETE", read_user(user.target_id)});
    }
  });
  const auto groups = to_vector(changes.deleted_groups);
  env_.for_each(label + "group deletes", groups.size(), [&](Session& session, std::size_t i) {
    const Group& group = world_.groups[groups[i]];
    if (!group.target_id.empty()) {
      remove(session, {Kind::delete_group, "DELETE", resource_target("/Groups", group.target_id)});
    }
  });
}

}  // namespace

std::string probe_fault(const Reply& reply) {
  if (reply.status == 0) {
    return reply.fault;
  }
  if (reply.status != 200) {
    return fmt::format("HTTP/{} rather than the expected HTTP/200", reply.status);
  }
  if (!istarts_with(reply.content_type, "application/scim+json")) {
    return fmt::format("the media type is \"{}\" rather than application/scim+json",
                       reply.content_type);
  }
  return list_fault(reply.json, 0);
}

void provision(Env& env) {
  Provisioning(env).run();
}

Witness witness(const Options& options) {
  Witness out;
  out.map_user = [mapping = options.mapping](const User& user) { return map_user(user, mapping); };
  out.map_group = map_group;
  out.match_user = [](std::string_view name) { return match_user(name); };
  out.match_group = [](std::string_view name) { return match_group(name); };
  return out;
}

}  // namespace provost::simulate::entra

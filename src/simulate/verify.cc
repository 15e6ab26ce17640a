#include "simulate/verify.h"

#include <algorithm>
#include <atomic>
#include <cctype>

#include <fmt/format.h>

#include "simulate/differ.h"
#include "simulate/entra_requests.h"
#include "simulate/mapping.h"
#include "simulate/query.h"

namespace provost::simulate {
namespace {

constexpr std::size_t sampled_members_max = 10;  // reference checks per group, each way
constexpr std::size_t spelling_stride = 10;      // every tenth user is also looked up in capitals
constexpr std::size_t sample_stride = 5;         // every fifth by externalId, by id and with not

class Verifier {
 public:
  Verifier(Env& env, const Witness& witness) : env_(env), witness_(witness) {
    for (const User& user : env.world.users) {
      if (!user.target_id.empty()) {
        known_.insert(user.target_id);
      }
    }
    for (const Group& group : env.world.groups) {
      if (!group.target_id.empty()) {
        known_groups_.insert(group.target_id);
      }
    }
    lists_members_ = env.advertised.lists(group_urn, "members");
    lists_groups_ = env.advertised.lists(user_urn, "groups");
  }

  Present run();

 private:
  void check_user(Session& session, std::size_t index);
  void check_live_user(Session& session, const User& user, std::size_t index);
  void check_external_id(Session& session, const User& user);
  void check_id(Session& session, const std::string& label, std::string_view collection,
                const std::string& id);
  void check_not(Session& session, const User& user);
  void check_echoes(const User& user, const Expected& expected, const json::Value& resource);
  void check_groups(Session& session, const User& user, std::size_t index);
  Expected expected_of(const User& user) const;

  void check_group(Session& session, const Group& group);
  void check_live_group(Session& session, const Group& group);
  void check_members(Session& session, const Group& group);
  struct Look {
    std::string_view how;
    std::string target;
  };
  void read_members(Session& session, const Group& group, const Membership& membership,
                    const Look& look);
  void check_references(Session& session, const Group& group, bool all);
  void check_reference(Session& session, const Group& group, std::size_t user);

  void check_gone(Session& session, const std::string& label, const std::string& target);
  // Searches with a filter; expects `total` hits, and a hit with the expected content.
  void check_filter(Session& session, const std::string& label, const std::string& target,
                    const Expected* expected);
  void check_count(std::string_view collection, std::size_t at_least);
  void differ(const std::string& label, std::string_view how, std::string_view what);

  Env& env_;
  const Witness& witness_;
  std::set<std::string> known_;         // users' ids
  std::set<std::string> known_groups_;  // groups' ids
  // Whether the server says that it lists memberships: then it returns them when asked by name.
  bool lists_members_ = false;
  bool lists_groups_ = false;
  std::atomic<std::size_t> users_{0};
  std::atomic<std::size_t> groups_{0};
};

std::string label_of(const User& user) {
  return "user " + user.upn;
}
std::string label_of(const Group& group) {
  return fmt::format("group \"{}\"", group.display_name);
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return static_cast<char>(c < 0x80 ? std::toupper(c) : c);
  });
  return text;
}

Present Verifier::run() {
  auto& world = env_.world;
  env_.for_each("verify users", world.users.size(),
                [this](Session& session, std::size_t i) { check_user(session, i); });
  env_.for_each("verify groups", world.groups.size(), [this](Session& session, std::size_t i) {
    check_group(session, env_.world.groups[i]);
  });
  if (!lists_members_ && !lists_groups_) {
    env_.shared.unchecked.add(
        "memberships: /Schemas lists neither members of groups nor groups of users, so that only "
        "a filter could be asked");
  }
  if (!env_.shared.stopped()) {
    check_count("/Users", users_);
    check_count("/Groups", groups_);
  }
  return {users_, groups_};
}

void Verifier::differ(const std::string& label, std::string_view how, std::string_view what) {
  env_.shared.differences.add(fmt::format("{} ({}): {}", label, how, what));
}

void Verifier::check_user(Session& session, std::size_t index) {
  const User& user = env_.world.users[index];
  const std::string label = label_of(user);
  if (user.purged) {
    if (!user.target_id.empty()) {
      check_gone(session, label, resource_target("/Users", user.target_id));
    }
    check_filter(session, label, witness_.match_user(user.upn), nullptr);
  } else if (!user.target_id.empty()) {
    check_live_user(session, user, index);
  } else if (user.never_created) {
    check_filter(session, label, witness_.match_user(user.upn), nullptr);
  } else {
    differ(label, "not linked", "it never arrived");
  }
}

Expected Verifier::expected_of(const User& user) const {
  Expected out{user_urn, user.target_id, witness_.map_user(user)};
  const bool sent = env_.options.client == Client::entra &&
                    env_.options.mapping == Mapping::entra_default && user.manager;
  if (sent && !env_.world.users[*user.manager].target_id.empty()) {
    out.attributes.push_back(
        {fmt::format("{}.value", manager_path), env_.world.users[*user.manager].target_id});
  }
  return out;
}

void Verifier::check_live_user(Session& session, const User& user, std::size_t index) {
  const std::string label = label_of(user);
  const Expected expected = expected_of(user);
  const Reply reply =
      session.send({Kind::verify_read, "GET", resource_target("/Users", user.target_id)});
  if (reply.status != 200) {
    differ(label, "by id", fmt::format("answered {}", reply.status));
    return;
  }
  ++users_;
  for (const std::string& what : compare(expected, reply.json, env_.advertised)) {
    differ(label, "by id", what);
  }
  check_echoes(user, expected, reply.json);
  check_filter(session, label, witness_.match_user(user.upn), &expected);
  check_groups(session, user, index);
  if (index % spelling_stride == 0) {
    check_filter(session, label, witness_.match_user(upper(user.upn)), &expected);
  }
  if (index % sample_stride == 0) {
    check_external_id(session, user);
    check_id(session, label, "/Users", user.target_id);
    check_not(session, user);
  }
}

// Attributes missing from /Schemas may be dropped, but then must not be in the answer to the write.
void Verifier::check_echoes(const User& user, const Expected& expected,
                            const json::Value& resource) {
  const std::set<std::string> kept = echoed(expected.attributes, resource);
  for (const Attribute& attribute : expected.attributes) {
    if (user.echoed.contains(attribute.path) && !kept.contains(attribute.path) &&
        !env_.advertised.gives_back(user_urn, attribute.path)) {
      differ(label_of(user), "by id",
             fmt::format("{}: was in the answer to the write, and is not kept", attribute.path));
    }
  }
}

// The user's side of the memberships, if the server has it.
void Verifier::check_groups(Session& session, const User& user, std::size_t index) {
  if (!lists_groups_) {
    return;
  }
  Membership membership{{}, known_groups_, true};
  for (const Group& group : env_.world.groups) {
    if (!group.deleted && !group.target_id.empty() && group.members.contains(index)) {
      membership.expected.insert(group.target_id);
    }
  }
  const Reply reply = session.send(
      {Kind::verify_read, "GET", resource_target("/Users", user.target_id) + "?attributes=groups"});
  if (reply.status != 200) {
    differ(label_of(user), "groups", fmt::format("answered {}", reply.status));
    return;
  }
  for (const std::string& what : compare_members(membership, reply.json, "groups")) {
    differ(label_of(user), "groups", what);
  }
}

void Verifier::check_id(Session& session, const std::string& label, std::string_view collection,
                        const std::string& id) {
  const auto filter = "id eq " + quote(id);
  const Reply reply =
      session.send({Kind::verify_filter, "GET",
                    fmt::format("{}?filter={}", collection, encode_percent(filter))});
  const std::string fault =
      reply.status == 200 ? list_fault(reply.json, 1) : fmt::format("answered {}", reply.status);
  if (!fault.empty()) {
    differ(label, "by a filter on id", fault);
  }
}

// `not` must leave out exactly what it names.
void Verifier::check_not(Session& session, const User& user) {
  for (const bool active : {true, false}) {
    const auto filter =
        fmt::format("userName eq {} and not (active eq {})", quote(user.upn), active);
    const Reply reply =
        session.send({Kind::verify_filter, "GET", "/Users?filter=" + encode_percent(filter)});
    if (reply.status == 400 || reply.status == 501) {
      env_.shared.unchecked.add(
          fmt::format("{}: a filter with not is answered {}", label_of(user), reply.status));
      return;
    }
    const std::size_t total = active == user.active ? 0 : 1;
    const std::string fault = reply.status == 200 ? list_fault(reply.json, total)
                                                  : fmt::format("answered {}", reply.status);
    if (!fault.empty()) {
      differ(label_of(user), fmt::format("by {}", filter), fault);
    }
  }
}

// On a careless server, a repeated POST leaves a second record with the same externalId.
void Verifier::check_external_id(Session& session, const User& user) {
  const auto attributes = witness_.map_user(user);
  const auto row = std::ranges::find(attributes, "externalId", &Attribute::path);
  const auto filter = "externalId eq " + json::write(row->value);
  const Reply reply =
      session.send({Kind::verify_filter, "GET", "/Users?filter=" + encode_percent(filter)});
  const std::string fault =
      reply.status == 200 ? list_fault(reply.json, 1) : fmt::format("answered {}", reply.status);
  if (!fault.empty()) {
    differ(label_of(user), "by externalId", fault);
  }
}

void Verifier::check_group(Session& session, const Group& group) {
  const std::string label = label_of(group);
  if (group.deleted) {
    if (!group.target_id.empty()) {
      check_gone(session, label, resource_target("/Groups", group.target_id));
    }
    check_filter(session, label, witness_.match_group(group.display_name), nullptr);
  } else if (group.target_id.empty()) {
    differ(label, "not linked", "it never arrived");
  } else {
    check_live_group(session, group);
  }
}

void Verifier::check_live_group(Session& session, const Group& group) {
  const std::string label = label_of(group);
  const Expected expected{group_urn, group.target_id, witness_.map_group(group)};
  const Reply reply = session.send({Kind::verify_read, "GET", entra::read_group(group.target_id)});
  if (reply.status != 200) {
    differ(label, "by id", fmt::format("answered {}", reply.status));
    return;
  }
  ++groups_;
  for (const std::string& what : compare(expected, reply.json, env_.advertised)) {
    differ(label, "by id", what);
  }
  // idp-clients.md §2.1 G1: with excludedAttributes=members the key itself must be absent.
  if (reply.json.is_object() && json::find(reply.json.get_object(), "members") != nullptr) {
    differ(label, "by id", "members are there although excluded");
  }
  check_filter(session, label, witness_.match_group(group.display_name), &expected);
  check_id(session, label, "/Groups", group.target_id);
  if (lists_members_) {
    check_members(session, group);
  }
  check_references(session, group, !lists_members_ && !lists_groups_);
}

// Requested by name, and also in a plain answer if /Schemas says that they are there by default.
void Verifier::check_members(Session& session, const Group& group) {
  Membership membership{{}, known_, group.adopted};
  for (const std::size_t user : group.members) {
    if (!env_.world.users[user].target_id.empty()) {
      membership.expected.insert(env_.world.users[user].target_id);
    }
  }
  const std::string target = resource_target("/Groups", group.target_id);
  read_members(session, group, membership, {"members", target + "?attributes=members"});
  if (env_.advertised.gives_back(group_urn, "members")) {
    read_members(session, group, membership, {"by id", target});
  }
}

void Verifier::read_members(Session& session, const Group& group, const Membership& membership,
                            const Look& look) {
  const Reply reply = session.send({Kind::verify_read, "GET", look.target});
  if (reply.status != 200) {
    differ(label_of(group), look.how, fmt::format("answered {}", reply.status));
    return;
  }
  for (const std::string& what : compare_members(membership, reply.json)) {
    differ(label_of(group), look.how, what);
  }
}

// By filter: a sample each way, and everybody who was removed; all of them if nothing lists
// members.
void Verifier::check_references(Session& session, const Group& group, bool all) {
  std::size_t inside = 0;
  std::size_t outside = 0;
  for (std::size_t i = 0; i < env_.world.users.size(); ++i) {
    const User& user = env_.world.users[i];
    if (user.target_id.empty()) {
      continue;
    }
    auto& count = group.members.contains(i) ? inside : outside;
    if (all || group.left.contains(i) || count < sampled_members_max) {
      ++count;
      check_reference(session, group, i);
    }
  }
}

void Verifier::check_reference(Session& session, const Group& group, std::size_t index) {
  const User& user = env_.world.users[index];
  const Reply reply = session.send(
      {Kind::verify_reference, "GET", entra::check_member(group.target_id, user.target_id)});
  const std::size_t total = group.members.contains(index) ? 1 : 0;
  const std::string fault = reply.status == 200 ? list_fault(reply.json, total)
                                                : fmt::format("answered {}", reply.status);
  if (!fault.empty()) {
    differ(label_of(group), fmt::format("reference check of {}", user.upn), fault);
  }
}

void Verifier::check_gone(Session& session, const std::string& label, const std::string& target) {
  const Reply reply = session.send({Kind::verify_read, "GET", target});
  if (reply.status != 404) {
    differ(label, "by id", fmt::format("was deleted, but answered {}", reply.status));
  }
}

void Verifier::check_filter(Session& session, const std::string& label, const std::string& target,
                            const Expected* expected) {
  const Reply reply = session.send({Kind::verify_filter, "GET", target});
  const std::string fault = reply.status == 200 ? list_fault(reply.json, expected != nullptr)
                                                : fmt::format("answered {}", reply.status);
  if (!fault.empty()) {
    differ(label, "by filter", fault);
    return;
  }
  if (expected == nullptr) {
    return;
  }
  const auto hits = resources_of(reply.json);
  if (hits.size() != 1) {
    differ(label, "by filter", "Resources is empty although totalResults is 1");
    return;
  }
  for (const std::string& what : compare(*expected, *hits.front(), env_.advertised)) {
    differ(label, "by filter", what);
  }
}

// RFC 7644 §3.4.2.4: count=0 gives the total and no resources. There may be others in addition to
// ours.
void Verifier::check_count(std::string_view collection, std::size_t at_least) {
  const Reply reply = env_.sessions.front().send(
      {Kind::verify_count, "GET", fmt::format("{}?count=0", collection)});
  const std::string label(collection);
  if (reply.status != 200) {
    differ(label, "count=0", fmt::format("answered {}", reply.status));
    return;
  }
  const auto total = number_member(reply.json, "totalResults");
  if (total < static_cast<std::int64_t>(at_least)) {
    differ(label, "count=0",
           fmt::format("totalResults is {}, at least {} are there", total, at_least));
  }
  if (!resources_of(reply.json).empty()) {
    differ(label, "count=0", "resources are listed");
  }
}

}  // namespace

Present verify(Env& env, const Witness& witness) {
  return Verifier(env, witness).run();
}

}  // namespace provost::simulate

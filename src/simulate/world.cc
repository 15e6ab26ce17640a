#include "simulate/world.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "simulate/names.h"
#include "simulate/rng.h"

namespace provost::simulate {
namespace {

constexpr std::size_t everybody_members_max = 250;
constexpr std::size_t group_members_max = 25;

// Gives each address once: ada.lovelace, ada.lovelace2, ...
class Addresses {
 public:
  std::string take(const std::string& wanted) {
    const auto count = ++taken_[wanted];
    return count == 1 ? wanted : fmt::format("{}{}", wanted, count);
  }

 private:
  std::map<std::string, std::size_t> taken_;
};

// Separates runs with different seeds and clients that share an organisation.
std::string tag_of(Client client, std::uint64_t seed) {
  Rng rng(seed, to_text(client), 0);
  return fmt::format("{:06x}", rng.next() & 0xffffffU);
}

std::string object_id(Client client, Rng& rng) {
  return client == Client::entra ? rng.uuid() : "00u" + rng.alphanumeric(17);
}

const std::string& domain_of(const World& world, std::size_t index, const std::string& tag,
                             std::string& scratch) {
  // Every fifteenth is a guest; Entra sends their userPrincipalName as alias@theirdomain (§1.1).
  if (index % 15 != 7) {
    return world.domain;
  }
  const auto partners = partner_domains();
  scratch = fmt::format("{}-{}.example", partners[index / 15 % partners.size()], tag);
  return scratch;
}

void fill_profile(User& user, const Culture& culture, Rng& rng) {
  user.title = job_titles()[rng.below(job_titles().size())];
  user.department = departments()[rng.below(departments().size())];
  user.office = fmt::format("{} {}", culture.city, 1 + rng.below(9));
  user.street = culture.street;
  user.city = culture.city;
  user.postal_code = rng.digits(5);
  user.country = culture.country;
  user.phone = fmt::format("{} {} {}", culture.dialling_code, rng.digits(3), rng.digits(4));
  user.mobile = fmt::format("{} {} {}", culture.dialling_code, rng.digits(3), rng.digits(5));
  user.language = culture.language;
}

User make_user(const World& world, Client client, std::size_t index, std::uint64_t seed,
               const std::string& tag, Addresses& addresses) {
  Rng rng(seed, "user", index);
  User user;
  user.object_id = object_id(client, rng);
  const Culture& culture = cultures()[rng.below(cultures().size())];
  const Name& given = culture.given[rng.below(culture.given.size())];
  const std::size_t family_index = rng.below(culture.family.size());
  const Name& family = culture.family[family_index];
  user.given_name = given.written;
  user.family_name = family.written;
  user.display_name = culture.family_first ? fmt::format("{} {}", family.written, given.written)
                                           : fmt::format("{} {}", given.written, family.written);
  std::string scratch;
  const std::string& domain = domain_of(world, index, tag, scratch);
  user.mail_nickname = addresses.take(fmt::format("{}.{}", given.address, family.address));
  user.upn = user.mail_nickname + "@" + domain;
  if (index % 10 == 1) {
    const Name& later = culture.family[(family_index + 1) % culture.family.size()];
    user.later_upn =
        addresses.take(fmt::format("{}.{}", given.address, later.address)) + "@" + domain;
  }
  fill_profile(user, culture, rng);
  if (index % 5 == 3) {
    user.second_mail = user.mail_nickname + "@private.example";
  }
  user.employee_number = fmt::format("{:06}", 100'000 + index);
  user.never_created = index % 40 == 19;
  user.active = !user.never_created;
  if (index > 0 && !user.never_created) {
    const std::size_t boss = index / 8;
    user.manager = leaves(boss) || boss % 40 == 19 ? 0 : boss;
  }
  return user;
}

void fill_members(Group& group, std::size_t index, const World& world, Rng& rng) {
  const std::size_t people = world.users.size();
  const std::size_t bound = index == 0 ? everybody_members_max : rng.below(group_members_max + 1);
  const std::size_t wanted = std::min(bound, people);
  for (std::size_t tries = 0; group.members.size() < wanted && tries < wanted * 4; ++tries) {
    const std::size_t user = index == 0 ? tries % people : rng.below(people);
    if (!world.users[user].never_created) {
      group.members.insert(user);
    }
  }
}

Group make_group(const World& world, Client client, std::size_t index, std::uint64_t seed,
                 const std::string& tag) {
  Rng rng(seed, "group", index);
  Group group;
  group.object_id = object_id(client, rng);
  const auto names = group_names();
  const std::size_t round = index / names.size();
  group.display_name = fmt::format("SG-{} {}", tag, names[index % names.size()]);
  if (round > 0) {
    group.display_name += fmt::format(" {}", round + 1);
  }
  if (index % 5 == 1) {
    group.later_name = group.display_name + " (EMEA)";
  }
  fill_members(group, index, world, rng);
  return group;
}

}  // namespace

World make_world(Client client, std::size_t users, std::size_t groups, std::uint64_t seed) {
  const std::string tag = tag_of(client, seed);
  World world;
  world.client = client;
  world.domain = fmt::format("nordlicht-{}.example", tag);
  Addresses addresses;
  world.users.reserve(users);
  for (std::size_t i = 0; i < users; ++i) {
    world.users.push_back(make_user(world, client, i, seed, tag, addresses));
  }
  world.groups.reserve(groups);
  for (std::size_t i = 0; i < groups; ++i) {
    world.groups.push_back(make_group(world, client, i, seed, tag));
  }
  return world;
}

bool leaves(std::size_t user) {
  return user % 20 == 4;
}
bool is_dissolved(std::size_t group) {
  return group % 10 == 4;
}

std::size_t live_users(const World& world) {
  return static_cast<std::size_t>(std::ranges::count_if(
      world.users, [](const User& u) { return !u.purged && !u.never_created; }));
}

std::size_t live_groups(const World& world) {
  return static_cast<std::size_t>(
      std::ranges::count_if(world.groups, [](const Group& g) { return !g.deleted; }));
}

}  // namespace provost::simulate

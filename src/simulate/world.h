#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "simulate/options.h"

namespace provost::simulate {

// A person in the made-up directory, as it should be now, and where it is at the target.
struct User {
  std::string object_id;  // Entra: a GUID; Okta: 00u…
  std::string upn;
  std::string later_upn;  // the name it takes in some incremental cycle, or empty
  std::string mail_nickname;
  std::string given_name;
  std::string family_name;
  std::string display_name;
  std::string title;
  std::string department;
  std::string office;
  std::string street;
  std::string city;
  std::string postal_code;
  std::string country;
  std::string phone;
  std::string mobile;
  std::string second_mail;  // empty for most
  std::string language;
  std::string employee_number;
  bool active = true;
  // Disabled before the first cycle: never created (idp-clients.md §1.5), but disabled if found.
  bool never_created = false;
  bool purged = false;  // by a DELETE
  std::optional<std::size_t> manager;
  bool adopted = false;   // was at the target before this run
  std::string target_id;  // empty while it is not linked
  // Attributes that an answer to a write showed as they were sent: whoever shows them keeps them.
  std::set<std::string> echoed;
};

struct Group {
  std::string object_id;
  std::string display_name;
  std::string later_name;  // the name it takes in some incremental cycle, or empty
  std::set<std::size_t> members;
  std::set<std::size_t> left;  // who was taken out in this run, and is not in it again
  bool deleted = false;
  bool adopted = false;  // was at the target before this run: may hold members of other clients
  std::string target_id;
};

struct World {
  Client client = Client::entra;
  std::string domain;
  std::vector<User> users;
  std::vector<Group> groups;
};

// The directory before the first cycle. The same client, counts and seed give the same directory,
// and user i does not depend on how many follow. Names of different seeds and clients never meet.
World make_world(Client client, std::size_t users, std::size_t groups, std::uint64_t seed);

// Who leaves for good (Entra: by a DELETE in the last cycle): so few that at least four fifths
// remain.
bool leaves(std::size_t user);
bool is_dissolved(std::size_t group);

// What one incremental cycle changes. The lists hold indexes and are in order.
struct Changes {
  std::set<std::size_t> users;     // attributes to bring in step, whatever changed
  std::set<std::size_t> disabled;  // subset of `users`, for the report
  std::set<std::size_t> restored;  // subset of `users`, for the report
  std::set<std::size_t> managers;
  std::set<std::size_t> groups;  // renamed
  struct Membership {
    std::size_t group = 0;
    std::size_t user = 0;
    bool add = false;
    friend bool operator==(const Membership&, const Membership&) = default;
  };
  std::vector<Membership> memberships;
  std::set<std::size_t> deleted_users;
  std::set<std::size_t> deleted_groups;
};

// Moves the world on by one cycle (1 to cycles) and says what changed. Memberships of users who
// are deleted end without being named: dropping them is the server's part. Okta never deletes
// users (idp-clients.md §3.1); there they stay disabled.
Changes advance(World& world, unsigned cycle, unsigned cycles, std::uint64_t seed);

// Users and groups that should be at the target now.
std::size_t live_users(const World& world);
std::size_t live_groups(const World& world);

}  // namespace provost::simulate

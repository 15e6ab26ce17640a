#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "access/target.h"
#include "base/error.h"

namespace provost::identity {

// Who calls the administration interface: the operator of the installation, a member of one
// organisation by what their effective access is (design §2.11), or an IT contact, who is nobody's
// member and came by a setup link of one organisation (design rule 29).
enum class CallerKind : std::uint8_t {
  installation,
  admin_human,
  admin_service,
  user_human,
  user_service,
  contact
};

inline constexpr std::array caller_kinds{CallerKind::installation,  CallerKind::admin_human,
                                         CallerKind::admin_service, CallerKind::user_human,
                                         CallerKind::user_service,  CallerKind::contact};

// The kind of caller a member with that access is.
constexpr CallerKind kind_of(access::Target target) {
  switch (target) {
    case access::Target::admin_human:
      return CallerKind::admin_human;
    case access::Target::admin_service:
      return CallerKind::admin_service;
    case access::Target::user_human:
      return CallerKind::user_human;
    case access::Target::user_service:
      break;
  }
  return CallerKind::user_service;
}

// "Operator", "Admin (Human)", …: what people read.
std::string_view to_text(CallerKind kind);

struct Caller {
  CallerKind kind = CallerKind::user_service;
  std::string credential_id;  // of the key or session
  std::string member_id;      // empty for the operator and for an IT contact
  std::string org;            // the caller's organisation; empty for the operator, who has all
  std::string operator_id;    // of an operator who signed in; empty for the holder of a key
  std::string operator_name;  // what that operator is called
  std::string contact_name;   // what an IT contact is called

  bool is_operator() const { return kind == CallerKind::installation; }
  bool is_contact() const { return kind == CallerKind::contact; }
  // For the journal: "operator:<key id or operator id>", "contact:<setup link id>" or
  // "member:<user id>".
  std::string actor() const {
    if (is_operator()) {
      return "operator:" + (operator_id.empty() ? credential_id : operator_id);
    }
    return is_contact() ? "contact:" + credential_id : "member:" + member_id;
  }
  friend bool operator==(const Caller&, const Caller&) = default;
};

// Code::not_found, for what a caller says is the id of a member.
Error no_such_member(std::string_view id);

}  // namespace provost::identity

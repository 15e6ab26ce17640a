#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include <gtest/gtest.h>

#include "api/admin/routes.h"
#include "api/admin/testing.h"

// Who may call what: calls every route as every kind of caller, with the real handlers, and
// compares with docs/permissions.md (design §2.11).
namespace provost::api::admin_api {
namespace {

using access::Target;
using identity::CallerKind;
using identity::Permitted;
using Row = http::Router<Route>::Row;

const Row& row_of(std::size_t index) {
  return admin_routes().rows().at(index);
}

std::string replaced(std::string text, std::string_view part, std::string_view by) {
  const auto where = text.find(part);
  return where == std::string::npos ? text : text.replace(where, part.size(), by);
}

// The route's path in acme; `id` is the first parameter after the organisation.
std::string path_for(const Row& row, std::string_view id) {
  std::string path = replaced(std::string(row.pattern), "{org}", "acme");
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{')) {
    path.replace(open, path.find('}') - open + 1, std::exchange(id, "unknown"));
  }
  return path;
}

Target target_of(CallerKind kind) {
  for (const Target target : access::all_targets) {
    if (identity::kind_of(target) == kind) {
      return target;
    }
  }
  ADD_FAILURE() << "no member is " << identity::to_text(kind);
  return Target::user_service;
}

class PermissionsMatrix : public AdminFixture, public ::testing::WithParamInterface<std::size_t> {
 protected:
  // Whether the route lets the caller through to its handler, whatever the handler then answers.
  bool is_let_in(const Row& row, std::string_view id) {
    const http::Response response = send(row.method, path_for(row, id), "{}");
    EXPECT_NE(response.status, 401) << response.body;
    EXPECT_LT(response.status, 500) << response.body;
    return response.status != 403;
  }
  bool is_answered(const Row& row) {
    return send(row.method, path_for(row, "unknown"), "{}").status < 500;
  }
};

// The operator comes last, since they may delete the organisation.
TEST_P(PermissionsMatrix, LetsInWhomTheTableSays) {
  const Row& row = row_of(GetParam());
  for (auto kind = identity::caller_kinds.rbegin(); kind != identity::caller_kinds.rend(); ++kind) {
    SCOPED_TRACE(identity::to_text(*kind));
    std::string own_id = "nobody";
    if (*kind == CallerKind::installation) {
      act_as_operator();
    } else if (*kind == CallerKind::contact) {
      act_as_contact();
    } else {
      own_id = act_as(target_of(*kind)).to_string();
    }
    if (row.value.entry == Entry::open) {
      EXPECT_TRUE(is_answered(row));
      continue;
    }
    const Permitted grant = identity::permitted(*kind, row.value.permission);
    EXPECT_EQ(is_let_in(row, "unknown"), grant == Permitted::yes);
    if (grant == Permitted::own) {
      EXPECT_TRUE(is_let_in(row, own_id));
    }
  }
}

// To members and IT contacts of other organisations, it looks like one that does not exist.
TEST_P(PermissionsMatrix, ShowsOtherOrganisationsToNobody) {
  const Row& row = row_of(GetParam());
  if (row.pattern.find("{org}") == row.pattern.npos) {
    return;
  }
  ASSERT_TRUE(admin::create_organisation(admin_, OrgId("other"), {.name = "Other"}).has_value());
  const std::string path = path_for(row, "unknown");
  const auto detail = [&](const char* org) {
    const http::Response response = send(row.method, replaced(path, "acme", org), "{}");
    return replaced(problem(response, 404), org, "");
  };
  act_as(Target::admin_human);
  EXPECT_EQ(detail("other"), detail("nobody"));
  act_as_contact();
  EXPECT_EQ(detail("other"), detail("nobody"));
}

INSTANTIATE_TEST_SUITE_P(Routes, PermissionsMatrix,
                         ::testing::Range<std::size_t>(0, admin_routes().rows().size()),
                         [](const auto& route) {
                           std::string name = row_of(route.param).value.name;
                           std::ranges::replace(name, '.', '_');
                           return name;
                         });

std::string_view word_of(Permitted grant) {
  switch (grant) {
    case Permitted::yes:
      return "yes";
    case Permitted::own:
      return "own";
    case Permitted::no:
      break;
  }
  return "–";
}

std::string title_row(std::string_view first) {
  std::string out = fmt::format("| {} |", first);
  std::string line = "\n|---|";
  for (const CallerKind kind : identity::caller_kinds) {
    out += fmt::format(" {} |", identity::to_text(kind));
    line += "---|";
  }
  return out + line + '\n';
}

std::string open_row(std::string_view first) {
  std::string out = fmt::format("| {} |", first);
  for ([[maybe_unused]] const CallerKind kind : identity::caller_kinds) {
    out += " open |";
  }
  return out + '\n';
}

std::string table_row(std::string_view first, identity::Permission permission) {
  std::string out = fmt::format("| {} |", first);
  for (const CallerKind kind : identity::caller_kinds) {
    out += fmt::format(" {} |", word_of(identity::permitted(kind, permission)));
  }
  return out + '\n';
}

std::string document() {
  std::string out =
      "# Who may do what\n\n"
      "Made from the table in `src/identity/permissions.cc` and the routes in "
      "`src/api/admin/routes.cc`;\n`PROVOST_UPDATE_DOCS=1 api_test` writes it again, and a test "
      "calls every route as every kind of\ncaller to hold both to it.\n\n"
      "*Own*: only where the member in the path is the caller. Members act in their own "
      "organisation\nalone; to them another one is not there. Human members call with a session, "
      "service accounts with\nan API key, and either is worth what the member's effective access "
      "is at that moment;\na change that takes their access, or makes a human a service account "
      "or the other way round,\nends both for good. An IT contact calls with the session that a "
      "setup link opened, and may the same\nuntil the link ends. *Open*: nobody is asked for a "
      "key; "
      "the route itself asks for what it needs.\n\n"
      "Licences and builds of the reference product are out of scope: nothing here grants them.\n\n"
      "## Routes\n\n" +
      title_row("Route");
  for (const Row& row : admin_routes().rows()) {
    const std::string first = fmt::format("`{} {}`", http::to_text(row.method), row.pattern);
    out +=
        row.value.entry == Entry::open ? open_row(first) : table_row(first, row.value.permission);
  }
  out +=
      "\nMapping a group to an Admin, or taking such a mapping away, needs `map_to_admin` besides."
      "\n\n## Permissions\n\n`GET /api/v1/me` lists those of the caller.\n\n" +
      title_row("Permission");
  for (const identity::Permission permission : identity::all_permissions()) {
    out += table_row(fmt::format("`{}`", identity::to_text(permission)), permission);
  }
  return out;
}

TEST(PermissionsDocument, SaysWhatTheCodeDoes) {
  const std::string path = PROVOST_DOCS "/permissions.md";
  if (std::getenv("PROVOST_UPDATE_DOCS") != nullptr) {
    std::ofstream(path) << document();
  }
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  EXPECT_EQ(text.str(), document()) << "PROVOST_UPDATE_DOCS=1 api_test writes it anew";
}

}  // namespace
}  // namespace provost::api::admin_api

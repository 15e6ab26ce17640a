#include "admin/people/members.h"

#include <CLI/App.hpp>
#include <fmt/format.h>

#include "admin/people/explain.h"
#include "cli/access_text.h"
#include "cli/context.h"
#include "cli/open_organisation.h"
#include "cli/output.h"

namespace provost::cli {
namespace {

struct Arguments {
  std::string org;
  std::string user;
  std::string search;
  std::string role;
  std::string type;
};

std::string source_of(const json::Object& member) {
  const json::Value& access = member.at("access");
  return access.is_object() ? text_of(access.get_object(), "source") : std::string();
}

void list(const Context& context, const Arguments& arguments) {
  const OpenOrganisation organisation(context, arguments.org);
  admin::MemberQuery query{.search = arguments.search};
  if (!arguments.role.empty()) {
    query.role = require(access::read_role(arguments.role));
  }
  if (!arguments.type.empty()) {
    query.identity_type = require(access::read_identity_type(arguments.type));
  }
  ListPrinter printer(context, {"ID", "USER NAME", "ACTIVE", "ACCESS", "FROM", "EXTERNAL ID"});
  admin::PageWish wish{.limit = 1000};
  do {
    const auto page = organisation.read<admin::ItemPage>([&](store::Reader& reader) {
      return admin::list_members(reader, organisation.registry(), query, wish);
    });
    for (const json::Value& item : page.items) {
      const json::Object& member = item.as_object();
      printer.add(member,
                  {text_of(member, "id"), text_of(member, "userName"),
                   member.at("active").as_bool() ? "yes" : "no", label_of(member.at("access")),
                   source_of(member), text_of(member, "externalId")});
    }
    wish.after = page.next;
  } while (wish.after);
  printer.finish();
}

std::string group_text(const json::Object& group) {
  const std::string name = text_of(group, "displayName");
  return fmt::format("\"{}\"{}", name.empty() ? text_of(group, "groupId") : name,
                     group.at("direct").as_bool() ? "" : " (through a nested group)");
}

// Where the access comes from, as a sentence.
std::string reason_of(const json::Object& member) {
  const json::Object& why = member.at("explanation").as_object();
  if (const json::Object* by = why.at("grantedBy").if_object()) {
    return fmt::format("The group {} gives it; mapped by {} at {}.\nWithout that group: {}.",
                       group_text(*by), text_of(*by, "mappedBy"), text_of(*by, "mappedAt"),
                       label_of(by->at("withoutIt")));
  }
  if (!member.at("active").as_bool()) {
    return "An inactive member has no access.";
  }
  const std::string source = source_of(member);
  if (source == "direct") {
    return "It was given by hand while SCIM was disabled; no mapped group gives one.";
  }
  if (source == "retained") {
    const bool by_hand = why.at("retained").as_object().at("groupId").is_null();
    return fmt::format(
        "It is retained: {}, and nobody else is Admin (Human).",
        by_hand ? "it was given by hand, SCIM now decides" : "no group gives it any more");
  }
  return "No mapped group holds the member: this is the organisation's default.";
}

void print_explanation(const Context& context, const json::Object& member) {
  say(context.out, "{} ({})\nActive: {}\nAccess: {}\n{}\n", text_of(member, "userName"),
      text_of(member, "id"), member.at("active").as_bool() ? "yes" : "no",
      label_of(member.at("access")), reason_of(member));
  const json::Object& why = member.at("explanation").as_object();
  for (const json::Value& other : why.at("others").as_array()) {
    say(context.out, "The group {} would give {}.\n", group_text(other.as_object()),
        label_of(other.at("target")));
  }
  if (why.at("conflict").as_bool()) {
    context.out << "The mapped groups disagree on the identity type.\n";
  }
  if (const json::Object* last = why.at("lastChange").if_object()) {
    say(context.out, "Last change: {} at {} by {}, entry {} of the journal.\n",
        text_of(*last, "type"), text_of(*last, "time"), text_of(*last, "actor"),
        json::write(last->at("seq")));
  }
}

void show(const Context& context, const Arguments& arguments) {
  const OpenOrganisation organisation(context, arguments.org);
  const auto& users = organisation.registry().type(scim::schema::user_type);
  const auto member =
      organisation.read<json::Object>([&](store::Reader& reader) -> Result<json::Object> {
        TRY_ASSIGN(const ResourceId id, admin::find_one(reader, users, arguments.user));
        return admin::explain_member(reader, organisation.registry(), id, std::nullopt);
      });
  if (context.json) {
    print_json(context.out, member);
  } else {
    print_explanation(context, member);
  }
}

}  // namespace

void add_members(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* member = app.add_subcommand("member", "Collaborators and their access");
  member->require_subcommand(1)->fallthrough();
  const auto add = [&](const char* name, const char* text, auto action) {
    CLI::App* command = member->add_subcommand(name, text);
    command->fallthrough();
    command->add_option("ORG", arguments->org, "Organisation")->required();
    command->callback([&context, arguments, action] { action(context, *arguments); });
    return command;
  };
  CLI::App* listed = add("list", "List the members", list);
  listed->add_option("--search", arguments->search, "Id, externalId, or some of the userName");
  listed->add_option("--role", arguments->role, "Only those who are user or admin");
  listed->add_option("--type", arguments->type, "Only those who are human or service");
  add("show", "Show one member, and why they have their access", show)
      ->add_option("USER", arguments->user, "Member, by id or userName")
      ->required();
}

}  // namespace provost::cli

#include "admin/organisation/schemas.h"

#include <fstream>
#include <iterator>

#include <CLI/App.hpp>
#include <fmt/format.h>

#include "admin/chores/schema_changes.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/work_progress.h"
#include "scim/schema/definition.h"

namespace provost::cli {
namespace {

using store::SchemaRecord;

struct Arguments {
  std::string org;
  std::string file;
  std::string urn;
  std::string type;  // empty when not given
  bool required = false;
  bool purge = false;
};

const identity::Author author{"cli", {}};

std::string text_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream) {
    throw CommandFailed{fmt::format("cannot read {}", file)};
  }
  return text;
}

admin::SchemaWish wish_of(const Arguments& arguments) {
  admin::SchemaWish wish;
  const json::Value body = require(json::parse(text_of(arguments.file)));
  wish.definition = require(scim::schema::read_definition(body));
  if (!arguments.type.empty()) {
    wish.type = require(admin::read_resource_type(arguments.type));
  }
  wish.required = arguments.required;
  return wish;
}

admin::Values values_of(const Arguments& arguments) {
  return arguments.purge ? admin::Values::purge : admin::Values::keep;
}

// Reads or writes in one transaction of the organisation; returns the result of the work.
template <class T, class Work>
T in_organisation(const OpenStore& store, const store::Org& org, Work work) {
  std::optional<T> value;
  require(store::write_and_wait(store.admin().session, org.key,
                                [&](store::Writer& writer) -> Result<void> {
                                  TRY_ASSIGN(value, work(writer));
                                  return {};
                                }));
  return std::move(*value);
}

std::optional<SchemaRecord> find(const OpenStore& store, const store::Org& org,
                                 const std::string& urn) {
  std::optional<SchemaRecord> record;
  require(store::read_and_wait(store.admin().session, org.key, [&](store::Reader& reader) {
    Result<SchemaRecord> found = admin::find_schema(reader, urn);
    record = found.has_value() ? std::optional(std::move(*found)) : std::nullopt;
  }));
  return record;
}

void finish_change(const Context& context, const OpenStore& store, const store::Org& org,
                   const std::string& urn) {
  WorkProgress progress(context, urn);
  require(admin::finish_schema_change(store.admin(), org, urn, progress.shower()));
  progress.finish();
}

// Completes a change that was interrupted. Returns whether it removed the schema.
bool resume(const Context& context, const OpenStore& store, const store::Org& org,
            const std::string& urn) {
  const bool was_there = find(store, org, urn).has_value();
  finish_change(context, store, org, urn);
  return was_there && !find(store, org, urn);
}

void print(const Context& context, const SchemaRecord& record) {
  const json::Object shown = admin::describe(record);
  if (context.json) {
    print_json(context.out, shown);
    return;
  }
  for (const char* key : {"urn", "resourceType", "required", "state"}) {
    const json::Value& value = shown.at(key);
    say(context.out, "{:<13} {}\n", key,
        value.is_string() ? std::string(value.get_string()) : json::write(value));
  }
  print_json(context.out, shown.at("definition"));
}

void add(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const store::Org org = require(identity::find_organisation(store.admin(), OrgId(arguments.org)));
  const admin::SchemaWish wish = wish_of(arguments);
  const auto added = in_organisation<SchemaRecord>(
      store, org, [&](store::Writer& writer) { return admin::add_schema(writer, wish, author); });
  tell(context, admin::describe(added), "{}s of {} can have values of {} now.\n",
       admin::to_text(added.type), arguments.org, wish.definition.id);
}

void replace(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const store::Org org = require(identity::find_organisation(store.admin(), OrgId(arguments.org)));
  const admin::SchemaWish wish = wish_of(arguments);
  resume(context, store, org, wish.definition.id);
  in_organisation<SchemaRecord>(store, org, [&](store::Writer& writer) {
    return admin::replace_schema(writer, wish, values_of(arguments), author);
  });
  finish_change(context, store, org, wish.definition.id);
  const auto replaced = find(store, org, wish.definition.id);
  tell(context, replaced ? admin::describe(*replaced) : json::Object(), "{} of {} is replaced.\n",
       wish.definition.id, arguments.org);
}

void remove(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const store::Org org = require(identity::find_organisation(store.admin(), OrgId(arguments.org)));
  if (!resume(context, store, org, arguments.urn)) {
    in_organisation<bool>(store, org, [&](store::Writer& writer) -> Result<bool> {
      TRY(admin::remove_schema(writer, arguments.urn, values_of(arguments), author));
      return true;
    });
    finish_change(context, store, org, arguments.urn);
  }
  tell(context, {{"org", arguments.org}, {"urn", arguments.urn}, {"removed", true}},
       "{} of {} is removed.\n", arguments.urn, arguments.org);
}

void list(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const store::Org org = require(identity::find_organisation(store.admin(), OrgId(arguments.org)));
  std::vector<SchemaRecord> records;
  require(store::read_and_wait(store.admin().session, org.key,
                               [&](store::Reader& reader) { records = reader.schemas(); }));
  json::Array items;
  std::vector<std::vector<std::string>> rows;
  for (const SchemaRecord& record : records) {
    const json::Object shown = admin::describe(record);
    const auto text = [&](const char* key) { return std::string(shown.at(key).as_string()); };
    rows.push_back({text("urn"), text("resourceType"), record.required ? "required" : "optional",
                    text("state")});
    items.emplace_back(shown);
  }
  if (context.json) {
    print_json(context.out, items);
  } else {
    print_table(context.out, {"URN", "RESOURCE TYPE", "REQUIRED", "STATE"}, rows);
  }
}

void show(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const store::Org org = require(identity::find_organisation(store.admin(), OrgId(arguments.org)));
  Result<SchemaRecord> found = Error();
  require(store::read_and_wait(store.admin().session, org.key, [&](store::Reader& reader) {
    found = admin::find_schema(reader, arguments.urn);
  }));
  print(context, require(std::move(found)));
}

}  // namespace

void add_schemas(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* schema = app.add_subcommand("schema", "Extension schemas of an organisation");
  schema->require_subcommand(1)->fallthrough();
  const auto command = [&](const char* name, const char* text, auto action) {
    CLI::App* made = schema->add_subcommand(name, text);
    made->fallthrough();
    made->add_option("ORG", arguments->org, "Organisation")->required();
    made->callback([&context, arguments, action] { action(context, *arguments); });
    return made;
  };
  const auto with_file = [&](CLI::App* made) {
    made->add_option("FILE", arguments->file, "Schema resource of RFC 7643 §7, as JSON")
        ->required();
    made->add_option("--type", arguments->type, "Resource type: User (default) or Group");
    made->add_flag("--required", arguments->required, "No resource may be without it");
    return made;
  };
  const auto with_urn = [&](CLI::App* made) {
    made->add_option("URN", arguments->urn, "Id of the schema")->required();
    return made;
  };
  constexpr const char* purge = "Purge stored values that it leaves without a place";
  with_file(command("add", "Add a schema to a resource type", add));
  with_file(command("replace", "Replace a schema by a new definition", replace))
      ->add_flag("--purge", arguments->purge, purge);
  command("list", "List the organisation's own schemas", list);
  with_urn(command("show", "Show one schema", show));
  with_urn(command("remove", "Remove a schema", remove))
      ->add_flag("--purge", arguments->purge, purge);
}

}  // namespace provost::cli

#include "admin/organisation/branding.h"

#include <fstream>
#include <sstream>

#include <CLI/App.hpp>
#include <fmt/format.h>

#include "cli/context.h"
#include "cli/output.h"

namespace provost::cli {
namespace {

struct Arguments {
  std::vector<std::string> assignments;
  std::string file;
};

void print(const Context& context, const store::Branding& branding) {
  const json::Object shown = admin::describe(branding);
  if (context.json) {
    print_json(context.out, shown);
    return;
  }
  for (const auto& [key, value] : shown) {
    say(context.out, "{:<15} {}\n", std::string_view(key),
        value.is_string() ? std::string(value.get_string()) : json::write(value));
  }
}

store::Branding branding_in(const OpenStore& store) {
  store::Branding branding;
  store.admin().session.catalogue(
      [&](store::Catalogue& catalogue) { branding = catalogue.branding(); });
  return branding;
}

void show(const Context& context, const Arguments& /*none*/) {
  const OpenStore store(context);
  print(context, branding_in(store));
}

template <class Work>
void change(const Context& context, Work work) {
  const OpenStore store(context);
  require(store::catalogue_write_and_wait(store.admin().session,
                                          [&](store::CatalogueWriter& catalogue) -> Result<void> {
                                            TRY(work(catalogue, store.admin().author()));
                                            return {};
                                          }));
  tell(context, admin::describe(branding_in(store)), "The branding is changed.\n");
}

void set(const Context& context, const Arguments& arguments) {
  const admin::BrandingChange wanted = require(admin::read_branding_change(arguments.assignments));
  change(context, [&](store::CatalogueWriter& catalogue, const identity::Author& author) {
    return admin::change_branding(catalogue, wanted, author);
  });
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file || content.str().empty()) {
    throw CommandFailed{fmt::format("{} cannot be read, or is empty", path)};
  }
  return content.str();
}

// Judged by its first bytes: a file name may say anything.
std::string_view media_type_of(const std::string& content) {
  return content.starts_with("\x89PNG") ? "image/png" : "image/svg+xml";
}

void set_logo(const Context& context, const Arguments& arguments) {
  const std::string content = content_of(arguments.file);
  change(context, [&](store::CatalogueWriter& catalogue, const identity::Author& author) {
    return admin::change_branding_logo(catalogue, media_type_of(content), content, author);
  });
}

void remove_logo(const Context& context, const Arguments& /*none*/) {
  change(context, [](store::CatalogueWriter& catalogue, const identity::Author& author) {
    return admin::change_branding_logo(catalogue, "", "", author);
  });
}

}  // namespace

void add_branding(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* parent =
      app.add_subcommand("branding", "The product's name, logo and look for members");
  parent->require_subcommand(1)->fallthrough();
  const auto add = [&](const char* name, const char* text, auto action) {
    CLI::App* command = parent->add_subcommand(name, text);
    command->fallthrough();
    command->callback([&context, arguments, action] { action(context, *arguments); });
    return command;
  };
  add("show", "Show it", show);
  add("set", "Change it; an empty value removes one", set)
      ->add_option("key=value", arguments->assignments,
                   "product-name, accent-color (#rrggbb), support-address (email or https URL), "
                   "frame-ancestors (https origins, separated by commas)")
      ->required();
  add("logo", "Set the logo", set_logo)
      ->add_option("FILE", arguments->file, "PNG or SVG, at most 64 kB")
      ->required();
  add("remove-logo", "Remove the logo", remove_logo);
}

}  // namespace provost::cli

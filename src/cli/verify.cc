#include "app/verify.h"

#include <map>

#include <CLI/App.hpp>
#include <fmt/format.h>

#include "cli/context.h"
#include "cli/output.h"
#include "simulate/progress.h"
#include "store/journal.h"

namespace provost::cli {
namespace {

struct Arguments {
  std::vector<std::string> orgs;
  std::vector<std::string> heads;
  bool is_deep = false;
};

using Heads = std::map<std::string, app::JournalHead>;

// The findings for one organisation.
struct Finding {
  std::string org;
  app::JournalCheck journal;
  provision::AccessCheck access;
  app::DocumentsCheck documents;
  std::string unreadable;  // why it could not be checked completely
  bool holds() const {
    return !journal.broken_at && access.different == 0 && documents.holds() && unreadable.empty();
  }
};

Heads read_heads(const std::vector<std::string>& texts) {
  Heads heads;
  for (const std::string& text : texts) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) {
      throw CommandFailed{fmt::format("\"{}\" is not ORG:SEQ:MAC", text)};
    }
    heads[text.substr(0, colon)] = require(app::read_head(text.substr(colon + 1)));
  }
  return heads;
}

// The name of the installation's journal here: no organisation has that id.
constexpr std::string_view installation_name = "@installation";

store::Org find(const OpenStore& store, const std::string& name) {
  if (name == installation_name) {
    return {.key = store::installation, .id = OrgId(name)};
  }
  return require(identity::find_organisation(store.admin(), OrgId(name)));
}

// The organisations named, those whose head is given, or all.
std::vector<store::Org> chosen(const OpenStore& store, const Arguments& arguments,
                               const Heads& heads) {
  std::vector<store::Org> orgs;
  for (const std::string& name : arguments.orgs) {
    orgs.push_back(find(store, name));
  }
  for (const auto& [name, head] : heads) {
    if (std::ranges::find(arguments.orgs, name) == arguments.orgs.end()) {
      orgs.push_back(find(store, name));
    }
  }
  if (orgs.empty()) {
    orgs = identity::list_organisations(store.admin());
    orgs.push_back(find(store, std::string(installation_name)));
  }
  return orgs;
}

std::size_t entries_of(const OpenStore& store, store::OrgKey org) {
  store::JournalBounds bounds;
  require(store::read_and_wait(store.admin().session, org,
                               [&](store::Reader& reader) { bounds = reader.journal().bounds(); }));
  return bounds.last == 0 ? 0 : static_cast<std::size_t>(bounds.last - bounds.first + 1);
}

Finding check(const Context& context, const OpenStore& store, const store::Org& org,
              const Heads& heads, simulate::Progress& progress) {
  Finding finding{
      .org = org.id.str(), .journal = {}, .access = {}, .documents = {}, .unreadable = {}};
  const auto attempt = [&](const auto& look) {
    try {
      look();
    } catch (const CommandFailed& failure) {
      finding.unreadable = failure.message;
    } catch (const std::exception& fault) {
      finding.unreadable = fault.what();
    }
  };
  std::size_t entries = 0;
  attempt([&] { entries = entries_of(store, org.key); });
  progress.begin(finding.org, entries);
  app::JournalWatch watch{.noted = {}, .on_entry = [&] { progress.tick(); }};
  if (const auto noted = heads.find(finding.org); noted != heads.end()) {
    watch.noted = noted->second;
  }
  attempt([&] { finding.journal = app::verify_journal(context.config, org.key, watch); });
  if (org.key == store::installation) {
    return finding;  // nobody has access to it, and it has no documents
  }
  attempt([&] { finding.access = require(app::verify_access(store.admin().session, org)); });
  attempt([&] { finding.documents = require(app::verify_documents(store.admin().session, org)); });
  return finding;
}

json::Object as_json(const Finding& finding) {
  const app::JournalCheck& journal = finding.journal;
  json::Object shown{{"org", finding.org},
                     {"holds", finding.holds()},
                     {"entries", journal.entries},
                     {"withoutValues", journal.without_values},
                     {"first", journal.first},
                     {"head", app::head_text(journal.head.seq, journal.head.mac)},
                     {"unsealed", journal.unsealed},
                     {"people", finding.access.people},
                     {"differentAccess", finding.access.different},
                     {"documents", finding.documents.documents},
                     {"wrongDocuments", finding.documents.wrong},
                     {"strayIndexes", finding.documents.stray_indexes},
                     {"purging", finding.documents.purging}};
  if (!finding.unreadable.empty()) {
    shown["unreadable"] = finding.unreadable;
  }
  if (journal.broken_at) {
    shown["brokenAt"] = *journal.broken_at;
    shown["why"] = journal.why;
  }
  if (finding.access.different > 0) {
    shown["firstDifferentAccess"] = finding.access.first;
  }
  if (finding.documents.wrong > 0) {
    shown["firstWrongDocument"] = finding.documents.first;
  }
  return shown;
}

void print(const Context& context, const std::vector<Finding>& findings) {
  json::Array items;
  std::vector<std::vector<std::string>> rows;
  for (const Finding& finding : findings) {
    const app::JournalCheck& journal = finding.journal;
    items.emplace_back(as_json(finding));
    rows.push_back(
        {finding.org, std::to_string(journal.entries), std::to_string(journal.without_values),
         std::to_string(finding.access.people), std::to_string(finding.documents.documents),
         finding.holds() ? "holds" : "BROKEN", app::head_text(journal.head.seq, journal.head.mac)});
  }
  if (context.json) {
    print_json(context.out, items);
  } else {
    print_table(context.out, {"ORG", "ENTRIES", "ERASED", "PEOPLE", "DOCUMENTS", "STATE", "HEAD"},
                rows);
  }
}

void explain(const Context& context, const Finding& finding) {
  if (!finding.unreadable.empty()) {
    say(context.err, "{}: not all of it can be read: {}\n", finding.org, finding.unreadable);
  }
  if (finding.journal.unsealed > 0) {
    say(context.err,
        "{}: {} more entries wait to be sealed; a running server does that within seconds\n",
        finding.org, finding.journal.unsealed);
  }
  if (finding.journal.broken_at) {
    say(context.err, "{}: journal entry {}: {}\n", finding.org, *finding.journal.broken_at,
        finding.journal.why);
  }
  if (finding.access.different > 0) {
    say(context.err, "{}: {} of {} people have another access than the rules give: {}\n",
        finding.org, finding.access.different, finding.access.people, finding.access.first);
  }
}

void explain_documents(const Context& context, const std::string& org,
                       const app::DocumentsCheck& documents) {
  if (documents.purging) {
    say(context.err,
        "{}: values beyond the minimal profile are being removed; check again when that is done\n",
        org);
  }
  if (documents.wrong > 0) {
    say(context.err, "{}: {} of {} documents are not as the schemas say: {}\n", org,
        documents.wrong, documents.documents, documents.first);
  }
  if (documents.stray_indexes > 0) {
    say(context.err,
        "{}: {} indexes hold keys of attributes that no schema has; values of a schema that was "
        "removed are left\n",
        org, documents.stray_indexes);
  }
}

// Checks the file first: interpreting its content may fail on the first damaged page.
void check_file(Context& context) {
  for (const std::string& line : app::find_damage(context.config)) {
    say(context.err, "the database file: {}\n", line);
    context.exit_status = 1;
  }
}

void verify(Context& context, const Arguments& arguments) {
  if (arguments.is_deep) {
    check_file(context);
  }
  const OpenStore store(context);
  const Heads heads = read_heads(arguments.heads);
  std::vector<Finding> findings;
  {
    simulate::Progress progress(context.err, simulate::is_terminal(context.err));
    for (const store::Org& org : chosen(store, arguments, heads)) {
      findings.push_back(check(context, store, org, heads, progress));
    }
    progress.finish();
  }
  print(context, findings);
  for (const Finding& finding : findings) {
    if (!context.json) {
      explain(context, finding);
      explain_documents(context, finding.org, finding.documents);
    }
    context.exit_status = finding.holds() ? context.exit_status : 1;
  }
}

}  // namespace

void add_verify(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "verify", "Check the journals' chains, everybody's access and what documents hold");
  command->fallthrough();
  command->add_option("ORG", arguments->orgs, "Organisations, or @installation (default: all)");
  command
      ->add_option("--head", arguments->heads,
                   "ORG:SEQ:MAC as noted earlier: entries cut off the end show")
      ->allow_extra_args(false);
  command->add_flag("--deep", arguments->is_deep,
                    "Check every page of the database file too; reads all of it");
  command->callback([&context, arguments] { verify(context, *arguments); });
}

}  // namespace provost::cli

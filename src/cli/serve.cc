#include "app/serve.h"

#include <CLI/App.hpp>

#include "cli/context.h"

namespace provost::cli {

void add_serve(CLI::App& app, Context& context) {
  CLI::App* serve = app.add_subcommand("serve", "Run the server until SIGTERM or Ctrl-C");
  serve->footer("Its options are those that `provost --help` lists.");
  serve->callback([&context] { app::serve(context.config, context.out); });
}

}  // namespace provost::cli

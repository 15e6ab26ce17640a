#include "app/serve.h"

#include <ostream>

#include <CLI/App.hpp>
#include <unistd.h>

#include "base/patient_write.h"
#include "cli/context.h"

namespace provost::cli {

void add_serve(CLI::App& app, Context& context) {
  CLI::App* serve = app.add_subcommand("serve", "Run the server until SIGTERM or Ctrl-C");
  serve->footer("Its options are those that `provost --help` lists.");
  serve->callback([&context] {
    // The reader of the output may have stopped reading before this process began.
    PatientOutput output(STDOUT_FILENO);
    std::ostream out(&output);
    app::serve(context.config, out);
  });
}

}  // namespace provost::cli

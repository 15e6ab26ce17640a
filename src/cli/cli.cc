#include "cli/cli.h"

#include <cstdint>
#include <exception>

#include <CLI/CLI.hpp>

#include "base/version.h"
#include "cli/context.h"
#include "cli/output.h"
#include "store/store.h"

namespace provost::cli {
namespace {

// Of a write-ahead log.
constexpr std::uint64_t wal_bytes_least = std::uint64_t{1} << 20;
constexpr std::uint64_t wal_bytes_most = std::uint64_t{1} << 40;

void add_places(CLI::App& app, app::Config& config) {
  app.set_config("--config", "", "Configuration file (TOML)")->envname("PROVOST_CONFIG");
  app.add_option("--data", config.data_folder, "Data folder")
      ->envname("PROVOST_DATA")
      ->capture_default_str();
  app.add_option("--store", config.store,
                 "Store, sqlite:PATH (default: provost.db in the data folder)")
      ->envname("PROVOST_STORE");
}

void add_network(CLI::App& app, app::Config& config) {
  app.add_option("--listen", config.listen, "Address of the server, HOST:PORT")
      ->envname("PROVOST_LISTEN")
      ->capture_default_str();
  app.add_option("--public-url", config.public_url,
                 "scheme://host[:port] at which clients reach the server")
      ->envname("PROVOST_PUBLIC_URL");
  CLI::Option* certificate =
      app.add_option("--tls-cert", config.tls_certificate, "Certificate chain (PEM)")
          ->envname("PROVOST_TLS_CERT");
  CLI::Option* key =
      app.add_option("--tls-key", config.tls_key, "Private key (PEM)")->envname("PROVOST_TLS_KEY");
  certificate->needs(key);
  key->needs(certificate);
  app.add_flag("--trust-forwarded", config.trust_forwarded,
               "Believe X-Forwarded-For, -Proto and -Host: only behind a proxy that sets them")
      ->envname("PROVOST_TRUST_FORWARDED");
  app.add_flag("--oidc-allow-private", config.oidc_allow_private,
               "Allow sign-in providers in private networks")
      ->envname("PROVOST_OIDC_ALLOW_PRIVATE");
}

void add_mail(CLI::App& app, app::Config& config) {
  CLI::Option* url =
      app.add_option("--smtp-url", config.smtp_url,
                     "Mail server, smtps://HOST[:465] or smtp://HOST[:587] (none: no mail is sent)")
          ->envname("PROVOST_SMTP_URL");
  CLI::Option* user = app.add_option("--smtp-user", config.smtp_user, "User name for it")
                          ->envname("PROVOST_SMTP_USER");
  CLI::Option* password = app.add_option("--smtp-password-file", config.smtp_password_file,
                                         "File with the password, of one line")
                              ->envname("PROVOST_SMTP_PASSWORD_FILE");
  CLI::Option* from = app.add_option("--mail-from", config.mail_from,
                                     "Sender, such as \"Acme <no-reply@acme.example>\"")
                          ->envname("PROVOST_MAIL_FROM");
  app.add_flag("--smtp-plain", config.smtp_plain,
               "Do not ask for STARTTLS: mails and password go unencrypted")
      ->envname("PROVOST_SMTP_PLAIN");
  app.add_option("--operator-email", config.operator_email,
                 "Addresses of operators, told when the certificate of --tls-cert expires (none: "
                 "nobody is)")
      ->envname("PROVOST_OPERATOR_EMAIL")
      ->delimiter(',')
      ->needs(url);
  user->needs(password);
  password->needs(user);
  url->needs(from);
  from->needs(url);
}

void add_limits(CLI::App& app, app::Config& config) {
  app.add_option("--loops", config.loops, "Event loops (0: one per core)")
      ->envname("PROVOST_LOOPS");
  app.add_option("--read-threads", config.read_threads,
                 "Threads for long reads (0: one per core but one)")
      ->envname("PROVOST_READ_THREADS")
      ->check(CLI::Range(0, 256));
  app.add_option("--connections-max", config.connections_max, "Connections at the same time")
      ->envname("PROVOST_CONNECTIONS_MAX")
      ->capture_default_str();
  app.add_option("--connections-per-address-max", config.connections_per_address_max,
                 "Of them from one address (0: a quarter); none for loopback and trusted proxies")
      ->envname("PROVOST_CONNECTIONS_PER_ADDRESS_MAX")
      ->capture_default_str();
  app.add_option("--body-bytes-max", config.body_bytes_max, "Bytes of a request body")
      ->envname("PROVOST_BODY_BYTES_MAX")
      ->capture_default_str();
  app.add_option("--in-flight-bytes-max", config.in_flight_bytes_max,
                 "Bytes that requests and answers on their way hold together")
      ->envname("PROVOST_IN_FLIGHT_BYTES_MAX")
      ->check(CLI::Range(std::size_t{16} << 20, std::size_t{1} << 40))
      ->capture_default_str();
  app.add_option("--page-size-max", config.page_size_max, "Resources in one list answer")
      ->envname("PROVOST_PAGE_SIZE_MAX")
      ->capture_default_str();
}

void add_log_bounds(CLI::App& app, app::Config& config) {
  app.add_option("--wal-bytes", config.wal_bytes,
                 "Bytes at which the store's write-ahead log starts over")
      ->envname("PROVOST_WAL_BYTES")
      ->check(CLI::Range(wal_bytes_least, wal_bytes_most))
      ->capture_default_str();
  app.add_option("--wal-bytes-max", config.wal_bytes_max,
                 "Bytes of the write-ahead log beyond which nothing is written")
      ->envname("PROVOST_WAL_BYTES_MAX")
      ->check(CLI::Range(wal_bytes_least, wal_bytes_most))
      ->capture_default_str();
}

// What is recorded about requests and changes, and for how long.
void add_records(CLI::App& app, app::Config& config) {
  app.add_option("--access-log", config.access_log, "off, stderr or a file")
      ->envname("PROVOST_ACCESS_LOG")
      ->capture_default_str();
  app.add_option("--log-retention-days", config.log_retention_days,
                 "How long the provisioning log keeps entries")
      ->envname("PROVOST_LOG_RETENTION_DAYS")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str();
  app.add_option("--audit-days", config.audit_days,
                 "Days that the audit trail and the changes are kept (0: forever)")
      ->check(CLI::Range(0, 36'500))
      ->envname("PROVOST_AUDIT_DAYS")
      ->capture_default_str();
}

// The options of design §4. They may appear anywhere on the command line, in PROVOST_… variables
// and, by their long name, in the configuration file.
void add_configuration(CLI::App& app, app::Config& config) {
  add_places(app, config);
  add_network(app, config);
  add_mail(app, config);
  add_limits(app, config);
  add_log_bounds(app, config);
  add_records(app, config);
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  Context context{.out = out, .err = err, .config = {}};
  CLI::App app{"Provost, a SCIM 2.0 service provider", "provost"};
  app.set_version_flag("--version", "provost " + std::string(version));
  app.fallthrough();
  app.require_subcommand(1);
  add_configuration(app, context.config);
  app.add_flag("--json", context.json, "Print data as JSON");
  add_serve(app, context);
  add_organisations(app, context);
  add_tokens(app, context);
  add_operators(app, context);
  add_setup_links(app, context);
  add_branding(app, context);
  add_schemas(app, context);
  add_groups(app, context);
  add_members(app, context);
  add_simulate(app, context);
  add_verify(app, context);
  add_erasure(app, context);
  try {
    app.parse(argc, argv);
    return context.exit_status;
  } catch (const CLI::ParseError& fault) {
    return app.exit(fault, out, err) == 0 ? 0 : 2;
  } catch (const CommandFailed& failure) {
    say(err, "provost: {}\n", failure.message);
  } catch (const store::StorageFault& fault) {
    say(err, "provost: {}\n", store::tell_operator(fault.error));
  } catch (const std::exception& fault) {
    say(err, "provost: {}\n", fault.what());
  }
  return 1;
}

}  // namespace provost::cli

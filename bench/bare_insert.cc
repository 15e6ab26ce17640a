// The speed of a bare loop over SQLite that writes the rows of POST /Users: the yardstick for the
// durable create (design §6). It uses the tables and statements of the store, prepared once, on one
// thread, with one synchronous=FULL transaction per batch, and does nothing else: no HTTP, no JSON,
// no folding, no HMAC, no savepoints, no waiting for clients.
//
//   bare_insert FILE SECONDS BATCH      prints {"rows": N, "batches": N, "seconds": S} on stdout
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "base/clock.h"
#include "base/random.h"
#include "store/sqlite/access_reads.h"
#include "store/sqlite/database.h"
#include "store/sqlite/layout.h"

namespace {

using provost::ResourceId;
using provost::Timestamp;
using provost::access::Source;
using provost::store::sqlite::Blob;
using provost::store::sqlite::count_number;
using provost::store::sqlite::Database;
using provost::store::sqlite::Query;
using Steady = std::chrono::steady_clock;

constexpr int org = 1;
constexpr int user_type = 1;
constexpr int user_name_index = 1;
constexpr int external_id_index = 2;
constexpr std::optional<ResourceId> no_group;

// Rows of one created user, as large as those that the server writes.
struct Row {
  ResourceId id;
  std::string name;
  std::string external_id;
  std::string document;
  std::string journal_values;
};

Row make_row(std::int64_t number, const provost::Clock& clock, provost::Random& random) {
  Row row;
  row.id = provost::new_id(clock.now(), random);
  row.name = fmt::format("bare{:08}@example.com", number);
  row.external_id = fmt::format("bare-external-id-{:019}", number);
  const std::string attributes =
      fmt::format(R"("userName":"{}","externalId":"{}","active":true)", row.name, row.external_id);
  row.document =
      fmt::format(R"({{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"{}",{}}})",
                  row.id.to_string(), attributes);
  row.journal_values = fmt::format(R"({{"after":{{{}}}}})", attributes);
  return row;
}

void insert_resource(Database& database, const Row& row, Timestamp now) {
  database.execute(Query::insert_resource, org, user_type, row.id, row.name, now, row.document);
  database.execute(Query::insert_unique, org, user_type, user_name_index, row.name, row.id);
  database.execute(Query::insert_indexed, org, user_type, external_id_index, row.external_id,
                   row.id);
  database.execute(Query::insert_access, org, row.id, Source::by_default, 0, no_group, now);
}

void insert_journal(Database& database, std::int64_t number, const Row& row, Timestamp now,
                    std::string_view filler) {
  using std::string_view_literals::operator""sv;
  constexpr auto origin =
      R"({"ip":"203.0.113.7","host":"scim.example.com","userAgent":"load generator","referer":"",)"
      R"("method":"POST","path":"/acme/scim/v2/Users"})"sv;
  constexpr auto access =
      R"({"access":{"role":"user","identityType":"human","source":"default"}})"sv;
  const std::string subject = row.id.to_string();
  database.execute(Query::insert_journal, org, number, now, "user.created"sv, "user"sv, subject,
                   "token:0190a7c3-1111-7222-8333-444455556666"sv,
                   "0190a7c3-1111-7222-8333-444455556666"sv, access, Blob{filler}, number,
                   Blob{filler}, Blob{filler});
  database.execute(Query::insert_journal_values, org, number, Blob{filler.substr(0, 16)},
                   row.journal_values, Blob{filler.substr(0, 16)}, origin);
}

void run_batch(Database& database, std::int64_t first, std::int64_t count) {
  static const provost::SystemClock clock;
  static provost::SecureRandom random;
  static const std::string filler(32, 'm');
  database.execute(Query::begin_write);
  for (std::int64_t number = first; number < first + count; ++number) {
    const Row row = make_row(number, clock, random);
    const Timestamp now = clock.now();
    insert_resource(database, row, now);
    insert_journal(database, number, row, now, filler);
  }
  database.execute(Query::add_to_count, org, user_type, count, 0);
  database.execute(Query::add_to_count, org, count_number(Source::by_default, {}), count, 0);
  database.execute(Query::commit);
}

void run(const char* file, double seconds, std::int64_t batch) {
  Database database(file, {.cache_kib = 64 * 1024});
  // SQLite's own defaults for checkpoints: every 1,000 pages, by the writer.
  database.script("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=1000");
  provost::store::sqlite::migrate(database);
  const auto start = Steady::now();
  const auto elapsed = [&] { return std::chrono::duration<double>(Steady::now() - start).count(); };
  std::int64_t rows = 0;
  for (; elapsed() < seconds; rows += batch) {
    run_batch(database, rows + 1, batch);
  }
  fmt::print("{{\"rows\": {}, \"batches\": {}, \"seconds\": {:.3f}}}\n", rows, rows / batch,
             elapsed());
}

template <class T>
bool read_number(const char* text, T& out) {
  const auto [end, fault] = std::from_chars(text, text + std::strlen(text), out);
  return fault == std::errc{} && *end == '\0' && out > 0;
}

}  // namespace

int main(int argc, char** argv) {
  double seconds = 0;
  std::int64_t batch = 0;
  if (argc != 4 || !read_number(argv[2], seconds) || !read_number(argv[3], batch)) {
    fmt::print(stderr, "bare_insert FILE SECONDS BATCH\n");
    return EXIT_FAILURE;
  }
  run(argv[1], seconds, batch);
}

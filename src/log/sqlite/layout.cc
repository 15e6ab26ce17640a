#include "log/sqlite/layout.h"

#include <stdexcept>

#include <fmt/format.h>

namespace provost::log::sqlite {
namespace {

// "PRVL" in PRAGMA application_id.
constexpr std::int64_t application_id = 0x5052564C;
constexpr std::int64_t newest_layout = 2;

// Entries are found by their id, which begins with their time; the organisation leads every key.
// Rows are stored in the order of writing, so that writing appends. Deleting the oldest goes by
// their time nevertheless: a clock that was ahead for a while wrote young rows before old ones.
// Followers of an organisation's log go by the row number, since a slow request is written after
// younger ones. The outcome of one request is found by its id, which grows with its time. Bodies
// have their own table: few organisations keep them, and pages of entries never read them. Failures
// have an index of their own: people look for them, and they are rare.
constexpr const char* layout = R"sql(
CREATE TABLE entries(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  org INTEGER NOT NULL,
  id BLOB NOT NULL,
  kind INTEGER NOT NULL,
  time INTEGER NOT NULL,
  last INTEGER NOT NULL,
  count INTEGER NOT NULL,
  method TEXT NOT NULL,
  target TEXT NOT NULL,
  operation TEXT NOT NULL,
  status INTEGER NOT NULL,
  duration INTEGER NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  token TEXT NOT NULL,
  request TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  subject_name TEXT NOT NULL,
  cause TEXT NOT NULL,
  detail TEXT NOT NULL,
  remarks TEXT NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX entries_by_id ON entries(org, id);
CREATE INDEX entries_by_org ON entries(org);
CREATE INDEX entries_by_request ON entries(org, request, id) WHERE request <> '';
CREATE INDEX entries_failed ON entries(org, id) WHERE status >= 400;

CREATE TABLE bodies(
  org INTEGER NOT NULL,
  id BLOB NOT NULL,
  time INTEGER NOT NULL,
  request TEXT NOT NULL,
  response TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX bodies_by_id ON bodies(org, id);

CREATE TABLE hours(
  org INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  refusals INTEGER NOT NULL,
  PRIMARY KEY(org, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX hours_by_hour ON hours(hour);

CREATE TABLE activity(
  org INTEGER PRIMARY KEY,
  first INTEGER,
  last INTEGER,
  last_write INTEGER,
  first_probe INTEGER,
  first_user INTEGER,
  intervals TEXT NOT NULL
) STRICT;

CREATE TABLE facts(
  org INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  since INTEGER NOT NULL,
  last INTEGER NOT NULL,
  count INTEGER NOT NULL,
  cause TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY(org, kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_by_last ON facts(last);
)sql";

// Since layout 2.
constexpr const char* second_layout = R"sql(
ALTER TABLE activity ADD COLUMN last_user INTEGER;
ALTER TABLE activity ADD COLUMN last_success INTEGER;
ALTER TABLE activity ADD COLUMN last_trouble INTEGER;
ALTER TABLE activity ADD COLUMN trouble TEXT NOT NULL DEFAULT '';
CREATE INDEX entries_by_time ON entries(time);
CREATE INDEX bodies_by_time ON bodies(time);
)sql";

}  // namespace

void prepare_layout(store::sqlite::Database& database) {
  const std::int64_t found = database.pragma("PRAGMA user_version");
  const bool is_empty = database.pragma("SELECT count(*) FROM sqlite_schema LIMIT 1") == 0;
  if (!is_empty && database.pragma("PRAGMA application_id") != application_id) {
    throw std::runtime_error("the file is not a provisioning log of Provost");
  }
  if (found > newest_layout) {
    throw std::runtime_error(
        fmt::format("the provisioning log has layout {}, and this version of provost knows layouts "
                    "up to {}; run the newer version that wrote it",
                    found, newest_layout));
  }
  if (is_empty || found < newest_layout) {
    database.script(fmt::format("BEGIN IMMEDIATE; {} {} PRAGMA application_id={}; "
                                "PRAGMA user_version={}; COMMIT",
                                is_empty ? layout : "", second_layout, application_id,
                                newest_layout)
                        .c_str());
  }
}

}  // namespace provost::log::sqlite

#include "store/sqlite/layout.h"

#include <array>

#include <fmt/format.h>

namespace provost::store::sqlite {
namespace {

// Layout 1. The organisation leads every key (design §3 Storage), and tables with short rows are
// the keys themselves (WITHOUT ROWID).
//
// `resources`, `journal_values`, `unsealed` and `org_schemas` are the exceptions. An index page of
// SQLite stores rows in its inner nodes too, moves anything over a quarter of the page to separate
// pages, and reads all of such a row to compare its key: documents would make that tree tall and
// every search in it expensive. Instead, a narrow index leads to rows in the order of insertion,
// which for version 7 ids is nearly the order of the index.
//
// `access_by_kind` omits the many who have the organisation's default (source 1): they are found by
// walking the table, and creating one costs one row less.
constexpr const char* first_layout = R"sql(
CREATE TABLE orgs(
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  profile INTEGER NOT NULL,
  scim_enabled INTEGER NOT NULL,
  reject_extra INTEGER NOT NULL,
  strict INTEGER NOT NULL,
  created INTEGER NOT NULL,
  schemas_revision INTEGER NOT NULL DEFAULT 0,
  default_access INTEGER NOT NULL DEFAULT 2,
  no_admin_since INTEGER,
  allowed_networks TEXT NOT NULL DEFAULT '',
  suspended INTEGER NOT NULL DEFAULT 0,
  log_bodies INTEGER NOT NULL DEFAULT 0,
  provider INTEGER NOT NULL DEFAULT 0,
  users_only INTEGER NOT NULL DEFAULT 0,
  purging INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX orgs_by_id ON orgs(id) WHERE removed = 0;
CREATE INDEX orgs_removed ON orgs(removed) WHERE removed = 1;
CREATE INDEX orgs_purging ON orgs(purging) WHERE purging = 1;

CREATE TABLE settings_generation(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  generation INTEGER NOT NULL
) STRICT;
INSERT INTO settings_generation(one, generation) VALUES(1, 1);

CREATE TABLE cursor_keys(
  generation INTEGER PRIMARY KEY AUTOINCREMENT,
  key BLOB NOT NULL,
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE org_schemas(
  org INTEGER NOT NULL,
  urn TEXT NOT NULL,
  type INTEGER NOT NULL,
  required INTEGER NOT NULL,
  presence INTEGER NOT NULL,
  definition TEXT NOT NULL,
  changing INTEGER NOT NULL,
  next TEXT
) STRICT;
CREATE UNIQUE INDEX org_schemas_by_urn ON org_schemas(org, urn);
CREATE INDEX org_schemas_changing ON org_schemas(changing) WHERE changing = 1;

CREATE TABLE operator_keys(
  lookup TEXT NOT NULL PRIMARY KEY,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  hash BLOB NOT NULL,
  created INTEGER NOT NULL,
  last_used INTEGER,
  last_used_ip TEXT NOT NULL DEFAULT '',
  last_used_agent TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX operator_keys_by_id ON operator_keys(id);

CREATE TABLE operators(
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  password TEXT NOT NULL,
  created INTEGER NOT NULL,
  last_sign_in INTEGER,
  totp BLOB NOT NULL,
  pending_totp BLOB NOT NULL,
  totp_step INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX operators_by_key ON operators(key);

CREATE TABLE operator_links(
  lookup TEXT NOT NULL PRIMARY KEY,
  hash BLOB NOT NULL,
  created INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX operator_links_by_expiry ON operator_links(expires);

CREATE TABLE operator_sessions(
  lookup TEXT NOT NULL PRIMARY KEY,
  id TEXT NOT NULL,
  operator_id TEXT NOT NULL,
  hash BLOB NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  last_used INTEGER,
  last_used_ip TEXT NOT NULL,
  last_used_agent TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX operator_sessions_by_operator ON operator_sessions(operator_id, id);

CREATE TABLE resources(
  org INTEGER NOT NULL,
  type INTEGER NOT NULL,
  id BLOB NOT NULL,
  created INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  version INTEGER NOT NULL,
  member_count INTEGER NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX resources_by_id ON resources(org, type, id);
CREATE INDEX resources_by_modified ON resources(org, type, modified, id);

CREATE TABLE unique_keys(
  org INTEGER NOT NULL,
  type INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  key TEXT NOT NULL,
  id BLOB NOT NULL,
  PRIMARY KEY(org, type, idx, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE index_keys(
  org INTEGER NOT NULL,
  type INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  key TEXT NOT NULL,
  id BLOB NOT NULL,
  PRIMARY KEY(org, type, idx, key, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE members(
  org INTEGER NOT NULL,
  group_id BLOB NOT NULL,
  member_id BLOB NOT NULL,
  member_type INTEGER NOT NULL,
  PRIMARY KEY(org, group_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_member ON members(org, member_id, group_id);
CREATE INDEX members_groups ON members(org, group_id, member_type, member_id) WHERE member_type = 2;

CREATE TABLE mappings(
  org INTEGER NOT NULL,
  group_id BLOB NOT NULL,
  target INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  cause TEXT NOT NULL,
  PRIMARY KEY(org, group_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE access(
  org INTEGER NOT NULL,
  user_id BLOB NOT NULL,
  source INTEGER NOT NULL,
  target INTEGER NOT NULL,
  group_id BLOB,
  since INTEGER NOT NULL,
  PRIMARY KEY(org, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_by_kind ON access(org, source, target, user_id) WHERE source <> 1;

CREATE TABLE direct_access(
  org INTEGER NOT NULL,
  user_id BLOB NOT NULL,
  target INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY(org, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE retained_access(
  org INTEGER NOT NULL,
  user_id BLOB NOT NULL,
  group_id BLOB,
  group_name TEXT NOT NULL,
  at INTEGER NOT NULL,
  cause TEXT NOT NULL,
  PRIMARY KEY(org, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE counts(
  org INTEGER NOT NULL,
  type INTEGER NOT NULL,
  n INTEGER NOT NULL,
  shifts INTEGER NOT NULL,
  PRIMARY KEY(org, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens(
  org INTEGER NOT NULL,
  lookup TEXT NOT NULL,
  id TEXT NOT NULL,
  hash BLOB NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER,
  last_used INTEGER,
  last_used_ip TEXT NOT NULL,
  last_used_agent TEXT NOT NULL,
  next_notice INTEGER,
  PRIMARY KEY(org, lookup)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tokens_by_id ON tokens(org, id);
CREATE INDEX tokens_by_notice ON tokens(next_notice) WHERE next_notice IS NOT NULL;

CREATE TABLE credentials(
  org INTEGER NOT NULL,
  lookup TEXT NOT NULL,
  id TEXT NOT NULL,
  kind INTEGER NOT NULL,
  user_id BLOB NOT NULL,
  name TEXT NOT NULL,
  hash BLOB NOT NULL,
  created INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires INTEGER,
  last_used INTEGER,
  last_used_ip TEXT NOT NULL DEFAULT '',
  last_used_agent TEXT NOT NULL DEFAULT '',
  PRIMARY KEY(org, lookup)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX credentials_by_member ON credentials(org, user_id, kind, id);
CREATE UNIQUE INDEX credentials_by_lookup ON credentials(lookup);

CREATE TABLE kept_answers(
  org INTEGER NOT NULL,
  scope BLOB NOT NULL,
  request BLOB NOT NULL,
  created INTEGER NOT NULL,
  answer TEXT
) STRICT;
CREATE UNIQUE INDEX kept_answers_by_scope ON kept_answers(org, scope);
CREATE INDEX kept_answers_by_age ON kept_answers(org, created);

CREATE TABLE sign_in(
  org INTEGER PRIMARY KEY,
  enabled INTEGER NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  secret BLOB NOT NULL
) STRICT;

CREATE TABLE identities(
  org INTEGER NOT NULL,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  user_id BLOB NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY(org, issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX identities_by_member ON identities(org, user_id, issuer);

CREATE TABLE active_samples(
  org INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  active INTEGER NOT NULL,
  PRIMARY KEY(org, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal(
  org INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  time INTEGER NOT NULL,
  type TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  cause TEXT NOT NULL,
  data TEXT NOT NULL,
  values_digest BLOB NOT NULL,
  origin INTEGER NOT NULL,
  origin_digest BLOB NOT NULL,
  mac BLOB NOT NULL,
  PRIMARY KEY(org, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_by_subject ON journal(org, subject_id, seq);

CREATE TABLE journal_values(
  org INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  body TEXT NOT NULL,
  origin_salt BLOB NOT NULL,
  origin TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX journal_values_by_seq ON journal_values(org, seq);

CREATE TABLE unsealed(
  org INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  time INTEGER NOT NULL,
  entries BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX unsealed_by_number ON unsealed(org, first);
)sql";

// Layout 2. `long_work` records what is under way for each organisation and how far it has come. It
// replaces marks in `orgs` and `org_schemas` that said only that something was under way; work
// begun by an older program starts over, since that program kept its position to itself. Answers
// are deleted by age, whichever organisation keeps them.
constexpr const char* second_layout = R"sql(
CREATE TABLE long_work(
  org INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  subject TEXT NOT NULL,
  after BLOB NOT NULL,
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  actor TEXT NOT NULL,
  cause TEXT NOT NULL,
  failures INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  fault TEXT NOT NULL,
  PRIMARY KEY(org, kind, subject)
) STRICT, WITHOUT ROWID;
INSERT INTO long_work SELECT key, 1, '', zeroblob(16), 0,
  ifnull((SELECT n FROM counts WHERE counts.org = key AND type = 1), 0), 'server', '', 0, 0, ''
  FROM orgs WHERE purging = 1 AND removed = 0;
INSERT INTO long_work SELECT s.org, 2, s.urn, zeroblob(16), 0,
  (SELECT count(*) FROM index_keys k
   WHERE k.org = s.org AND k.type = s.type AND k.idx = s.presence),
  'server', '', 0, 0, ''
  FROM org_schemas s JOIN orgs o ON o.key = s.org WHERE s.changing = 1 AND o.removed = 0;
INSERT INTO long_work SELECT key, 3, '', zeroblob(16), 0, 0, 'server', '', 0, 0, ''
  FROM orgs WHERE removed = 1;
DROP INDEX orgs_purging;
ALTER TABLE orgs DROP COLUMN purging;
DROP INDEX org_schemas_changing;
ALTER TABLE org_schemas DROP COLUMN changing;
DROP INDEX orgs_removed;
CREATE INDEX kept_answers_by_time ON kept_answers(created);
)sql";

// Layout 3. Setup links; the session opened with a link is in its row.
constexpr const char* third_layout = R"sql(
CREATE TABLE setup_links(
  org INTEGER NOT NULL,
  id TEXT NOT NULL,
  lookup TEXT NOT NULL,
  hash BLOB NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  return_url TEXT NOT NULL,
  keep INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires INTEGER NOT NULL,
  redeemed INTEGER,
  redeemed_ip TEXT NOT NULL DEFAULT '',
  redeemed_agent TEXT NOT NULL DEFAULT '',
  session_lookup TEXT,
  session_hash BLOB NOT NULL DEFAULT x'',
  last_used INTEGER,
  last_used_ip TEXT NOT NULL DEFAULT '',
  last_used_agent TEXT NOT NULL DEFAULT '',
  ended INTEGER,
  ended_how INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(org, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX setup_links_by_lookup ON setup_links(lookup);
CREATE UNIQUE INDEX setup_links_by_session ON setup_links(session_lookup);
)sql";

// Layout 4. The notices mailed to each person; a row without an occurrence switches its kind off.
constexpr const char* fourth_layout = R"sql(
CREATE TABLE notices(
  org INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  occurrence TEXT NOT NULL,
  recipient TEXT NOT NULL,
  state INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY(org, kind, occurrence, recipient)
) STRICT, WITHOUT ROWID;
)sql";

// Layout 5. Dismissed findings, and how bad they were at the time.
constexpr const char* fifth_layout = R"sql(
CREATE TABLE dismissed_findings(
  org INTEGER NOT NULL,
  finding TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  by TEXT NOT NULL,
  name TEXT NOT NULL,
  count INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  PRIMARY KEY(org, finding)
) STRICT, WITHOUT ROWID;
)sql";

// Layout 6. The product's name and look, one row for all; the logo comes last, so that the rest can
// be read without it. When client secrets end, if somebody has said so. The sign-ins refused in the
// past week.
constexpr const char* sixth_layout = R"sql(
CREATE TABLE branding(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  product_name TEXT NOT NULL DEFAULT '',
  accent TEXT NOT NULL DEFAULT '',
  support TEXT NOT NULL DEFAULT '',
  frame_ancestors TEXT NOT NULL DEFAULT '',
  logo_type TEXT NOT NULL DEFAULT '',
  logo_digest TEXT NOT NULL DEFAULT '',
  logo BLOB NOT NULL DEFAULT x''
) STRICT;
INSERT INTO branding(one) VALUES(1);
ALTER TABLE sign_in ADD COLUMN secret_expires INTEGER;
CREATE TABLE refused_sign_ins(
  org INTEGER NOT NULL,
  reason TEXT NOT NULL,
  person TEXT NOT NULL,
  user_id BLOB,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  count INTEGER NOT NULL,
  since INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY(org, reason, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX refused_sign_ins_by_time ON refused_sign_ins(org, last);
)sql";

// Layout 7. Secret Tokens have a name; those made before have none.
constexpr const char* seventh_layout = R"sql(
ALTER TABLE tokens ADD COLUMN name TEXT NOT NULL DEFAULT '';
)sql";

// Element n turns layout n into layout n + 1. Released elements never change; new ones are added.
constexpr std::array migrations{first_layout, second_layout, third_layout,  fourth_layout,
                                fifth_layout, sixth_layout,  seventh_layout};

void apply_missing(Database& database, int wanted) {
  // Reads it again under the write lock: another process may have been faster.
  for (int from = layout_of(database); from < wanted; ++from) {
    database.script(migrations[static_cast<std::size_t>(from)]);
  }
  database.script(
      fmt::format("PRAGMA application_id={}; PRAGMA user_version={}", application_id, wanted)
          .c_str());
}

}  // namespace

int newest_layout() {
  return static_cast<int>(migrations.size());
}

int layout_of(Database& database) {
  const auto layout = static_cast<int>(database.pragma("PRAGMA user_version"));
  const bool is_empty = database.pragma("SELECT count(*) FROM sqlite_schema LIMIT 1") == 0;
  if (!is_empty && database.pragma("PRAGMA application_id") != application_id) {
    throw std::runtime_error("the file is an SQLite database, but not one of Provost");
  }
  if (layout > newest_layout()) {
    throw std::runtime_error(
        fmt::format("the store has layout {}, and this version of provost knows layouts up to {}; "
                    "run the newer version that wrote it",
                    layout, newest_layout()));
  }
  return layout;
}

void migrate(Database& database) {
  migrate_to(database, newest_layout());
}

void migrate_to(Database& database, int wanted) {
  if (layout_of(database) >= wanted) {
    return;
  }
  database.execute(Query::begin_write);
  try {
    apply_missing(database, wanted);
    database.execute(Query::commit);
  } catch (...) {
    if (database.in_transaction()) {
      database.execute(Query::rollback);
    }
    throw;
  }
}

}  // namespace provost::store::sqlite

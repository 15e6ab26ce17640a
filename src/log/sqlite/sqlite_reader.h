#pragma once

#include "log/shelf.h"
#include "log/sqlite/statements.h"

namespace provost::log::sqlite {

class SqliteReader final : public Reader {
 public:
  explicit SqliteReader(const std::filesystem::path& path);

  Page page(OrgKey org, const Query& query) override;
  std::optional<Entry> find(OrgKey org, const Uuid& id) override;
  Tail tail(OrgKey org, const Query& query, std::int64_t place) override;
  std::optional<std::int64_t> place_of(OrgKey org, const Uuid& id) override;
  std::int64_t last_place(OrgKey org) override;
  std::vector<Hour> hours(OrgKey org, Timestamp since) override;
  Activity activity(OrgKey org) override;
  std::vector<Fact> facts(OrgKey org, Timestamp since) override;

 private:
  LogDatabase database_;
};

Activity load_activity(LogDatabase& database, OrgKey org);

}  // namespace provost::log::sqlite

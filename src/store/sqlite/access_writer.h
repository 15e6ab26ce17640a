#pragma once

#include "store/access.h"
#include "store/sqlite/batch.h"
#include "store/sqlite/database.h"

namespace provost::store::sqlite {

class SqliteAccessWriter final : public AccessWriter {
 public:
  SqliteAccessWriter(Database& database, OrgKey org, Batch& batch)
      : database_(database), org_(org), batch_(batch) {}

  void save_mapping(const Mapping& mapping) override;
  void remove_mapping(const ResourceId& group) override;
  void save_access(const ResourceId& user, const std::optional<AccessRow>& before,
                   const AccessRow& row) override;
  void remove_access(const ResourceId& user, const AccessRow& before) override;
  void set_no_admin_since(std::optional<Timestamp> at) override;
  void save_direct_access(const DirectAccess& direct) override;
  void remove_direct_access(const ResourceId& user) override;
  void save_retained_access(const RetainedAccess& retained) override;
  void remove_retained_access(const ResourceId& user) override;

 private:
  void count(const access::Access& access, std::int64_t difference);

  Database& database_;
  OrgKey org_;
  Batch& batch_;
};

}  // namespace provost::store::sqlite

#include "store/sqlite/journal_writes.h"

namespace provost::store::sqlite {

void JournalWrites::erase_values(std::int64_t seq) {
  database_.execute(Query::erase_values, org_, seq);
}

void JournalWrites::erase_origin(std::int64_t seq) {
  database_.execute(Query::erase_origin, org_, seq);
}

void JournalWrites::trim(std::int64_t through) {
  database_.execute(Query::trim_journal_values, org_, through);
  database_.execute(Query::trim_journal, org_, through);
}

}  // namespace provost::store::sqlite

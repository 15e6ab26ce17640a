#include "store/journal.h"

#include "store/transaction.h"

namespace provost::store {

std::vector<SealedEntry> Reader::journal(std::int64_t after, std::size_t limit) {
  return journal().after(after, limit);
}

}  // namespace provost::store

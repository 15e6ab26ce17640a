#include "store/sqlite/queries.h"

#include <array>
#include <span>

#include "store/sqlite/access_queries.h"
#include "store/sqlite/journal_queries.h"
#include "store/sqlite/operator_queries.h"
#include "store/sqlite/organisation_queries.h"
#include "store/sqlite/purge_queries.h"
#include "store/sqlite/resource_queries.h"

namespace provost::store::sqlite {
namespace {

// In the order of Query.
constexpr std::array<std::span<const QueryText>, 6> parts{
    resource_texts, access_texts, journal_texts, organisation_texts, operator_texts, purge_texts};

constexpr bool is_in_order() {
  std::size_t count = 0;
  for (const std::span<const QueryText> part : parts) {
    for (const QueryText& text : part) {
      if (static_cast<std::size_t>(text.query) != count) {
        return false;
      }
      ++count;
    }
  }
  return count == query_count;
}
static_assert(is_in_order(), "the texts and Query list the same statements in the same order");

}  // namespace

std::string_view text_of(Query query) {
  auto at = static_cast<std::size_t>(query);
  for (const std::span<const QueryText> part : parts) {
    if (at < part.size()) {
      return part[at].sql;
    }
    at -= part.size();
  }
  return {};
}

}  // namespace provost::store::sqlite

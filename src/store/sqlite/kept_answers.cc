#include "store/sqlite/kept_answers.h"

#include <algorithm>

#include "store/sqlite/limit.h"

namespace provost::store::sqlite {

std::optional<KeptAnswer> KeptAnswerReads::find(std::string_view scope) {
  Run run(database_, Query::find_kept_answer, org_, Blob{scope});
  if (!run.next()) {
    return std::nullopt;
  }
  budget_.spend();
  return KeptAnswer{.scope = std::string(scope),
                    .request = run.string(0),
                    .created = run.time(1),
                    .answer = run.optional_string(2)};
}

// Examines that many entries of an index.
bool KeptAnswerReads::has_more_than(std::size_t count) {
  budget_.spend(count);
  Run run(database_, Query::kept_answer_at, org_, bounded(count));
  return run.next();
}

bool SqliteKeptAnswerWriter::insert(const KeptAnswer& kept) {
  return database_.execute(Query::insert_kept_answer, org_, Blob{kept.scope}, Blob{kept.request},
                           kept.created, kept.answer) == 1;
}

void SqliteKeptAnswerWriter::set_answer(std::string_view scope, std::string_view answer) {
  database_.execute(Query::set_kept_answer, org_, Blob{scope}, answer);
}

std::string SqliteKeptAnswerWriter::erase_mentions(const std::vector<std::string>& texts,
                                                   std::string_view after, std::size_t rows) {
  std::vector<std::string> scopes;
  std::string last;
  std::size_t looked_at = 0;
  {
    Run run(database_, Query::kept_answers_after, org_, Blob{after}, bounded(rows));
    while (run.next()) {
      ++looked_at;
      last = run.string(0);
      const std::string_view answer = run.text(1);
      if (std::ranges::any_of(texts, [&](const std::string& text) {
            return answer.find(text) != std::string_view::npos;
          })) {
        scopes.push_back(last);
      }
    }
  }
  for (const std::string& scope : scopes) {
    database_.execute(Query::erase_kept_answer, org_, Blob{scope});
  }
  return looked_at < rows ? std::string() : last;
}

void SqliteKeptAnswerWriter::remove_before(std::string_view scope, Timestamp at, std::size_t rows) {
  database_.execute(Query::delete_kept_answer, org_, Blob{scope}, at);
  database_.execute(Query::delete_kept_answers, org_, at, bounded(rows));
}

}  // namespace provost::store::sqlite

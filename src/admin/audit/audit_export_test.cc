#include "admin/audit/audit_export.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace provost::admin {
namespace {

const json::Object event{{"id", "1"},
                         {"seq", 7},
                         {"summary", "say \"hi\", twice"},
                         {"actorId", nullptr},
                         {"targetId", "=1+1"},
                         {"details", json::Object{{"a", 1}}},
                         {"context", json::Object{{"userAgent", "@SUM(A1)"}, {"path", "/p\nq"}}}};

TEST(AuditExport, CsvQuotesAndDisarmsFormulas) {
  std::string line;
  append_csv(line, event);
  EXPECT_EQ(line,
            "\"1\",\"7\",\"\",\"\",\"\",\"say \"\"hi\"\", twice\",\"\",\"\",\"\",\"\",\"\","
            "\"'=1+1\",\"\",\"\",\"\",\"'@SUM(A1)\",\"\",\"\",\"/p\nq\",\"{\"\"a\"\":1}\"\r\n");
}

TEST(AuditExport, CsvHasATitleForEachColumn) {
  std::string line;
  append_csv(line, {{"context", json::Object()}});
  EXPECT_EQ(std::ranges::count(csv_titles(), ','), std::ranges::count(line, ','));
}

TEST(AuditExport, NdjsonIsOneObjectALine) {
  std::string lines;
  append_ndjson(lines, event);
  append_ndjson(lines, event);
  EXPECT_EQ(std::ranges::count(lines, '\n'), 2);
  EXPECT_EQ(json::parse(lines.substr(0, lines.find('\n'))).value(), json::Value(event));
}

}  // namespace
}  // namespace provost::admin

#include <gtest/gtest.h>

#include <string>

#include "model/observation.h"
#include "readers/code/sql.h"

namespace fundable {

extern const Reader sql_script;

namespace {

std::string told(std::string_view script) {
  const auto reading = sql_script.read({"db/1.sql", script}, {});
  std::string text;
  for (const Observation& seen : reading->observations) {
    text += seen.at.locator + ": " + seen.marks.front().text + "\n";
  }
  for (const Skipped& one : reading->skipped) text += "- " + one.why + "\n";
  return text;
}

TEST(SqlScript, SaysWhatADatabaseIsFor) {
  EXPECT_TRUE(sql_script.recognises({"db/1.sql", ""}));
  EXPECT_FALSE(sql_script.recognises({"db/1.sql.md", ""}));
  EXPECT_EQ(told("-- CREATE EXTENSION nothing;\n"
                 "Create extension IF NOT EXISTS \"vector\" with schema public;\n"
                 "create table a (id int, say text default 'create extension b;');\n"
                 "CREATE TABLE chunks (\n  id bigserial, embedding public.vector(1024));\n"
                 "create index concurrently on chunks using hnsw (embedding vector_cosine_ops);\n"
                 "/* create extension c; */ ALTER TABLE chunks ADD COLUMN other vector (3);\n"
                 "create index on chunks (id);\nselect 1"),
            "line 2: create extension vector\n"
            "line 4: column vector\n"
            "line 6: create index using hnsw\n");
}

TEST(SqlScript, TellsNothingOfWhatIsCutShort) {
  EXPECT_EQ(told("create"), "");
  EXPECT_EQ(told("create extension"), "");
  EXPECT_EQ(told("create extension if not exists"), "line 1: create extension if\n");
  EXPECT_EQ(told("create table 'open"), "");
  EXPECT_EQ(told(std::string("\0create /* open", 15)), "");
  EXPECT_EQ(told("create extension vector;" + std::string(std::size_t{4} << 20, ' ')),
            "line 1: create extension vector\n- what the script holds behind its first 4 MiB\n");
}

TEST(SqlScript, IsSoughtOnlyWhereItMayBe) {
  EXPECT_TRUE(code::may_be_sql("\"CREATE EXTENSION IF NOT EXISTS vector\""));
  EXPECT_FALSE(code::may_be_sql("\"we create things of all kinds\""));
}

}  // namespace
}  // namespace fundable

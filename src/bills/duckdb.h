// The SQL engine behind bills: an in-memory DuckDB that can read one file and change nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text_batch.h"

namespace fundable {

struct EngineOptions {
  int threads = 0;  // 0: as many as there are cores
  int memory_limit_mb = 512;
  // The only file that SQL may open; empty: none. Nothing is ever fetched or loaded.
  std::string may_read = {};
  // Asked about ten times a second while a query runs, with the share of it that is done, from 0 to
  // 1, or less than 0 where that is not known; where it says false, the query is stopped. It is
  // called from another thread, but never twice at a time.
  std::function<bool(double done)> go_on = {};
};

// Fills the batch with the next rows of a table; with none at the end. Called by one thread.
// Lifetime: cells until the next call.
using TextRows = std::function<void(TextBatch& batch)>;

// One pass over a table: gives each thread that takes part what it reads its rows with.
using TextScan = std::function<TextRows()>;

// What a query gave: rows in the order of the query, read once from first to last.
class QueryRows {
 public:
  QueryRows(QueryRows&&) noexcept;
  QueryRows& operator=(QueryRows&&) noexcept;
  ~QueryRows();

  // Steps to the next row; false after the last.
  [[nodiscard]] bool next();

  // The value in a column (0-based) of this row; empty where it is NULL or of another type.
  // Lifetime: text until the next call of next().
  [[nodiscard]] std::optional<std::string_view> text(std::size_t column) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::size_t column) const;
  // Of a DECIMAL(38, *): its units, so that money never passes through floating point.
  [[nodiscard]] std::optional<__int128> decimal(std::size_t column) const;

 private:
  friend class Engine;
  struct State;
  explicit QueryRows(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Engine {
 public:
  // Errors: kSystem where the engine cannot start.
  [[nodiscard]] static Result<Engine> open(const EngineOptions& options);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // Makes `from NAME()` a table with the column `row` (BIGINT) and these columns (VARCHAR), in no
  // order. Each query starts anew with the pass that `start` gives. Cells must be valid UTF-8.
  [[nodiscard]] Result<> add_table(const std::string& name, std::vector<std::string> columns,
                                   std::function<TextScan()> start);

  // Makes NAME(text) a DECIMAL(38,12) with these units; NULL where the function gives nothing.
  [[nodiscard]] Result<> add_decimal_function(
      const std::string& name, std::optional<__int128> (*function)(std::string_view));

  // Runs one statement, with $1, $2, … bound to `parameters` as text.
  // Errors: kLimit where memory runs out; kSystem where `go_on` said so; kInput with the engine's
  // first sentence otherwise.
  [[nodiscard]] Result<QueryRows> query(const std::string& sql,
                                        const std::vector<std::string>& parameters = {});

 private:
  struct State;
  explicit Engine(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fundable

// DuckDB through its C API, the part of it that stays the same between versions.
//
// The engine runs on evidence of strangers, so it is shut in: nothing is installed or loaded, the
// one file that it may read is named before external access is switched off, and the settings are
// locked before the first query. What does not fit in memory goes to a private directory that is
// removed at the end.
//
// Everything that the C API hands out is freed by a unique_ptr. Callbacks from the engine catch
// what they must not let through and hand it over as the query's error. Results are materialised:
// an error then shows up at once, not halfway through the rows.
#include "bills/duckdb.h"

#include <duckdb.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>

#include "bills/private_directory.h"
#include "bills/sql.h"

namespace fundable {
namespace {

// What may go to disk beyond the memory limit.
constexpr const char* kSpillLimit = "8GB";

constexpr const char* kStopped = "the reading was stopped";

// The engine's setting decides, where it is less.
constexpr idx_t kManyThreads = 1024;

template <class Handle, void (*destroy)(Handle*)>
class Owned {
 public:
  Owned() = default;
  explicit Owned(Handle handle) : handle_(handle) {}
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    if (handle_ != nullptr) destroy(&handle_);
  }
  [[nodiscard]] Handle get() const { return handle_; }
  [[nodiscard]] Handle* out() { return &handle_; }
  void reset(Handle handle) {
    if (handle_ != nullptr) destroy(&handle_);
    handle_ = handle;
  }

 private:
  Handle handle_ = nullptr;
};

using Database = Owned<duckdb_database, duckdb_close>;
using Connection = Owned<duckdb_connection, duckdb_disconnect>;
using Configuration = Owned<duckdb_config, duckdb_destroy_config>;
using Prepared = Owned<duckdb_prepared_statement, duckdb_destroy_prepare>;
using Chunk = Owned<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using LogicalType = Owned<duckdb_logical_type, duckdb_destroy_logical_type>;
using TableFunction = Owned<duckdb_table_function, duckdb_destroy_table_function>;
using ScalarFunction = Owned<duckdb_scalar_function, duckdb_destroy_scalar_function>;

// Asks about ten times a second whether to go on with what the connection runs.
class Watch {
 public:
  Watch(duckdb_connection connection, const std::function<bool(double)>& go_on)
      : connection_(connection), go_on_(go_on) {
    if (go_on_) thread_ = std::jthread([this](const std::stop_token& ended) { run(ended); });
  }
  // Whether the query was told to stop. Ends the asking.
  [[nodiscard]] bool stopped() {
    thread_ = {};
    return stopped_;
  }

 private:
  void run(const std::stop_token& ended) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any woken;
    while (!woken.wait_for(lock, ended, std::chrono::milliseconds(100), [] { return false; }) &&
           !ended.stop_requested()) {
      const double percentage = duckdb_query_progress(connection_).percentage;
      stopped_ = stopped_ || !go_on_(percentage < 0 ? -1 : percentage / 100);
      // Again each time: a query that has not yet started forgets it.
      if (stopped_) duckdb_interrupt(connection_);
    }
  }

  duckdb_connection connection_;
  const std::function<bool(double)>& go_on_;
  std::atomic<bool> stopped_ = false;
  std::jthread thread_;
};

std::filesystem::path place_for_temporaries() {
  std::error_code none;
  const auto place = std::filesystem::temp_directory_path(none);
  return none ? "/tmp" : place;
}

// The engine's message without what follows its first line (hints, settings, source lines).
std::unexpected<Error> engine_failure(const char* message) {
  const std::string_view text = message == nullptr ? "the engine gave no reason" : message;
  const bool memory = text.starts_with("Out of Memory");
  return failure(memory ? ErrorKind::kLimit : ErrorKind::kInput,
                 std::string(text.substr(0, text.find('\n'))));
}

std::string_view view(duckdb_string_t& text) {
  return {duckdb_string_t_data(&text), duckdb_string_t_length(text)};
}

__int128 joined_units(duckdb_hugeint number) {
  return static_cast<__int128>((static_cast<unsigned __int128>(number.upper) << 64) | number.lower);
}

duckdb_hugeint split_units(__int128 number) {
  return {static_cast<std::uint64_t>(number), static_cast<std::int64_t>(number >> 64)};
}

template <class T>
void destroy(void* pointer) {
  delete static_cast<T*>(pointer);
}

// A table of texts, as the engine keeps it.
struct Table {
  std::vector<std::string> columns;
  std::function<TextScan()> start;
};

// One scan of it. `wanted` maps the columns of the output to those of the table; 0 is the row.
struct Scan {
  TextScan start;
  std::vector<idx_t> wanted;
  std::size_t columns = 0;
};

// A thread's part in a scan.
struct Part {
  TextRows next;
  TextBatch batch;
};

void bind_table(duckdb_bind_info info) {
  const auto& table = *static_cast<Table*>(duckdb_bind_get_extra_info(info));
  const LogicalType text(duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR));
  const LogicalType number(duckdb_create_logical_type(DUCKDB_TYPE_BIGINT));
  duckdb_bind_add_result_column(info, "row", number.get());
  for (const std::string& column : table.columns) {
    duckdb_bind_add_result_column(info, column.c_str(), text.get());
  }
}

void start_scan(duckdb_init_info info) {
  try {
    const auto& table = *static_cast<Table*>(duckdb_init_get_extra_info(info));
    auto scan = std::make_unique<Scan>(
        Scan{.start = table.start(), .wanted = {}, .columns = table.columns.size()});
    for (idx_t i = 0; i < duckdb_init_get_column_count(info); ++i) {
      scan->wanted.push_back(duckdb_init_get_column_index(info, i));
    }
    duckdb_init_set_max_threads(info, kManyThreads);
    duckdb_init_set_init_data(info, scan.release(), destroy<Scan>);
  } catch (const std::exception& problem) {
    duckdb_init_set_error(info, problem.what());
  }
}

void start_part(duckdb_init_info info) {
  // The scan is at hand only when rows are asked for.
  duckdb_init_set_init_data(info, new std::unique_ptr<Part>(), destroy<std::unique_ptr<Part>>);
}

// The engine's own kind of text. It points to the cell, which outlives the chunk: whoever keeps
// texts of a chunk longer than until the next one is asked for copies them.
duckdb_string_t engine_text(std::string_view cell) {
  duckdb_string_t text{};
  text.value.inlined.length = static_cast<std::uint32_t>(cell.size());
  if (cell.size() <= sizeof text.value.inlined.inlined) {
    if (!cell.empty()) std::memcpy(text.value.inlined.inlined, cell.data(), cell.size());
  } else {
    std::memcpy(text.value.pointer.prefix, cell.data(), sizeof text.value.pointer.prefix);
    text.value.pointer.ptr = const_cast<char*>(cell.data());  // nobody writes through it
  }
  return text;
}

// Virtual columns (`count(*)` alone asks for one) have numbers beyond the table's: no column.
void write_texts(TextBatch& batch, std::optional<std::size_t> column, duckdb_vector vector) {
  auto* const texts = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector));
  std::uint64_t* present = nullptr;
  for (idx_t row = 0; row < batch.rows; ++row) {
    const std::string_view cell = column ? batch.cell(*column, row) : std::string_view();
    if (cell.data() != nullptr) {
      texts[row] = engine_text(cell);
      continue;
    }
    if (present == nullptr) {
      duckdb_vector_ensure_validity_writable(vector);
      present = duckdb_vector_get_validity(vector);
    }
    present[row / 64] &= ~(std::uint64_t{1} << (row % 64));
  }
}

void fill_chunk(duckdb_function_info info, duckdb_data_chunk output) {
  try {
    const auto& scan = *static_cast<Scan*>(duckdb_function_get_init_data(info));
    auto& part = *static_cast<std::unique_ptr<Part>*>(duckdb_function_get_local_init_data(info));
    if (part == nullptr) part.reset(new Part{scan.start(), TextBatch(scan.columns)});
    TextBatch& batch = part->batch;
    part->next(batch);
    for (idx_t i = 0; i < scan.wanted.size(); ++i) {
      const duckdb_vector vector = duckdb_data_chunk_get_vector(output, i);
      if (scan.wanted[i] == 0) {
        std::memcpy(duckdb_vector_get_data(vector), batch.numbers.data(),
                    batch.rows * sizeof batch.numbers[0]);
      } else {
        const std::size_t column = scan.wanted[i] - 1;
        write_texts(batch, column < scan.columns ? std::optional(column) : std::nullopt, vector);
      }
    }
    duckdb_data_chunk_set_size(output, batch.rows);
  } catch (const std::exception& problem) {
    duckdb_function_set_error(info, problem.what());
  }
}

using DecimalOfText = std::optional<__int128> (*)(std::string_view);

void apply_decimal(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  const auto function = *static_cast<DecimalOfText*>(duckdb_scalar_function_get_extra_info(info));
  const duckdb_vector texts = duckdb_data_chunk_get_vector(input, 0);
  auto* const from = static_cast<duckdb_string_t*>(duckdb_vector_get_data(texts));
  auto* const to = static_cast<duckdb_hugeint*>(duckdb_vector_get_data(output));
  std::uint64_t* const present = duckdb_vector_get_validity(texts);
  try {
    for (idx_t i = 0; i < duckdb_data_chunk_get_size(input); ++i) {
      const bool given = present == nullptr || duckdb_validity_row_is_valid(present, i);
      const auto units = given ? function(view(from[i])) : std::nullopt;
      if (units) {
        to[i] = split_units(*units);
      } else {
        duckdb_vector_ensure_validity_writable(output);
        duckdb_validity_set_row_invalid(duckdb_vector_get_validity(output), i);
      }
    }
  } catch (const std::exception& problem) {
    duckdb_scalar_function_set_error(info, problem.what());
  }
}

}  // namespace

struct QueryRows::State {
  duckdb_result result{};
  Chunk chunk;
  idx_t rows = 0;
  idx_t at = 0;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { duckdb_destroy_result(&result); }

  // The data of a column where this row has a value of this type; null otherwise.
  template <class T>
  T* value(std::size_t column, duckdb_type type) {
    if (duckdb_column_type(&result, column) != type) return nullptr;
    const duckdb_vector vector = duckdb_data_chunk_get_vector(chunk.get(), column);
    std::uint64_t* const present = duckdb_vector_get_validity(vector);
    if (present != nullptr && !duckdb_validity_row_is_valid(present, at)) return nullptr;
    return static_cast<T*>(duckdb_vector_get_data(vector)) + at;
  }
};

QueryRows::QueryRows(std::unique_ptr<State> state) : state_(std::move(state)) {}
QueryRows::QueryRows(QueryRows&&) noexcept = default;
QueryRows& QueryRows::operator=(QueryRows&&) noexcept = default;
QueryRows::~QueryRows() = default;

bool QueryRows::next() {
  if (++state_->at < state_->rows) return true;
  state_->chunk.reset(duckdb_fetch_chunk(state_->result));
  state_->at = 0;
  state_->rows =
      state_->chunk.get() == nullptr ? 0 : duckdb_data_chunk_get_size(state_->chunk.get());
  return state_->rows > 0;
}

std::optional<std::string_view> QueryRows::text(std::size_t column) const {
  auto* const found = state_->value<duckdb_string_t>(column, DUCKDB_TYPE_VARCHAR);
  return found == nullptr ? std::nullopt : std::optional(view(*found));
}

std::optional<std::int64_t> QueryRows::integer(std::size_t column) const {
  auto* const found = state_->value<std::int64_t>(column, DUCKDB_TYPE_BIGINT);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

std::optional<__int128> QueryRows::decimal(std::size_t column) const {
  auto* const found = state_->value<duckdb_hugeint>(column, DUCKDB_TYPE_DECIMAL);
  return found == nullptr ? std::nullopt : std::optional(joined_units(*found));
}

struct Engine::State {
  // For what does not fit in memory; where none could be made, nothing spills and memory is the
  // limit.
  PrivateDirectory directory{place_for_temporaries(), "fundable-"};
  std::function<bool(double)> go_on;
  Database database;
  Connection connection;
};

Engine::Engine(std::unique_ptr<State> state) : state_(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(const EngineOptions& options) {
  auto state = std::make_unique<State>();
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  Configuration configuration;
  if (duckdb_create_config(configuration.out()) != DuckDBSuccess) {
    return failure(ErrorKind::kSystem, "the SQL engine cannot be configured");
  }
  const std::pair<const char*, std::string> settings[] = {
      {"threads", std::to_string(options.threads > 0 ? options.threads : static_cast<int>(cores))},
      {"memory_limit", std::to_string(options.memory_limit_mb) + "MB"},
      {"autoinstall_known_extensions", "false"},
      {"autoload_known_extensions", "false"},
      {"temp_directory", state->directory.path().string()},
      {"max_temp_directory_size", kSpillLimit},
      {"preserve_insertion_order", "false"},
  };
  for (const auto& [name, value] : settings) {
    if (duckdb_set_config(configuration.get(), name, value.c_str()) != DuckDBSuccess) {
      return failure(ErrorKind::kSystem,
                     "the SQL engine refuses " + std::string(name) + " = " + value);
    }
  }
  char* message = nullptr;
  if (duckdb_open_ext(nullptr, state->database.out(), configuration.get(), &message) !=
          DuckDBSuccess ||
      duckdb_connect(state->database.get(), state->connection.out()) != DuckDBSuccess) {
    auto failed = failure(ErrorKind::kSystem, "the SQL engine does not start: " +
                                                  std::string(message == nullptr ? "" : message));
    duckdb_free(message);
    return failed;
  }
  Engine engine(std::move(state));
  if (!options.may_read.empty()) {
    const auto allowed =
        engine.query("set allowed_paths = [" + quoted_text(options.may_read) + "]");
    if (!allowed) return std::unexpected(allowed.error());
  }
  for (const char* const setting :
       {"set enable_progress_bar = true", "set enable_progress_bar_print = false",
        "set enable_external_access = false", "set lock_configuration = true"}) {
    if (const auto set = engine.query(setting); !set) return std::unexpected(set.error());
  }
  engine.state_->go_on = options.go_on;
  return engine;
}

Result<> Engine::add_table(const std::string& name, std::vector<std::string> columns,
                           std::function<TextScan()> start) {
  if (duckdb_vector_size() < TextBatch::kRows) {
    return failure(ErrorKind::kSystem, "the SQL engine takes too few rows at a time");
  }
  const TableFunction function(duckdb_create_table_function());
  duckdb_table_function_set_name(function.get(), name.c_str());
  duckdb_table_function_set_extra_info(
      function.get(), new Table{std::move(columns), std::move(start)}, destroy<Table>);
  duckdb_table_function_set_bind(function.get(), bind_table);
  duckdb_table_function_set_init(function.get(), start_scan);
  duckdb_table_function_set_local_init(function.get(), start_part);
  duckdb_table_function_set_function(function.get(), fill_chunk);
  duckdb_table_function_supports_projection_pushdown(function.get(), true);
  if (duckdb_register_table_function(state_->connection.get(), function.get()) != DuckDBSuccess) {
    return failure(ErrorKind::kSystem, "the SQL engine refuses the table " + name);
  }
  return {};
}

Result<> Engine::add_decimal_function(const std::string& name, DecimalOfText function) {
  const ScalarFunction scalar(duckdb_create_scalar_function());
  const LogicalType text(duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR));
  const LogicalType decimal(duckdb_create_decimal_type(38, 12));
  duckdb_scalar_function_set_name(scalar.get(), name.c_str());
  duckdb_scalar_function_add_parameter(scalar.get(), text.get());
  duckdb_scalar_function_set_return_type(scalar.get(), decimal.get());
  duckdb_scalar_function_set_extra_info(
      scalar.get(), static_cast<void*>(new DecimalOfText(function)), destroy<DecimalOfText>);
  duckdb_scalar_function_set_function(scalar.get(), apply_decimal);
  if (duckdb_register_scalar_function(state_->connection.get(), scalar.get()) != DuckDBSuccess) {
    return failure(ErrorKind::kSystem, "the SQL engine refuses the function " + name);
  }
  return {};
}

Result<QueryRows> Engine::query(const std::string& sql,
                                const std::vector<std::string>& parameters) {
  Prepared prepared;
  if (duckdb_prepare(state_->connection.get(), sql.c_str(), prepared.out()) != DuckDBSuccess) {
    return engine_failure(duckdb_prepare_error(prepared.get()));
  }
  for (idx_t i = 0; i < parameters.size(); ++i) {
    duckdb_bind_varchar_length(prepared.get(), i + 1, parameters[i].data(), parameters[i].size());
  }
  auto rows = std::make_unique<QueryRows::State>();
  Watch watch(state_->connection.get(), state_->go_on);
  const bool done = duckdb_execute_prepared(prepared.get(), &rows->result) == DuckDBSuccess;
  if (const bool stopped = watch.stopped(); !done) {
    if (stopped) return failure(ErrorKind::kSystem, kStopped);
    return engine_failure(duckdb_result_error(&rows->result));
  }
  return QueryRows(std::move(rows));
}

}  // namespace fundable

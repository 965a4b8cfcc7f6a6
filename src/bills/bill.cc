// Opens a bill, asks the one question of it (bills/rollup) and folds the answer (bills/charges).
//
// CSV and JSON come through our own readers, as tables that the engine scans; Parquet is read by
// the engine. The file on disk is never shown, only the path that the project knows it by.
#include "bills/bill.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>

#include "base/text.h"
#include "bills/charges.h"
#include "bills/csv_cache.h"
#include "bills/csv_table.h"
#include "bills/duckdb.h"
#include "bills/json_lines.h"
#include "bills/rollup.h"
#include "bills/rollup_rows.h"

namespace fundable {
namespace {

constexpr std::string_view kGzip = "\x1F\x8B";
constexpr std::string_view kParquet = "PAR1";
constexpr std::size_t kHeadBytes = 4096;

// The error with the path that is shown in the place of the one on disk.
std::unexpected<Error> at(const BillFile& file, Error error) {
  error.place = file.path_shown;
  const std::string& path = file.path_on_disk;
  if (const auto found = error.says.find(path); !path.empty() && found != std::string::npos) {
    error.says.replace(found, path.size(), file.path_shown);
  }
  error.says = presentable(error.says, 400);
  return std::unexpected(std::move(error));
}

void add_losses(const std::vector<CsvLoss>& told, std::size_t in_all,
                std::vector<Skipped>& skipped) {
  for (const CsvLoss& loss : told) {
    skipped.push_back({"row " + std::to_string(loss.row), loss.why});
  }
  if (in_all > told.size()) {
    skipped.push_back(
        {"", counted(in_all - told.size(), "more row") + " cannot be read for such reasons"});
  }
}

// So many lines that about 30,000 of a file have a print: enough to tell, and few to keep.
std::uint64_t prints_one_in(std::uint64_t lines) {
  std::uint64_t one_in = 1;
  while (lines / one_in > 30'000 && one_in < kThinnestSample) one_in *= 2;
  return one_in;
}

// By the size of the file, at 200 bytes a line; compressed ones have more lines than that.
std::uint64_t prints_by_size(const BillFile& file) {
  std::error_code ignored;
  const auto bytes = std::filesystem::file_size(file.path_on_disk, ignored);
  return ignored ? 1 : prints_one_in(bytes / 200);
}

Result<Bill> answer(Engine& engine, const Rollup& rollup,
                    const std::vector<std::string>& parameters, const BillFile& file,
                    std::uint64_t one_in) {
  const std::pair<const char*, std::optional<__int128> (*)(std::string_view)> functions[] = {
      {"exact_amount", exact_amount},
      {"nearest_amount", nearest_amount},
      {"discounts", discounts},
      {"credits", credits}};
  for (const auto& [name, function] : functions) {
    if (auto added = engine.add_decimal_function(name, function); !added) {
      return at(file, added.error());
    }
  }
  auto rows = engine.query(rollup.sql, parameters);
  if (!rows) return at(file, rows.error());
  Bill bill{rollup.format, rollup.cost_is, Charges(file.path_shown, one_in), {}};
  while (rows->next()) {
    if (auto added = bill.charges.add(sum_of(*rows)); !added) return at(file, added.error());
  }
  if (!rollup.floating.empty()) {
    bill.losses.push_back(
        {"column " + presentable(rollup.floating, 60),
         "the column holds binary floating point numbers; each was taken as the shortest decimal "
         "that means it, so the sums are only as exact as the file"});
  }
  return bill;
}

Result<Engine> engine_for(const BillOptions& options, const std::string& may_read) {
  return Engine::open({.threads = options.threads,
                       .memory_limit_mb = options.memory_limit_mb,
                       .may_read = may_read,
                       .go_on = options.go_on});
}

// The same rollup over the Parquet that was made of the CSV. Making it is most of the work.
Result<Bill> read_kept(const BillFile& file, const std::vector<std::string>& header,
                       const std::vector<std::string>& wanted, const BillOptions& options,
                       std::uint64_t one_in) {
  constexpr double kMaking = 0.8;
  const auto in_part = [&](double from, double share) -> std::function<bool(double)> {
    if (!options.go_on) return {};
    return [&options, from, share](double done) {
      return options.go_on(from + share * std::max(done, 0.0));
    };
  };
  const auto kept = kept_csv(file.path_on_disk, wanted,
                             {.folder = options.cache_folder,
                              .threads = options.threads,
                              .memory_limit_mb = options.memory_limit_mb,
                              .go_on = in_part(0, kMaking)});
  if (!kept) return at(file, kept.error());
  const auto query = rollup_of(text_columns(header), "read_parquet($1, hive_partitioning = false)",
                               "\"row\"", one_in);
  if (!query) return at(file, query.error());
  BillOptions watched = options;
  watched.go_on = in_part(kMaking, 1 - kMaking);
  auto engine = engine_for(watched, kept->parquet);
  if (!engine) return at(file, engine.error());
  auto bill = answer(*engine, *query, {kept->parquet}, file, one_in);
  if (bill) add_losses(kept->told, kept->losses_in_all, bill->losses);
  return bill;
}

Result<Bill> read_csv(const BillFile& file, const BillOptions& options) {
  auto first = CsvRecords::open(file.path_on_disk);
  if (!first) return at(file, first.error());
  const std::uint64_t one_in = prints_by_size(file);
  const auto query = rollup_of(text_columns(first->header()), "bill()", "row", one_in);
  if (!query) return at(file, query.error());
  std::vector<std::string> wanted = columns_read(*query, first->header());
  if (!options.cache_folder.empty()) {
    return read_kept(file, first->header(), wanted, options, one_in);
  }
  const CsvTable table = csv_table(std::move(*first), std::move(wanted));
  BillOptions watched = options;
  if (options.go_on) {
    watched.go_on = [&](double) { return options.go_on(table.blocks->share_read()); };
  }
  auto engine = engine_for(watched, {});
  if (!engine) return at(file, engine.error());
  const auto added = add_bill_table(*engine, table);
  if (!added) return at(file, added.error());
  auto bill = answer(*engine, *query, {}, file, one_in);
  const CsvLosses losses = table.blocks->losses();
  if (bill) add_losses(losses.told(), losses.count(), bill->losses);
  return bill;
}

// The next objects, with their texts in `kept`.
void fill(TextBatch& batch, JsonLines& lines, std::deque<std::string>& kept) {
  kept.clear();
  batch.rows = 0;
  while (batch.rows < TextBatch::kRows && lines.next()) {
    batch.numbers[batch.rows] = lines.number();
    for (std::size_t i = 0; i < lines.cells().size(); ++i) {
      const std::string_view text = lines.cells()[i];
      const bool given = text.data() != nullptr;
      batch.cell(i, batch.rows) = given ? kept.emplace_back(text) : std::string_view();
    }
    ++batch.rows;
  }
}

Result<Bill> read_json(const BillFile& file, const BillOptions& options) {
  auto first = JsonLines::open(file.path_on_disk, json_bill_paths());
  if (!first) return at(file, first.error());
  const std::vector<std::string> columns = json_bill_columns();
  const std::uint64_t one_in = prints_by_size(file);
  const auto query = rollup_of(text_columns(columns), "bill()", "row", one_in);
  if (!query) return at(file, query.error());
  auto engine = engine_for(options, {});
  if (!engine) return at(file, engine.error());
  const auto lines = std::make_shared<JsonLines>(std::move(*first));
  const auto lock = std::make_shared<std::mutex>();
  const auto added = engine->add_table("bill", columns, [lines, lock] {
    return [lines, lock] {
      return [lines, lock, kept = std::make_shared<std::deque<std::string>>()](TextBatch& batch) {
        const std::lock_guard guard(*lock);
        fill(batch, *lines, *kept);
      };
    };
  });
  if (!added) return at(file, added.error());
  auto bill = answer(*engine, *query, {}, file, one_in);
  if (bill) std::ranges::move(lines->losses(), std::back_inserter(bill->losses));
  return bill;
}

Result<Bill> read_parquet(const BillFile& file, const BillOptions& options) {
  std::error_code ignored;
  const std::string path = std::filesystem::absolute(file.path_on_disk, ignored).string();
  auto engine = engine_for(options, path);
  if (!engine) return at(file, engine.error());
  const std::string source =
      "read_parquet($1, binary_as_string = true, file_row_number = true, hive_partitioning = "
      "false)";
  auto described = engine->query(
      "select column_name, column_type from (describe select * from " + source + ")", {path});
  if (!described) return at({path, file.path_shown}, described.error());
  std::vector<BillColumn> columns;
  while (described->next()) {
    columns.push_back({std::string(described->text(0).value_or("")),
                       std::string(described->text(1).value_or(""))});
  }
  auto counted_lines = engine->query("select count(*) from " + source, {path});
  const bool is_counted = counted_lines && counted_lines->next();
  const std::uint64_t one_in = prints_one_in(
      is_counted ? static_cast<std::uint64_t>(counted_lines->integer(0).value_or(0)) : 0);
  const auto query = rollup_of(columns, source, "file_row_number + 1", one_in);
  if (!query) return at(file, query.error());
  return answer(*engine, *query, {path}, {path, file.path_shown}, one_in);
}

}  // namespace

bool recognises_bill(std::string_view path, std::string_view head) {
  if (head.starts_with(kParquet) || lowered(path).ends_with(".parquet")) return true;
  if (head.starts_with(kGzip)) return lowered(path).ends_with(".csv.gz");
  if (is_json_bill(head)) return true;
  return dialect_of(text_columns(csv_header(text_of_head(head)))) != nullptr;
}

Reading Bill::reading() const {
  Reading reading = charges.reading();
  reading.skipped.insert(reading.skipped.end(), losses.begin(), losses.end());
  if (reading.observations.empty() && reading.skipped.empty()) {
    reading.skipped.push_back({"", "the bill has no lines"});
  }
  return reading;
}

Result<Bill> read_bill(const BillFile& file, const BillOptions& options) {
  std::ifstream stream(file.path_on_disk, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (stream.gcount() == 0) {
    return failure(ErrorKind::kInput, "the file is empty or cannot be opened", file.path_shown);
  }
  head.resize(static_cast<std::size_t>(stream.gcount()));
  if (head.starts_with(kParquet)) return read_parquet(file, options);
  if (lowered(file.path_shown).ends_with(".parquet")) {
    return failure(ErrorKind::kInput, "this is no Parquet file, or a broken one", file.path_shown);
  }
  return is_json_bill(head) ? read_json(file, options) : read_csv(file, options);
}

}  // namespace fundable

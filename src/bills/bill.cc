// Opens a bill, asks the one question of it (bills/focus) and folds the answer (bills/charges).
//
// CSV comes through our own reader, as a table that the engine scans; Parquet is read by the
// engine. The file on disk is never shown, only the path that the project knows it by.
#include "bills/bill.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include "base/csv_blocks.h"
#include "base/text.h"
#include "bills/charges.h"
#include "bills/duckdb.h"
#include "bills/focus.h"

namespace fundable {
namespace {

constexpr std::string_view kGzip = "\x1F\x8B";
constexpr std::string_view kParquet = "PAR1";

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

bool has_value(std::string_view cell) { return !cell.empty() && cell != "NULL"; }

std::vector<std::size_t> places_of(const std::vector<std::string>& wanted,
                                   const std::vector<std::string>& header) {
  std::vector<std::size_t> places;
  for (const std::string& name : wanted) {
    places.push_back(static_cast<std::size_t>(std::ranges::find(header, name) - header.begin()));
  }
  return places;
}

// One thread's pass over the blocks; a cell that says nothing is NULL.
TextRows rows_of(CsvBlocks& blocks, std::size_t columns) {
  const auto reader = std::make_shared<CsvBlocks::Reader>(blocks);
  return [reader, columns](TextBatch& batch) {
    reader->next(batch);
    for (std::size_t column = 0; column < columns; ++column) {
      for (std::size_t row = 0; row < batch.rows; ++row) {
        std::string_view& cell = batch.cell(column, row);
        if (!has_value(cell)) cell = {};
      }
    }
  };
}

void add_losses(const CsvLosses& losses, std::vector<Skipped>& skipped) {
  const std::vector<CsvLoss> told = losses.told();
  for (const CsvLoss& loss : told) {
    skipped.push_back({"row " + std::to_string(loss.row), loss.why});
  }
  if (losses.count() > told.size()) {
    skipped.push_back({"", counted(losses.count() - told.size(), "more row") +
                               " cannot be read for such reasons"});
  }
}

ChargeSum sum_of(const QueryRows& rows) {
  const auto text = [&](FocusField field) {
    return std::string(rows.text(static_cast<std::size_t>(field)).value_or(""));
  };
  const auto integer = [&](FocusField field) {
    return rows.integer(static_cast<std::size_t>(field)).value_or(0);
  };
  const auto units = rows.decimal(static_cast<std::size_t>(FocusField::kAmount));
  return {.provider = text(FocusField::kProvider),
          .account = text(FocusField::kAccount),
          .category = text(FocusField::kCategory),
          .service = text(FocusField::kService),
          .resource = text(FocusField::kResource),
          .resource_name = text(FocusField::kResourceName),
          .resource_type = text(FocusField::kResourceType),
          .sku = text(FocusField::kSku),
          .description = text(FocusField::kDescription),
          .region = text(FocusField::kRegion),
          .month = text(FocusField::kMonth),
          .currency = text(FocusField::kCurrency),
          .tags = text(FocusField::kTags),
          .charge_class = text(FocusField::kClass),
          .problem = text(FocusField::kProblem),
          .amount = Decimal::from_units(units.value_or(0)),
          .lines = integer(FocusField::kLines),
          .first_row = integer(FocusField::kFirstRow),
          .last_row = integer(FocusField::kLastRow),
          .end = text(FocusField::kEnd)};
}

Result<Reading> answer(Engine& engine, const FocusQuery& query,
                       const std::vector<std::string>& parameters, const BillFile& file) {
  if (auto added = engine.add_decimal_function("exact_amount", exact_amount); !added) {
    return at(file, added.error());
  }
  auto rows = engine.query(query.sql, parameters);
  if (!rows) return at(file, rows.error());
  Charges charges(file.path_shown);
  while (rows->next()) {
    if (auto added = charges.add(sum_of(*rows)); !added) return at(file, added.error());
  }
  Reading reading = charges.reading();
  for (const std::string& column : query.floating) {
    reading.skipped.push_back(
        {"column " + column,
         "the column holds binary floating point numbers; each was taken as the shortest decimal "
         "that means it, so the sums are only as exact as the file"});
  }
  if (reading.observations.empty() && reading.skipped.empty()) {
    reading.skipped.push_back({"", "the bill has no lines"});
  }
  return reading;
}

Result<Reading> read_csv(const BillFile& file, const BillOptions& options) {
  auto first = CsvRecords::open(file.path_on_disk);
  if (!first) return at(file, first.error());
  const std::vector<std::string> wanted = focus_columns(first->header());
  std::vector<BillColumn> columns;
  for (const std::string& name : wanted) columns.push_back({name, "VARCHAR"});
  const auto query = focus_query(columns, "bill()", "row");
  if (!query) return at(file, query.error());

  auto places = places_of(wanted, first->header());
  const auto blocks = std::make_shared<CsvBlocks>(std::move(*first), std::move(places));
  EngineOptions settings{.threads = options.threads, .memory_limit_mb = options.memory_limit_mb};
  if (options.go_on) {
    settings.go_on = [&](double) { return options.go_on(blocks->share_read()); };
  }
  auto engine = Engine::open(settings);
  if (!engine) return at(file, engine.error());
  const std::size_t count = wanted.size();
  const auto added = engine->add_table("bill", wanted, [blocks, count] {
    return [blocks, count] { return rows_of(*blocks, count); };
  });
  if (!added) return at(file, added.error());
  auto reading = answer(*engine, *query, {}, file);
  if (reading) add_losses(blocks->losses(), reading->skipped);
  return reading;
}

Result<Reading> read_parquet(const BillFile& file, const BillOptions& options) {
  std::error_code ignored;
  const std::string path = std::filesystem::absolute(file.path_on_disk, ignored).string();
  auto engine = Engine::open({.threads = options.threads,
                              .memory_limit_mb = options.memory_limit_mb,
                              .may_read = path,
                              .go_on = options.go_on});
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
  const auto query = focus_query(columns, source, "file_row_number + 1");
  if (!query) return at(file, query.error());
  return answer(*engine, *query, {path}, {path, file.path_shown});
}

}  // namespace

bool recognises_bill(std::string_view path, std::string_view head) {
  if (head.starts_with(kParquet)) return true;
  if (head.starts_with(kGzip)) return lowered(path).ends_with(".csv.gz");
  return is_focus(csv_header(text_of_head(head)));
}

Result<Reading> read_bill(const BillFile& file, const BillOptions& options) {
  std::ifstream stream(file.path_on_disk, std::ios::binary);
  std::string head(4, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (stream.gcount() == 0) {
    return failure(ErrorKind::kInput, "the file is empty or cannot be opened", file.path_shown);
  }
  return head == kParquet ? read_parquet(file, options) : read_csv(file, options);
}

}  // namespace fundable

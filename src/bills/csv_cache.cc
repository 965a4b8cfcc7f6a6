// One folder a file: `bill.parquet`, and `losses`, the rows that are not in it. It is made under
// another name and renamed when it is whole, so it is there entirely or not at all.
//
// The name is made of the file's content and of the columns that are asked for: another version of
// this program, which reads others, makes its own. The engine may write that one file only.
#include "bills/csv_cache.h"

#include <filesystem>
#include <fstream>
#include <optional>

#include "base/sha256.h"
#include "base/text.h"
#include "bills/csv_table.h"
#include "bills/private_directory.h"
#include "bills/sql.h"

namespace fundable {
namespace {

namespace fs = std::filesystem;

constexpr const char* kParquet = "bill.parquet";
constexpr const char* kLosses = "losses";
// Of the files that are kept: one more where they change.
constexpr const char* kEdition = "1";

std::unexpected<Error> unwritable(const std::string& folder) {
  return failure(ErrorKind::kSystem, "the folder " + shown_path(folder) + " cannot be written to",
                 {}, "Name another one for --cache, or leave it out.");
}

// What differs once somebody wrote to the file.
std::string version_of(const std::string& path) {
  std::error_code failed;
  const auto size = fs::file_size(path, failed);
  const auto time = fs::last_write_time(path, failed).time_since_epoch().count();
  return std::to_string(size) + " " + std::to_string(time);
}

Result<std::string> name_of(const std::string& path, const std::vector<std::string>& columns,
                            const CsvCacheOptions& options) {
  std::ifstream stream(path, std::ios::binary);
  Sha256 sum;
  std::string piece(std::size_t{16} << 20, '\0');
  while (stream) {
    if (options.go_on && !options.go_on(0)) {
      return failure(ErrorKind::kSystem, "the reading was stopped");
    }
    stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    sum.add(std::string_view(piece).substr(0, static_cast<std::size_t>(stream.gcount())));
  }
  if (!stream.eof()) return failure(ErrorKind::kSystem, "the file cannot be read");
  return sum.digest() + "-" + sha256(kEdition + ("\n" + joined(columns, "\n"))).substr(0, 8);
}

[[nodiscard]] bool write_losses(const CsvLosses& losses, const fs::path& path) {
  std::ofstream out(path);
  out << losses.count() << "\n";
  for (const CsvLoss& loss : losses.told()) out << loss.row << " " << loss.why << "\n";
  return static_cast<bool>(out.flush());
}

// Nothing where a part of it is missing.
std::optional<KeptCsv> kept_in(const fs::path& folder) {
  std::error_code failed;
  if (!fs::is_regular_file(folder / kParquet, failed)) return std::nullopt;
  std::ifstream in(folder / kLosses);
  KeptCsv kept{.parquet = (folder / kParquet).string(), .told = {}, .losses_in_all = 0};
  if (!(in >> kept.losses_in_all)) return std::nullopt;
  CsvLoss loss;
  while (in >> loss.row && std::getline(in >> std::ws, loss.why)) kept.told.push_back(loss);
  return kept;
}

Result<> make(const std::string& path, const std::vector<std::string>& columns,
              const CsvCacheOptions& options, const fs::path& draft) {
  auto records = CsvRecords::open(path);
  if (!records) return std::unexpected(records.error());
  const CsvTable table = csv_table(std::move(*records), columns);
  const std::string parquet = (draft / kParquet).string();
  EngineOptions shut_in{
      .threads = options.threads, .memory_limit_mb = options.memory_limit_mb, .may_read = parquet};
  if (options.go_on) {
    shut_in.go_on = [&](double) { return options.go_on(table.blocks->share_read()); };
  }
  auto engine = Engine::open(shut_in);
  if (!engine) return std::unexpected(engine.error());
  if (auto added = add_bill_table(*engine, table); !added) return added;
  const auto written = engine->query("copy (select * from bill()) to " + quoted_text(parquet) +
                                     " (format parquet, compression zstd, use_tmp_file false)");
  if (!written) return std::unexpected(written.error());
  if (!write_losses(table.blocks->losses(), draft / kLosses)) return unwritable(options.folder);
  return {};
}

}  // namespace

Result<KeptCsv> kept_csv(const std::string& path, const std::vector<std::string>& columns,
                         const CsvCacheOptions& options) {
  const std::string version = version_of(path);
  const auto name = name_of(path, columns, options);
  if (!name) return std::unexpected(name.error());
  std::error_code ignored;
  const fs::path place = fs::absolute(options.folder, ignored) / *name;
  if (auto kept = kept_in(place)) return *std::move(kept);
  fs::remove_all(place, ignored);
  fs::create_directories(options.folder, ignored);
  PrivateDirectory draft(options.folder, "making-");
  if (draft.path().empty()) return unwritable(options.folder);
  if (auto made = make(path, columns, options, draft.path()); !made) {
    return std::unexpected(made.error());
  }
  if (version_of(path) != version) {
    return failure(ErrorKind::kSystem, "it changed while it was read", {},
                   "Run it again when nothing writes to the file.");
  }
  // Where another process was faster, its work is as good.
  if (!draft.keep_as(place) && !fs::exists(place, ignored)) return unwritable(options.folder);
  auto kept = kept_in(place);
  if (!kept) return unwritable(options.folder);
  return *std::move(kept);
}

}  // namespace fundable

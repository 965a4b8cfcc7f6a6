// Reads workbooks from their zip archive, each part through the XML stream.
//
// A workbook names its sheets; a relations part says which part each of them is; cells name shared
// strings by number. Cells are handed on as texts, since what reads inventories wants names and
// states, not arithmetic. Formulas stay unread: only what they last gave is taken.
//
// Left out on purpose: styles (so a date stays the number it is), hidden rows and sheets (read as
// any other), links to other workbooks, macros.
#include "base/spreadsheet.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "base/xml.h"

namespace fundable {
namespace {

using Attributes = std::span<const XmlAttribute>;

std::string_view value_of(Attributes attributes, std::string_view name) {
  const auto found = std::ranges::find(attributes, name, &XmlAttribute::name);
  return found == attributes.end() ? std::string_view() : found->value;
}

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

// The column of `AB12`, 0-based; none where there is no letter, or more than Excel has.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  for (; letters < reference.size() && letters < 4; ++letters) {
    const char c = reference[letters];
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
  }
  return letters == 0 || letters > 3 ? std::nullopt : std::optional(column - 1);
}

// Sheets and relations: elements with attributes, whatever they are nested in.
class Elements final : public XmlEvents {
 public:
  using Take = std::function<Result<>(Attributes)>;
  Elements(std::string_view name, Take take) : name_(name), take_(std::move(take)) {}
  Result<> starts(std::string_view name, Attributes attributes, TextPlace) override {
    return name == name_ ? take_(attributes) : Result<>();
  }
  Result<> ends(std::string_view) override { return {}; }
  Result<> text(std::string_view) override { return {}; }

 private:
  std::string_view name_;
  Take take_;
};

// The texts that cells share, end to end.
struct SharedTexts {
  std::string all;
  std::vector<std::size_t> ends;
  [[nodiscard]] std::string_view at(std::size_t i) const {
    if (i >= ends.size()) return {};
    const std::size_t begin = i == 0 ? 0 : ends[i - 1];
    return std::string_view(all).substr(begin, ends[i] - begin);
  }
};

// `<si>`: plain text or runs of it; how East Asian text is spoken (`<rPh>`) is no part of it.
class SharedTextReader final : public XmlEvents {
 public:
  SharedTextReader(SharedTexts& texts, const SpreadsheetLimits& limits)
      : texts_(texts), limits_(limits) {}
  Result<> starts(std::string_view name, Attributes, TextPlace) override {
    if (name == "rPh") ++spoken_;
    in_text_ = name == "t" && spoken_ == 0;
    return {};
  }
  Result<> ends(std::string_view name) override {
    in_text_ = false;
    if (name == "rPh" && spoken_ > 0) --spoken_;
    if (name != "si") return {};
    texts_.ends.push_back(texts_.all.size());
    if (texts_.ends.size() <= limits_.cells) return {};
    return failure(ErrorKind::kLimit,
                   "more than " + std::to_string(limits_.cells) + " shared strings");
  }
  Result<> text(std::string_view piece) override {
    if (!in_text_) return {};
    if (texts_.all.size() + piece.size() > limits_.text_bytes) {
      return failure(ErrorKind::kLimit, "the shared strings take more than " +
                                            std::to_string(limits_.text_bytes) + " bytes");
    }
    texts_.all += piece;
    return {};
  }

 private:
  SharedTexts& texts_;
  const SpreadsheetLimits& limits_;
  int spoken_ = 0;
  bool in_text_ = false;
};

// The rows of a sheet. Where `take` has enough, the stream is ended by an error, and `is_done`.
class SheetReader final : public XmlEvents {
 public:
  SheetReader(const SharedTexts& shared, const SpreadsheetLimits& limits, std::size_t& cells_left,
              const Spreadsheet::TakeRow& take)
      : shared_(shared), limits_(limits), cells_left_(cells_left), take_(take) {}

  [[nodiscard]] bool is_done() const { return is_done_; }

  Result<> starts(std::string_view name, Attributes attributes, TextPlace) override {
    in_text_ = false;
    if (name == "row") return start_row(attributes);
    if (name == "c") return start_cell(attributes);
    if (name == "rPh") ++spoken_;
    in_text_ = in_cell_ && spoken_ == 0 && (name == "v" || (name == "t" && type_ == "inlineStr"));
    return {};
  }

  Result<> ends(std::string_view name) override {
    in_text_ = false;
    if (name == "rPh" && spoken_ > 0) --spoken_;
    if (name == "c") in_cell_ = false;
    if (name == "c" && texts_.size() > begin_) return end_cell();
    return name == "row" ? end_row() : Result<>();
  }

  Result<> text(std::string_view piece) override {
    if (!in_text_) return {};
    if (texts_.size() + piece.size() > limits_.text_bytes) {
      return failure(ErrorKind::kLimit, "row " + std::to_string(row_) + " holds more than " +
                                            std::to_string(limits_.text_bytes) + " bytes");
    }
    texts_ += piece;
    return {};
  }

 private:
  struct Cell {
    std::size_t column;
    std::size_t begin;  // of its text
    std::size_t end;
    bool is_shared;
  };

  Result<> start_row(Attributes attributes) {
    row_ = number_of(value_of(attributes, "r")).value_or(row_ + 1);
    next_column_ = 0;
    cells_.clear();
    texts_.clear();
    return {};
  }

  Result<> start_cell(Attributes attributes) {
    if (cells_left_ == 0) {
      return failure(ErrorKind::kLimit,
                     "the workbook has more than " + std::to_string(limits_.cells) + " cells");
    }
    --cells_left_;
    column_ = column_of(value_of(attributes, "r")).value_or(next_column_);
    next_column_ = column_ + 1;
    type_ = value_of(attributes, "t");
    begin_ = texts_.size();
    in_cell_ = true;
    return {};
  }

  Result<> end_cell() {
    if (column_ >= limits_.columns || cells_.size() >= limits_.columns) {
      return failure(ErrorKind::kLimit, "row " + std::to_string(row_) + " has more than " +
                                            std::to_string(limits_.columns) + " columns");
    }
    if (type_ == "b") {
      const bool is_true = std::string_view(texts_).substr(begin_) == "1";
      texts_.replace(begin_, std::string::npos, is_true ? "TRUE" : "FALSE");
    }
    cells_.push_back({column_, begin_, texts_.size(), type_ == "s"});
    return {};
  }

  Result<> end_row() {
    row_cells_.clear();
    for (const Cell& cell : cells_) {
      std::string_view text(texts_.data() + cell.begin, cell.end - cell.begin);
      if (cell.is_shared) {
        const auto place = number_of(text);
        text = place ? shared_.at(*place) : std::string_view();
      }
      if (text.empty()) continue;
      if (cell.column >= row_cells_.size()) row_cells_.resize(cell.column + 1);
      row_cells_[cell.column] = text;
    }
    cells_.clear();
    if (row_cells_.empty() || take_(row_, row_cells_)) return {};
    is_done_ = true;
    return failure(ErrorKind::kInput, "the sheet is done");
  }

  const SharedTexts& shared_;
  const SpreadsheetLimits& limits_;
  std::size_t& cells_left_;
  const Spreadsheet::TakeRow& take_;
  std::uint32_t row_ = 0;
  std::size_t column_ = 0;
  std::size_t next_column_ = 0;
  std::string type_;
  std::size_t begin_ = 0;  // of the open cell's text
  int spoken_ = 0;
  bool in_cell_ = false;
  bool in_text_ = false;
  bool is_done_ = false;
  std::string texts_;  // of the open row's cells, end to end
  std::vector<Cell> cells_;
  std::vector<std::string_view> row_cells_;
};

// `worksheets/sheet1.xml` lies beside the workbook; `/xl/…` counts from the root.
std::string part_of(std::string_view target) {
  return target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
}

}  // namespace

struct Spreadsheet::State {
  ZipArchive archive;
  SpreadsheetLimits limits;
  std::size_t cells_left = 0;
  std::vector<std::string> names;
  std::vector<std::string> parts;  // where each sheet lies; empty where the workbook does not say
  SharedTexts shared;

  State(ZipArchive opened, const SpreadsheetLimits& with)
      : archive(std::move(opened)), limits(with), cells_left(with.cells) {}

  Result<> read_part(const std::string& name, XmlEvents& events) {
    XmlStream stream(events, {.bytes = limits.zip.bytes, .depth = 50, .values = 0});
    auto read = archive.read(name, [&](std::string_view piece) { return stream.feed(piece); });
    if (read) read = stream.finish();
    if (read || read.error().place.empty()) return read;
    return failure(read.error().kind,
                   read.error().says + " (" + name + " " + read.error().place + ")", {},
                   read.error().fix);
  }

  Result<> read_sheets() {
    std::map<std::string, std::string, std::less<>> targets;
    Elements relations("Relationship", [&](Attributes attributes) -> Result<> {
      if (targets.size() > limits.zip.entries) {
        return failure(ErrorKind::kLimit, "the workbook has too many relations");
      }
      targets.emplace(value_of(attributes, "Id"), part_of(value_of(attributes, "Target")));
      return {};
    });
    if (auto read = read_part("xl/_rels/workbook.xml.rels", relations); !read) return read;
    Elements sheets("sheet", [&](Attributes attributes) -> Result<> {
      if (names.size() >= limits.sheets) {
        return failure(ErrorKind::kLimit,
                       "the workbook has more than " + std::to_string(limits.sheets) + " sheets");
      }
      names.emplace_back(value_of(attributes, "name"));
      const auto target = targets.find(value_of(attributes, "id"));
      parts.push_back(target == targets.end() ? std::string() : target->second);
      return {};
    });
    return read_part("xl/workbook.xml", sheets);
  }

  Result<> read_shared() {
    if (!archive.holds("xl/sharedStrings.xml")) return {};
    SharedTextReader reader(shared, limits);
    return read_part("xl/sharedStrings.xml", reader);
  }
};

Spreadsheet::Spreadsheet(std::unique_ptr<State> state) : state_(std::move(state)) {}
Spreadsheet::Spreadsheet(Spreadsheet&&) noexcept = default;
Spreadsheet& Spreadsheet::operator=(Spreadsheet&&) noexcept = default;
Spreadsheet::~Spreadsheet() = default;

Result<Spreadsheet> Spreadsheet::open(std::string_view bytes, const SpreadsheetLimits& limits) {
  auto archive = ZipArchive::open(bytes, limits.zip);
  if (!archive) return std::unexpected(archive.error());
  if (!archive->holds("xl/workbook.xml")) {
    return failure(ErrorKind::kInput, "the archive holds no workbook (xl/workbook.xml)");
  }
  auto state = std::make_unique<State>(std::move(*archive), limits);
  if (auto read = state->read_sheets(); !read) return std::unexpected(read.error());
  if (auto read = state->read_shared(); !read) return std::unexpected(read.error());
  return Spreadsheet(std::move(state));
}

const std::vector<std::string>& Spreadsheet::sheets() const { return state_->names; }

Result<> Spreadsheet::read(std::size_t sheet, const TakeRow& take) {
  SheetReader reader(state_->shared, state_->limits, state_->cells_left, take);
  auto read = state_->read_part(state_->parts[sheet], reader);
  return reader.is_done() ? Result<>() : read;
}

}  // namespace fundable

// Three shapes: `Key=Value` records that may go over lines (scontrol), tables with a header, and
// tables without one (`-h`, as scripts call them).
//
// A table's columns are cut at `|`, or at `|#` and the like, or else at blanks. Without a header,
// only what shows by its form what it is gets a name: GPUs (`gpu:a100:8`), trackable resources
// (`cpu=4,node=1`), a job's state. Values with blanks in them cannot be told from columns; such a
// line is left out.
#include "readers/slurm/listing.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace fundable::slurm {
namespace {

constexpr std::size_t kMostFields = 1000;

using Fields = std::vector<std::string_view>;

std::string_view without_byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes;
}

// Takes the next line off `rest`.
std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

std::string_view separator_of(std::string_view line) {
  const std::size_t bar = line.find('|');
  if (bar == std::string_view::npos) return {};
  return line.substr(bar + 1).starts_with('#') ? "|#" : "|";
}

// The fields of a line; those at blanks where `separator` is empty.
Fields fields_of(std::string_view line, std::string_view separator) {
  Fields fields;
  for (std::size_t at = 0; fields.size() < kMostFields;) {
    if (separator.empty()) {
      at = line.find_first_not_of(" \t", at);
      if (at == std::string_view::npos) break;
    }
    const std::size_t end =
        separator.empty() ? line.find_first_of(" \t", at) : line.find(separator, at);
    fields.push_back(trimmed(line.substr(at, end - at)));
    if (end == std::string_view::npos) break;
    at = end + std::max<std::size_t>(separator.size(), 1);
  }
  // A separator at the end of each line makes no field.
  while (!fields.empty() && fields.back().empty()) fields.pop_back();
  return fields;
}

bool has(const Fields& fields, std::string_view name) {
  return std::ranges::find(fields, name) != fields.end();
}

bool has_any(const Fields& fields, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view name) { return has(fields, name); });
}

bool is_gres(std::string_view field) { return field.starts_with("gpu:"); }

// `0/256/0/256`: allocated, idle, other, total.
bool is_counts(std::string_view field) {
  return std::ranges::count(field, '/') == 3 &&
         field.find_first_not_of("0123456789/") == std::string_view::npos;
}

bool is_tres(std::string_view field) {
  return field.starts_with("cpu=") && field.contains("node=");
}

bool is_job_state(std::string_view field) {
  constexpr std::array<std::string_view, 8> kStates{"RUNNING",   "PENDING",   "COMPLETING",
                                                    "SUSPENDED", "COMPLETED", "CONFIGURING",
                                                    "FAILED",    "TIMEOUT"};
  return std::ranges::find(kStates, field) != kStates.end();
}

// Headers of sinfo and squeue are all in capitals: `NODES(A/I/O/T)`.
bool is_in_capitals(const Fields& header) {
  return std::ranges::all_of(header, [](std::string_view field) {
    return std::ranges::none_of(field, [](char c) { return (c >= 'a' && c <= 'z') || c == '#'; });
  });
}

Subject subject_of_cluster_header(const Fields& header) {
  if (has(header, "JOBID")) {
    return has_any(header, {"ST", "STATE", "NODES", "NODELIST(REASON)"}) ? Subject::kJobs
                                                                         : Subject::kNone;
  }
  if (has(header, "PARTITION") && has_any(header, {"NODES", "NODELIST", "GRES", "AVAIL"})) {
    return Subject::kPartitions;
  }
  if (has_any(header, {"NODELIST", "HOSTNAMES"}) && has_any(header, {"GRES", "STATE"})) {
    return Subject::kNodes;
  }
  return Subject::kNone;
}

Subject subject_of_header(const Fields& header) {
  if (is_in_capitals(header)) return subject_of_cluster_header(header);
  const bool is_of_sacctmgr =
      (has(header, "Name") && has(header, "Priority") && has(header, "GraceTime")) ||
      (has(header, "Account") && has_any(header, {"Descr", "Share", "ParentName"})) ||
      (has(header, "User") && has(header, "Def Acct"));
  return is_of_sacctmgr ? Subject::kSettings : Subject::kNone;
}

Subject subject_without_header(const Fields& fields) {
  if (fields.size() < 3) return Subject::kNone;
  if (std::ranges::any_of(fields, is_tres) && std::ranges::any_of(fields, is_job_state)) {
    return Subject::kJobs;
  }
  return std::ranges::any_of(fields, is_gres) && std::ranges::any_of(fields, is_counts)
             ? Subject::kPartitions
             : Subject::kNone;
}

Subject subject_of_key(std::string_view line) {
  if (line.starts_with("PartitionName=")) return Subject::kPartitions;
  if (line.starts_with("NodeName=")) return Subject::kNodes;
  if (line.starts_with("JobId=")) return Subject::kJobs;
  return line.starts_with("Configuration data as of ") ? Subject::kSettings : Subject::kNone;
}

// `sinfo --long` starts with the date: `Mon Sep 07 10:15:00 2026`.
bool is_date(std::string_view line) {
  const Fields fields = fields_of(line, "");
  return fields.size() == 5 && fields[0].size() == 3 && fields[3].size() == 8;
}

struct Shape {
  Subject subject = Subject::kNone;
  bool has_keys = false;
  bool has_header = false;
  std::string_view separator;
};

Shape shape_of(std::string_view line) {
  Shape shape;
  shape.subject = subject_of_key(line);
  shape.has_keys = shape.subject != Subject::kNone;
  if (shape.has_keys) return shape;
  shape.separator = separator_of(line);
  const Fields fields = fields_of(line, shape.separator);
  shape.subject = subject_of_header(fields);
  shape.has_header = shape.subject != Subject::kNone;
  if (!shape.has_header && !shape.separator.empty()) {
    shape.subject = subject_without_header(fields);
  }
  return shape;
}

// Takes lines off `rest` until one shows the shape; gives that line as well.
Shape find_shape(std::string_view& rest, std::string_view& line, std::size_t& line_number) {
  while (!rest.empty()) {
    line = next_line(rest);
    ++line_number;
    if (trimmed(line).empty() || is_date(line)) continue;
    return shape_of(trimmed(line));
  }
  return {};
}

// Names for the fields of a line without a header.
Row named(const Fields& fields, Subject subject) {
  Row row;
  for (const std::string_view field : fields) {
    if (subject == Subject::kJobs) {
      if (is_tres(field)) row.fields.emplace_back("TRES", field);
      if (is_job_state(field)) row.fields.emplace_back("STATE", field);
    } else if (is_gres(field)) {
      row.fields.emplace_back("GRES", field);
    }
  }
  if (subject != Subject::kJobs) {
    row.fields.emplace_back("NODELIST", fields.front());
    row.fields.emplace_back("PARTITION", fields.back());
  }
  return row;
}

// The records of scontrol: each starts with a line that names its thing.
class Keys {
 public:
  explicit Keys(const std::function<void(const Row&)>& visit) : visit_(visit) {}
  ~Keys() { end(); }
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;

  void add(std::string_view line, std::size_t line_number) {
    if (subject_of_key(line) != Subject::kNone) {
      end();
      row_.first_line = line_number;
    }
    row_.last_line = line_number;
    for (const std::string_view field : fields_of(line, "")) {
      const std::size_t equals = field.find('=');
      if (equals == std::string_view::npos || row_.fields.size() >= kMostFields) continue;
      row_.fields.emplace_back(field.substr(0, equals), field.substr(equals + 1));
    }
  }

  void end() {
    if (!row_.fields.empty()) visit_(row_);
    row_ = {};
  }

 private:
  const std::function<void(const Row&)>& visit_;
  Row row_;
};

struct Table {
  const Shape& shape;
  Fields first;  // of the first line, which is the header where there is one
  Losses& losses;
  const std::function<void(const Row&)>& visit;

  void take(std::string_view line, std::size_t line_number) const {
    const Fields fields = fields_of(line, shape.separator);
    if (fields.empty()) return;
    // Empty values at the end leave no trace; at blanks, the last column may hold some: a reason.
    const bool fits =
        shape.separator.empty() ? fields.size() >= first.size() : fields.size() <= first.size();
    if (!fits) {
      losses.add(line_number, counted(fields.size(), "field") + " where the first line has " +
                                  std::to_string(first.size()));
      return;
    }
    Row row = shape.has_header ? under_header(fields) : named(fields, shape.subject);
    row.first_line = row.last_line = line_number;
    visit(row);
  }

  [[nodiscard]] Row under_header(const Fields& fields) const {
    Row row;
    for (std::size_t i = 0; i < std::min(fields.size(), first.size()); ++i) {
      row.fields.emplace_back(first[i], fields[i]);
    }
    return row;
  }
};

}  // namespace

std::string_view Row::text(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    for (const auto& [key, value] : fields) {
      const bool says = !value.empty() && value != "(null)" && value != "N/A" && value != "None";
      if (key == name && says) return value;
    }
  }
  return {};
}

Subject subject_of(std::string_view bytes) {
  std::string_view rest = without_byte_order_mark(bytes);
  std::string_view line;
  std::size_t line_number = 0;
  return find_shape(rest, line, line_number).subject;
}

void for_each_row(std::string_view bytes, Losses& losses,
                  const std::function<void(const Row&)>& visit) {
  std::string_view rest = without_byte_order_mark(bytes);
  std::string_view line;
  std::size_t line_number = 0;
  const Shape shape = find_shape(rest, line, line_number);
  if (shape.subject == Subject::kNone) return;
  if (shape.has_keys) {
    Keys keys(visit);
    for (keys.add(trimmed(line), line_number); !rest.empty();) {
      keys.add(trimmed(next_line(rest)), ++line_number);
    }
    return;
  }
  const Table table{shape, fields_of(line, shape.separator), losses, visit};
  if (!shape.has_header) table.take(line, line_number);
  while (!rest.empty()) {
    line = next_line(rest);
    table.take(line, ++line_number);
  }
}

}  // namespace fundable::slurm

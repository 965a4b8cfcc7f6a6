#include "views/bills.h"

#include "base/json_out.h"
#include "base/text.h"
#include "views/layout.h"
#include "views/words.h"

namespace fundable {
namespace {

constexpr std::size_t kMostShown = 12;  // of a list at a terminal

std::string shown(const Amounts& amounts) {
  std::string text;
  for (const auto& [currency, amount] : amounts) {
    if (!text.empty()) text += ", ";
    text += money_label({amount, currency});
  }
  return text.empty() ? "no amount" : text;
}

std::string rest_of(std::size_t all) {
  return all <= kMostShown ? std::string()
                           : "and " + std::to_string(all - kMostShown) + " more: --format json";
}

void show_rest(Page& page, std::size_t all) {
  if (const std::string rest = rest_of(all); !rest.empty()) page.line("  " + rest);
}

void add_files(Page& page, const BillReport& report) {
  page.title("Files");
  std::vector<std::vector<Cell>> rows;
  for (const BillFileShown& file : report.files) {
    if (rows.size() == kMostShown) break;
    rows.push_back({{file.path},
                    {file.format.empty() ? "not readable" : file.format},
                    {std::to_string(file.lines)},
                    {file.cost_is}});
  }
  set_table(page,
            {{.title = "file", .at_least = 16},
             {.title = "format", .goes = 2},
             {.title = "lines", .right = true},
             {.title = "cost", .goes = 1, .at_least = 20}},
            std::move(rows));
  show_rest(page, report.files.size());
  if (report.other_files > 0) {
    page.paragraph("  ", counted(report.other_files, "other file") + " that are no bills",
                   Tone::kQuiet);
  }
}

template <class Entries>
void add_sums(Page& page, const char* title, const char* what, const Entries& entries) {
  if (entries.empty()) return;
  page.title(title);
  std::vector<std::vector<Cell>> rows;
  for (const auto& [name, amounts] : entries) {
    if (rows.size() == kMostShown) break;
    rows.push_back({{name.empty() ? "not said" : presentable(name, 80)}, {shown(amounts)}});
  }
  set_table(page, {{.title = what, .at_least = 12}, {.title = "cost", .right = true}},
            std::move(rows));
  show_rest(page, entries.size());
}

void add_months(Page& page, const BillReport& report) {
  std::vector<std::pair<std::string, Amounts>> months;
  for (const auto& [name, month] : report.months) {
    months.emplace_back(name + (month.whole ? "" : " (not to its end)"), month.amounts);
  }
  if (months.size() > kMostShown) {
    months.erase(months.begin(), months.end() - static_cast<std::ptrdiff_t>(kMostShown));
  }
  add_sums(page, report.months.size() > kMostShown ? "Months, the last" : "Months", "month",
           months);
}

void add_services(Page& page, const BillReport& report) {
  page.title("Services, the dearest first");
  std::vector<std::vector<Cell>> rows;
  for (const ServiceCharged& service : report.services) {
    if (rows.size() == kMostShown) break;
    const std::vector<std::string> ids(service.technologies.begin(), service.technologies.end());
    rows.push_back({{presentable(service.service, 60)},
                    {service.platform},
                    {ids.empty() ? "not understood" : joined(ids, ", "),
                     ids.empty() ? Tone::kOpen : Tone::kPlain},
                    {shown(service.amounts)}});
  }
  set_table(page,
            {{.title = "service", .at_least = 12},
             {.title = "on", .goes = 2},
             {.title = "technologies", .goes = 1, .at_least = 16},
             {.title = "cost", .right = true}},
            std::move(rows));
  show_rest(page, report.services.size());
}

void add_technologies(Page& page, const BillReport& report) {
  if (report.technologies.empty()) return;
  page.title("AI and its data");
  std::vector<std::vector<Cell>> rows;
  for (const TechnologyCharged& one : report.technologies) {
    if (rows.size() == kMostShown) break;
    std::string usage;
    for (const auto& [unit, quantity] : one.usage) {
      if (unit != "hours" && unit != "tokens") continue;
      if (!usage.empty()) usage += ", ";
      usage += with_thousands(quantity.to_string(unit == "tokens" ? 0 : 1)) + " " + unit;
    }
    rows.push_back({{one.name}, {usage}, {shown(one.amounts)}});
  }
  set_table(page,
            {{.title = "technology", .at_least = 16},
             {.title = "used", .right = true, .goes = 1},
             {.title = "cost", .right = true}},
            std::move(rows));
  show_rest(page, report.technologies.size());
}

void add_left_out(Page& page, const BillReport& report) {
  if (!report.kept_out.empty()) {
    page.title("Kept out, because it is no workload's cost");
    for (const auto& [name, kept] : report.kept_out) {
      page.paragraph("  - ", counted(static_cast<std::size_t>(kept.lines), name + " line") + ", " +
                                 shown(kept.amounts));
    }
  }
  std::size_t told = 0;
  for (const BillFileShown& file : report.files) {
    for (const Skipped& one : file.skipped) {
      if (one.why.ends_with("a workload's cost")) continue;
      if (told++ == 0) page.title("Not counted, or not exact");
      if (told > kMostShown) continue;
      const std::string at = one.locator.empty() ? file.path : file.path + ", " + one.locator;
      page.paragraph("  - ", at + ": " + one.why);
    }
  }
  show_rest(page, told);
}

Json json_of_amounts(const Amounts& amounts) {
  Json list = Json::array();
  for (const auto& [currency, amount] : amounts) {
    list.push_back({{"currency", currency}, {"amount", amount.to_string()}});
  }
  return list;
}

// RFC 4180, and safe to open in a spreadsheet.
std::string csv_cell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t").contains(text[0])) text.insert(0, "'");
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::string bills_in_terminal(const BillReport& report, const TerminalStyle& style) {
  Page page(style);
  page.line(counted(report.files.size(), "bill") + ", " + shown(report.total));
  add_files(page, report);
  add_months(page, report);
  add_sums(page, "Clouds", "cloud", report.platforms);
  add_sums(page, "Accounts", "account", report.accounts);
  add_services(page, report);
  add_technologies(page, report);
  if (!report.not_understood.empty()) {
    page.blank();
    page.paragraph(
        "  ", "Not understood, because no technology is about it: " + shown(report.not_understood));
  }
  add_left_out(page, report);
  return page.take();
}

std::string bills_as_json(const BillReport& report) {
  Json root;
  root["format"] = "fundable.bills/1";
  root["total"] = json_of_amounts(report.total);
  root["files"] = Json::array();
  for (const BillFileShown& file : report.files) {
    Json skipped = Json::array();
    for (const Skipped& one : file.skipped) {
      skipped.push_back({{"locator", one.locator}, {"why", one.why}});
    }
    root["files"].push_back({{"path", file.path},
                             {"format", file.format},
                             {"cost", file.cost_is},
                             {"lines", file.lines},
                             {"lines_with_problems", file.lines_with_problems},
                             {"skipped", std::move(skipped)}});
  }
  root["other_files"] = report.other_files;
  root["months"] = Json::array();
  for (const auto& [name, month] : report.months) {
    root["months"].push_back(
        {{"month", name}, {"whole", month.whole}, {"cost", json_of_amounts(month.amounts)}});
  }
  root["platforms"] = Json::array();
  for (const auto& [name, amounts] : report.platforms) {
    root["platforms"].push_back({{"platform", name}, {"cost", json_of_amounts(amounts)}});
  }
  root["accounts"] = Json::array();
  for (const auto& [name, amounts] : report.accounts) {
    root["accounts"].push_back({{"account", name}, {"cost", json_of_amounts(amounts)}});
  }
  root["services"] = Json::array();
  for (const ServiceCharged& service : report.services) {
    root["services"].push_back({{"service", service.service},
                                {"platform", service.platform},
                                {"technologies", service.technologies},
                                {"cost", json_of_amounts(service.amounts)}});
  }
  root["technologies"] = Json::array();
  for (const TechnologyCharged& one : report.technologies) {
    Json usage = Json::array();
    for (const auto& [unit, quantity] : one.usage) {
      usage.push_back({{"unit", unit}, {"quantity", quantity.to_string()}});
    }
    root["technologies"].push_back({{"technology", one.id},
                                    {"name", one.name},
                                    {"usage", std::move(usage)},
                                    {"cost", json_of_amounts(one.amounts)}});
  }
  root["not_understood"] = json_of_amounts(report.not_understood);
  root["kept_out"] = Json::array();
  for (const auto& [name, kept] : report.kept_out) {
    root["kept_out"].push_back(
        {{"class", name}, {"lines", kept.lines}, {"cost", json_of_amounts(kept.amounts)}});
  }
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string bills_as_csv(const BillReport& report) {
  std::string text = "platform,service,technologies,currency,amount\n";
  for (const ServiceCharged& service : report.services) {
    const std::vector<std::string> ids(service.technologies.begin(), service.technologies.end());
    for (const auto& [currency, amount] : service.amounts) {
      text += csv_cell(service.platform) + "," + csv_cell(service.service) + "," +
              csv_cell(joined(ids, " ")) + "," + csv_cell(currency) + "," + amount.to_string() +
              "\n";
    }
  }
  return text;
}

}  // namespace fundable

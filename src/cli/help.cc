// The help texts. They are written by hand: what people look for first is an example.
#include "cli/help.h"

namespace fundable {
namespace {

constexpr std::string_view kAll =
    R"(fundable says which AWS program fits which part of an AI project, and why.

Examples:
  fundable assess .                       judge the project in this folder
  fundable assess evidence --goes-to aws  no project file: everything comes from evidence
  fundable explain claims-agent           why one workload is judged as it is
  fundable assess . --format json > assessment.json
  fundable verify assessment.json         does it still hold?

Commands:
  assess    find the workloads of a project and judge them under every program
  ask       ask what still decides, and write the answers into the project file
  bills     show what bills hold: months, accounts, services, AI usage
  explain   show everything about one workload: evidence, findings, citations
  verify    read evidence and programs again and report any drift
  programs  list, check, test and compare the programs

fundable COMMAND --help tells more. fundable --version tells the version.
A reasoned pre-assessment. AWS decides.
)";

constexpr std::string_view kAssess =
    R"(Judges a project: reads its evidence, finds the workloads, decides under every program.

Examples:
  fundable assess .
  fundable assess fundable.yaml --as-of 2026-11-22
  fundable assess evidence --goes-to aws
  fundable assess bill.csv --goes-to aws
  fundable assess . --format html > report.html
  fundable assess . --fail-on undetermined
  fundable assess --portfolio projects/
  zcat portfolio.ndjson.gz | fundable assess --portfolio - --format ndjson > verdicts.ndjson

Usage: fundable assess [PROJECT] [OPTIONS]
       fundable assess --portfolio PATH [OPTIONS]
  PROJECT            a folder, a project file or one file of evidence; the current folder by default
  --format FORMAT    terminal (default), json, markdown, html
  --as-of DATE       the day of the decision; today by default
  --goes-to PLACE    where what runs outside AWS goes, where nothing else says so:
                     aws, stays, retired, elsewhere
  --fail-on VERDICT  exit with 3 where a workload has this verdict under a program:
                     undetermined, ineligible, review; may be repeated
  --programs DIR     a folder of packs: programs of your own, or in place of ours
  --bills ADDRESS    a bill that stays where it is; may be repeated:
                     trino://user@host:8080/catalog/schema/table
                     athena://workgroup/database/table?output=s3://bucket/path&region=eu-west-1
  --threads N        how many threads read evidence; 2 by default; changes no result
  --portfolio PATH   many projects: a folder with one folder a project; a file, or - for standard
                     input, with one project file a line, as JSON with the same keys (evidence is
                     not read then). --threads is all cores by default. Formats: terminal, a
                     summary, or ndjson, one line a workload
  --findings         in those lines the whole verdicts, with findings and citations

Exit status: 0 assessed, 1 an input cannot be used at all, 2 the command line is wrong,
3 a verdict named by --fail-on occurs. Of a portfolio: 1 where none of its projects can be used;
those that cannot are told apart, and the others are assessed.
)";

constexpr std::string_view kAsk =
    R"(Asks the questions that still decide, the most useful first, and writes each answer into the
project file at once, with who gave it and when. Stop at any time; what is answered stays.

Examples:
  fundable ask .
  fundable ask . --by "Ada Lovelace"
  fundable ask . --no-input

Usage: fundable ask [PROJECT] [OPTIONS]
  PROJECT          a folder, or a project file; the current folder by default. A folder without
                   a project file gets one
  --by NAME        who answers; the user's name by default
  --no-input       list the questions with their reasons and keys, and ask nothing
  --as-of DATE, --goes-to PLACE, --programs DIR, --bills ADDRESS, --threads N  as for assess

At a question: an answer, the number of a choice, ? where nobody knows, b for the question before,
q to stop. What evidence and answers say differently is contested, and the evidence stays.
)";

constexpr std::string_view kExplain =
    R"(Shows everything about one workload: each verdict with its findings, evidence, citations,
what decided it and what would change it.

Examples:
  fundable explain claims-agent
  fundable explain claims-agent path/to/project --as-of 2026-11-22

Usage: fundable explain WORKLOAD [PROJECT] [OPTIONS]
  WORKLOAD         its name, as `fundable assess` shows it
  PROJECT          a folder, a project file or one file of evidence; the current folder by default
  --as-of DATE     the day of the decision; today by default
  --goes-to PLACE, --programs DIR, --bills ADDRESS, --threads N  as for assess
)";

constexpr std::string_view kVerify =
    R"(Checks that an assessment still holds: reads evidence and programs again, decides again, and
names every difference.

Examples:
  fundable assess . --format json > assessment.json
  fundable verify assessment.json
  fundable verify reports/assessment.json --project path/to/project

Usage: fundable verify ASSESSMENT [OPTIONS]
  ASSESSMENT       a file that `fundable assess --format json` wrote
  --project PATH   the project; by default the folder in which the assessment lies
  --programs DIR   the packs that it was assessed with
  --threads N      as for assess

Exit status: 0 it holds, 1 it does not or cannot be checked, 2 the command line is wrong.
)";

constexpr std::string_view kBills =
    R"(Shows what bills hold: months, clouds, accounts, the dearest services, hours and tokens of AI,
what was kept out and what was not understood.

Examples:
  fundable bills exports/
  fundable bills focus.csv.gz
  fundable bills exports/ --format json
  fundable bills exports/ --format csv > services.csv
  fundable bills exports/ --cache ~/.cache/fundable

Usage: fundable bills [PATH] [OPTIONS]
  PATH             a bill, or a folder of bills of any depth; the current folder by default
  --format FORMAT  terminal (default), json, csv
  --threads N      how many threads read; 2 by default; changes no result
  --cache FOLDER   keeps CSV there as Parquet, which is read faster the next time; may be emptied
                   at any time; changes no result

Parts of one export add up, and what two exports hold counts once. Currencies are never added up.
Exit status: 0 shown, 1 there is no bill or none can be read, 2 the command line is wrong.
)";

constexpr std::string_view kPrograms =
    R"(Lists the programs, checks their data, runs their cases, shows what a change would change.

Examples:
  fundable programs list
  fundable programs check
  fundable programs test --programs our-packs
  fundable programs table > programs.md
  fundable programs diff data-of-june data --projects portfolio/

Usage: fundable programs [list|check|test|table] [FOLDER] [OPTIONS]
       fundable programs diff OLD NEW --projects FOLDER... [OPTIONS]
  list   the programs with their statements (default)
  check  whether the data is sound
  test   run the cases; fails unless each criterion was seen yes, no and unknown
  table  figures, criteria, warnings, deadlines and costs with source, day and case, as Markdown
  diff   which verdicts of the projects change from one rulebook to another, and why

  FOLDER           a folder with facts.yaml, routes.yaml, programs/, services/ and technologies/;
                   the installed one by default
  OLD, NEW         such a folder, or a folder of packs
  --programs DIR   a folder of packs: programs of your own, or in place of ours
  --projects PATH  a project, or a folder of projects; may be repeated
  --as-of DATE     the rules as they stand on this day; today by default

Exit status: 0 done, 1 data or a project cannot be used, or a case fails; 2 the command line is wrong.
)";

}  // namespace

std::string help_of(std::string_view command) {
  if (command == "assess") return std::string(kAssess);
  if (command == "ask") return std::string(kAsk);
  if (command == "explain") return std::string(kExplain);
  if (command == "verify") return std::string(kVerify);
  if (command == "bills") return std::string(kBills);
  if (command == "programs") return std::string(kPrograms);
  return std::string(kAll);
}

const std::vector<std::string>& command_names() {
  static const std::vector<std::string> kNames{"ask",     "assess",   "bills",
                                               "explain", "programs", "verify"};
  return kNames;
}

}  // namespace fundable

// The standard library is a table: it changes once a year, and not knowing a new module only means
// that its import is told like a library's. Own modules are looked for as Python would: absolute
// imports start at folders on its search path, which are those that are no package themselves. A
// folder without `__init__.py` does not count as a package, since `kubernetes/` full of manifests
// must not hide the library of that name.
#include "readers/python/modules.h"

#include <algorithm>
#include <array>

namespace fundable::py {
namespace {

constexpr int kMostFolders = 12;

constexpr auto kStandard = std::to_array<std::string_view>(
    {"__future__",  "_thread",     "_typeshed",    "abc",          "aifc",       "annotationlib",
     "argparse",    "array",       "ast",          "asynchat",     "asyncio",    "asyncore",
     "atexit",      "audioop",     "base64",       "bdb",          "binascii",   "bisect",
     "builtins",    "bz2",         "cProfile",     "calendar",     "cgi",        "cgitb",
     "chunk",       "cmath",       "cmd",          "code",         "codecs",     "codeop",
     "collections", "colorsys",    "compileall",   "compression",  "concurrent", "configparser",
     "contextlib",  "contextvars", "copy",         "copyreg",      "crypt",      "csv",
     "ctypes",      "curses",      "dataclasses",  "datetime",     "dbm",        "decimal",
     "difflib",     "dis",         "distutils",    "doctest",      "email",      "encodings",
     "ensurepip",   "enum",        "errno",        "faulthandler", "fcntl",      "filecmp",
     "fileinput",   "fnmatch",     "fractions",    "ftplib",       "functools",  "gc",
     "getopt",      "getpass",     "gettext",      "glob",         "graphlib",   "grp",
     "gzip",        "hashlib",     "heapq",        "hmac",         "html",       "http",
     "imaplib",     "imghdr",      "imp",          "importlib",    "inspect",    "io",
     "ipaddress",   "itertools",   "json",         "keyword",      "lib2to3",    "linecache",
     "locale",      "logging",     "lzma",         "mailbox",      "mailcap",    "marshal",
     "math",        "mimetypes",   "mmap",         "modulefinder", "msvcrt",     "multiprocessing",
     "netrc",       "nis",         "nntplib",      "ntpath",       "numbers",    "operator",
     "optparse",    "os",          "ossaudiodev",  "pathlib",      "pdb",        "pickle",
     "pickletools", "pipes",       "pkgutil",      "platform",     "plistlib",   "poplib",
     "posix",       "posixpath",   "pprint",       "profile",      "pstats",     "pty",
     "pwd",         "py_compile",  "pyclbr",       "pydoc",        "queue",      "quopri",
     "random",      "re",          "readline",     "reprlib",      "resource",   "rlcompleter",
     "runpy",       "sched",       "secrets",      "select",       "selectors",  "shelve",
     "shlex",       "shutil",      "signal",       "site",         "smtpd",      "smtplib",
     "sndhdr",      "socket",      "socketserver", "spwd",         "sqlite3",    "ssl",
     "stat",        "statistics",  "string",       "stringprep",   "struct",     "subprocess",
     "sunau",       "symtable",    "sys",          "sysconfig",    "syslog",     "tabnanny",
     "tarfile",     "telnetlib",   "tempfile",     "termios",      "textwrap",   "threading",
     "time",        "timeit",      "tkinter",      "token",        "tokenize",   "tomllib",
     "trace",       "traceback",   "tracemalloc",  "tty",          "turtle",     "types",
     "typing",      "unicodedata", "unittest",     "urllib",       "uu",         "uuid",
     "venv",        "warnings",    "wave",         "weakref",      "webbrowser", "winreg",
     "winsound",    "wsgiref",     "xdrlib",       "xml",          "xmlrpc",     "zipapp",
     "zipfile",     "zipimport",   "zlib",         "zoneinfo"});
static_assert(std::ranges::is_sorted(kStandard));

std::string below(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder + '/' + name;
}

}  // namespace

std::string_view top_of(std::string_view path) { return path.substr(0, path.find('.')); }

bool is_standard(std::string_view path) {
  return std::ranges::binary_search(kStandard, top_of(path));
}

bool Modules::is_own(std::string_view path) {
  if (file_.around == nullptr) return false;
  const std::string_view top = top_of(path);
  if (const auto known = known_.find(top); known != known_.end()) return known->second;
  const std::string name(top);
  return known_.emplace(name, lies_in_project(name)).first->second;
}

bool Modules::lies_in_project(const std::string& name) const {
  std::string folder = file_.path;
  for (int i = 0; i < kMostFolders && !folder.empty(); ++i) {
    const std::size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
    if (file_.around->has(below(folder, "__init__.py"))) continue;
    if (lies_in(folder, name) || lies_in(below(folder, "src"), name)) return true;
  }
  return false;
}

bool Modules::lies_in(const std::string& folder, const std::string& name) const {
  const std::string module = below(folder, name);
  if (file_.around->has(module + "/__init__.py")) return true;
  return module + ".py" != file_.path && file_.around->has(module + ".py");
}

}  // namespace fundable::py

// HTTP through libcurl.
//
// Nothing is left to libcurl's defaults or to the environment that decides where a request goes or
// whom it trusts: protocols, redirects, proxies, .netrc, certificates. Sizes are counted while an
// answer is read and unpacked, so a small gzip that grows is cut off like any other answer.
//
// The transfer runs on a multi handle: it keeps the connections of the client, and waits in steps
// that are short enough for a stop to be seen.
#include "base/http.h"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>
#include <optional>

#include "base/text.h"
#include "base/url.h"

namespace fundable {
namespace {

constexpr int kStepMs = 50;

struct CloseEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct CloseMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct CloseList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, CloseEasy>;
using Multi = std::unique_ptr<CURLM, CloseMulti>;
using List = std::unique_ptr<curl_slist, CloseList>;

// What arrives, and why no more of it was taken.
struct Arriving {
  const HttpOptions* options = nullptr;
  HttpResponse response;
  std::size_t header_bytes = 0;
  bool too_large = false;
};

std::size_t take_body(const char* bytes, std::size_t, std::size_t size, void* into) {
  auto& arriving = *static_cast<Arriving*>(into);
  if (size > arriving.options->body_bytes - arriving.response.body.size()) {
    arriving.too_large = true;
    return 0;
  }
  arriving.response.body.append(bytes, size);
  return size;
}

std::size_t take_header(const char* bytes, std::size_t, std::size_t size, void* into) {
  auto& arriving = *static_cast<Arriving*>(into);
  arriving.header_bytes += size;
  if (arriving.header_bytes > arriving.options->header_bytes) {
    arriving.too_large = true;
    return 0;
  }
  const std::string_view line(bytes, size);
  if (line.starts_with("HTTP/")) arriving.response.headers.clear();
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos) {
    arriving.response.headers.emplace_back(lowered(trimmed(line.substr(0, colon))),
                                           trimmed(line.substr(colon + 1)));
  }
  return size;
}

// `http://127.0.0.1:8080/v1/statement`: what an error may tell of a request.
std::string place_of(const Url& url) {
  const std::string port = url.port == 0 ? "" : ":" + std::to_string(url.port);
  return presentable(url.scheme + "://" + url.host + port + url.path);
}

bool is_clean(std::string_view text) { return text.find_first_of({"\r\n\0", 3}) == text.npos; }

Result<List> header_list(const HttpRequest& request) {
  List list;
  const auto add = [&list](const std::string& line) {
    curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) return false;
    if (list == nullptr) list.reset(longer);  // else it is the same head
    return true;
  };
  bool added = add("Expect:");
  for (const auto& [name, value] : request.headers) {
    if (name.empty() || !is_clean(name) || !is_clean(value) ||
        name.find_first_of(": ") != name.npos) {
      return failure(ErrorKind::kInput, "a header of the request holds a line break");
    }
    // A header without a value is written with a semicolon, or libcurl leaves it out.
    added = added && add(value.empty() ? name + ";" : name + ": " + value);
  }
  if (!added) return failure(ErrorKind::kSystem, "there is no memory for the request");
  return list;
}

ErrorKind kind_of(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
      return ErrorKind::kMissing;
    case CURLE_OPERATION_TIMEDOUT:
      return ErrorKind::kLimit;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return ErrorKind::kInput;
    default:
      return ErrorKind::kSystem;
  }
}

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? std::string_view() : found->second;
}

std::string basic_authorization(std::string_view user, std::string_view password) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string bytes = std::string(user) + ":" + std::string(password);
  std::string out = "Basic ";
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t given = std::min<std::size_t>(3, bytes.size() - i);
    unsigned int three = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      three = three << 8 | (k < given ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out.push_back(k <= given ? kDigits[three >> (18 - 6 * k) & 63] : '=');
    }
  }
  return out;
}

struct HttpClient::State {
  HttpOptions options;
  Multi multi;
  Easy easy;  // after the multi handle, so that it goes first

  bool set_up(const HttpRequest& request, const List& headers, Arriving& arriving, char* problem);
  std::optional<CURLcode> run(const std::stop_token& stop);
};

bool HttpClient::State::set_up(const HttpRequest& request, const List& headers, Arriving& arriving,
                               char* problem) {
  CURL* const handle = easy.get();
  curl_easy_reset(handle);
  bool good = true;
  const auto set = [&](CURLoption option, auto value) {
    good = good && curl_easy_setopt(handle, option, value) == CURLE_OK;
  };
  set(CURLOPT_ERRORBUFFER, problem);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(CURLOPT_PROXY, options.proxy.c_str());
  set(CURLOPT_NOPROXY, "");
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_ACCEPT_ENCODING, "gzip");
  set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  if (!request.body.empty() || request.method == "POST") {
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(CURLOPT_POSTFIELDS, request.body.c_str());
  }
  set(CURLOPT_NOBODY, request.method == "HEAD" ? 1L : 0L);
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_ms));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.total_ms));
  set(CURLOPT_WRITEFUNCTION, take_body);
  set(CURLOPT_WRITEDATA, &arriving);
  set(CURLOPT_HEADERFUNCTION, take_header);
  set(CURLOPT_HEADERDATA, &arriving);
  return good;
}

// Nothing where it was told to stop.
std::optional<CURLcode> HttpClient::State::run(const std::stop_token& stop) {
  if (curl_multi_add_handle(multi.get(), easy.get()) != CURLM_OK) return CURLE_FAILED_INIT;
  std::optional<CURLcode> code;
  while (!code && !stop.stop_requested()) {
    int running = 0;
    int left = 0;
    if (curl_multi_perform(multi.get(), &running) != CURLM_OK) code = CURLE_FAILED_INIT;
    while (const CURLMsg* const message = curl_multi_info_read(multi.get(), &left)) {
      if (message->msg == CURLMSG_DONE) code = message->data.result;
    }
    if (!code) curl_multi_poll(multi.get(), nullptr, 0, kStepMs, nullptr);
  }
  curl_multi_remove_handle(multi.get(), easy.get());
  return code;
}

HttpClient::HttpClient(HttpOptions options) : state_(std::make_unique<State>()) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  state_->options = std::move(options);
  state_->multi.reset(curl_multi_init());
  state_->easy.reset(curl_easy_init());
}
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;
HttpClient::~HttpClient() = default;

Result<HttpResponse> HttpClient::send(const HttpRequest& request, const std::stop_token& stop) {
  const auto url = parse_url(request.url);
  if (!url) return std::unexpected(url.error());
  if (url->scheme != "http" && url->scheme != "https") {
    return failure(ErrorKind::kInput, "only http and https are spoken, not " + url->scheme);
  }
  if (!url->user.empty()) return failure(ErrorKind::kInput, "the request's URL names a user");
  const auto headers = header_list(request);
  if (!headers) return std::unexpected(headers.error());
  Arriving arriving{.options = &state_->options, .response = {}};
  std::string problem(CURL_ERROR_SIZE, '\0');
  if (state_->multi == nullptr || state_->easy == nullptr ||
      !state_->set_up(request, *headers, arriving, problem.data())) {
    return failure(ErrorKind::kSystem, "libcurl cannot be set up", place_of(*url));
  }

  const std::optional<CURLcode> code = state_->run(stop);
  if (!code) return failure(ErrorKind::kSystem, "stopped", place_of(*url));
  if (arriving.too_large) {
    return failure(ErrorKind::kLimit,
                   "the answer has more than " + std::to_string(state_->options.body_bytes) +
                       " bytes (or its headers more than " +
                       std::to_string(state_->options.header_bytes) + ")",
                   place_of(*url));
  }
  if (*code != CURLE_OK) {
    problem.resize(problem.find('\0'));
    return failure(kind_of(*code),
                   presentable(problem.empty() ? curl_easy_strerror(*code) : problem),
                   place_of(*url));
  }
  long status = 0;
  curl_easy_getinfo(state_->easy.get(), CURLINFO_RESPONSE_CODE, &status);
  arriving.response.status = static_cast<int>(status);
  return std::move(arriving.response);
}

}  // namespace fundable

// One connection at a time, one request a connection (`Connection: close`): slow, and easy to
// trust.
#include "tests/base/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

#include "base/text.h"

namespace fundable {
namespace {

constexpr int kStep_ms = 20;

std::string received_until(int connection, std::string& buffer, std::string_view end) {
  char bytes[8192];
  std::size_t found = buffer.find(end);
  while (found == std::string::npos) {
    const auto size = recv(connection, bytes, sizeof bytes, 0);
    if (size <= 0) return "";
    buffer.append(bytes, static_cast<std::size_t>(size));
    found = buffer.find(end);
  }
  std::string head = buffer.substr(0, found);
  buffer.erase(0, found + end.size());
  return head;
}

void send_all(int connection, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto size = send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
}

}  // namespace

HttpServer::HttpServer(Answer answer) : answer_(std::move(answer)) {
  socket_ = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(socket_, 16) != 0 ||
      getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no port on loopback");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

HttpServer::~HttpServer() {
  stops_ = true;
  thread_.join();
  close(socket_);
}

std::vector<SeenRequest> HttpServer::seen() const {
  const std::lock_guard lock(mutex_);
  return seen_;
}

void HttpServer::serve() {
  while (!stops_) {
    pollfd ready{.fd = socket_, .events = POLLIN, .revents = 0};
    if (poll(&ready, 1, kStep_ms) <= 0) continue;
    const int connection = accept(socket_, nullptr, nullptr);
    if (connection < 0) continue;
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    serve_one(connection);
    close(connection);
  }
}

void HttpServer::serve_one(int connection) {
  std::string buffer;
  const std::string head = received_until(connection, buffer, "\r\n\r\n");
  if (head.empty()) return;
  SeenRequest request;
  bool first = true;
  for (std::string_view line : split(head, '\n')) {
    line = trimmed(line);
    if (first) {
      const auto words = split(line, ' ');
      request.method = words[0];
      request.target = words.at(1);
    } else if (const auto colon = line.find(':'); colon != line.npos) {
      request.headers[lowered(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
    }
    first = false;
  }
  const auto length = request.headers.find("content-length");
  const std::size_t wanted = length == request.headers.end() ? 0 : std::stoul(length->second);
  char bytes[8192];
  while (buffer.size() < wanted) {
    const auto size = recv(connection, bytes, sizeof bytes, 0);
    if (size <= 0) return;
    buffer.append(bytes, static_cast<std::size_t>(size));
  }
  request.body = buffer;
  {
    const std::lock_guard lock(mutex_);
    seen_.push_back(request);
  }
  const CannedResponse response = answer_(request);
  for (int waited = 0; waited < response.wait_ms && !stops_; waited += kStep_ms) {
    std::this_thread::sleep_for(std::chrono::milliseconds(kStep_ms));
  }
  std::string text = "HTTP/1.1 " + std::to_string(response.status) + " Said\r\n";
  for (const auto& [name, value] : response.headers) text += name + ": " + value + "\r\n";
  text +=
      "Content-Length: " + std::to_string(response.body.size()) + "\r\nConnection: close\r\n\r\n";
  text += response.breaks_off ? response.body.substr(0, response.body.size() / 2) : response.body;
  send_all(connection, text);
}

}  // namespace fundable

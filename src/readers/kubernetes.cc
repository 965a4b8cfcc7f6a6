// Reads Kubernetes manifests (YAML, many documents a file) and dumps (`kubectl get … -o
// json|yaml`).
//
// Each object that runs something, or tells where the cluster is, becomes one observation; what it
// says is found in readers/kubernetes/. A Helm template is no manifest, and half of one would be
// misread: it is refused with the way to render it, unless its chart is there and readers/helm/ can
// do so.
#include "base/text.h"
#include "model/observation.h"
#include "readers/file/file.h"
#include "readers/kubernetes/dump.h"
#include "readers/kubernetes/stream.h"

namespace fundable {
namespace {

bool recognises(const EvidenceFile& head) {
  const std::string_view bytes = kube::without_byte_order_mark(head.bytes);
  return kube::is_json(bytes) ? kube::looks_like_json_objects(trimmed(bytes))
                              : kube::looks_like_yaml_objects(bytes);
}

Result<Reading> read(const EvidenceFile& file, const Limits& limits) {
  if (auto fits = check_size(file, limits); !fits) return std::unexpected(fits.error());
  return kube::read_objects(file, limits);
}

}  // namespace

extern const Reader kubernetes;
const Reader kubernetes{
    .name = "kubernetes",
    .reads = "Kubernetes manifests and dumps, kubectl get -o json or yaml",
    .recognises = recognises,
    .read = read,
};

}  // namespace fundable

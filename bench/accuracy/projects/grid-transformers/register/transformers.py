"""Figures of transformers."""
from register.models import Transformer


def pipeline(kva, samples):
    """Those of at least so many kVA whose last sample is acid."""
    for transformer in Transformer.objects.filter(rated_power_kva__gte=kva):
        last = transformer.samples.order_by("-taken").first()
        if last and last.acidity > 0.2:
            yield transformer


def predict_next_inspection(transformer):
    return transformer.built + 10 * ((2025 - transformer.built) // 10 + 1)

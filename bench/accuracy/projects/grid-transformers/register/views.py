from rest_framework.decorators import api_view
from rest_framework.response import Response

from register import transformers


@api_view(["GET"])
def due(request):
    found = transformers.pipeline(int(request.GET.get("kva", 100)), None)
    return Response([{"number": t.number, "model": t.model} for t in found])

import json

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.transforms.window import Sessions


class Options(PipelineOptions):
    @classmethod
    def _add_argparse_args(cls, parser):
        parser.add_argument("--subscription")
        parser.add_argument("--table")


options = Options(streaming=True)
with beam.Pipeline(options=options) as p:
    (
        p
        | beam.io.ReadFromPubSub(subscription=options.subscription)
        | beam.Map(json.loads)
        | beam.Map(lambda e: (e["visitor"], e["page"]))
        | beam.WindowInto(Sessions(30 * 60))
        | beam.GroupByKey()
        | beam.Map(lambda kv: {"visitor": kv[0], "pages": list(kv[1])})
        | beam.io.WriteToBigQuery(options.table)
    )

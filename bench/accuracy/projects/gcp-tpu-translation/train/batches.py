import tensorflow as tf


def batches(path="gs://translation-data/pairs/*.tfrecord", size=256):
    files = tf.data.Dataset.list_files(path)
    data = files.interleave(tf.data.TFRecordDataset).map(parse).batch(size).repeat()
    return data.as_numpy_iterator()


def parse(record):
    fields = {k: tf.io.FixedLenFeature([128], tf.int64) for k in ("in", "out")}
    return tf.io.parse_single_example(record, fields)

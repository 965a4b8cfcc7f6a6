from airflow.models import DagBag


def test_loads():
    assert not DagBag("dags").import_errors

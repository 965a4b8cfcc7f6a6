from concierge.agent import root_agent


def test_has_three_tools():
    assert len(root_agent.tools) == 3

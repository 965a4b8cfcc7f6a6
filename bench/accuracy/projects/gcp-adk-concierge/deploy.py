import os

import vertexai
from vertexai import agent_engines
from vertexai.preview import reasoning_engines

from concierge.agent import root_agent

vertexai.init(
    project=os.environ["GOOGLE_CLOUD_PROJECT"],
    location="us-central1",
    staging_bucket=os.environ["STAGING_BUCKET"],
)
app = reasoning_engines.AdkApp(agent=root_agent, enable_tracing=True)
remote = agent_engines.create(
    agent_engine=app,
    requirements=["google-adk>=1.2", "httpx"],
    extra_packages=["concierge"],
)
print(remote.resource_name)

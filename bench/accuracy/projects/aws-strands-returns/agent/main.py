import os

import boto3
from bedrock_agentcore.runtime import BedrockAgentCoreApp
from strands import Agent, tool
from strands.models import BedrockModel

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
app = BedrockAgentCoreApp()


@tool
def order_history(customer: str) -> list:
    """The last orders of a customer."""
    return table.query(
        KeyConditionExpression=boto3.dynamodb.conditions.Key("order").eq(customer)
    )["Items"]


@tool
def decide(order: str, decision: str, reason: str) -> str:
    """Records a decision on a returned order."""
    table.put_item(Item={"order": order, "decision": decision, "reason": reason})
    return "recorded"


agent = Agent(
    model=BedrockModel(model_id="eu.anthropic.claude-sonnet-4-20250514-v1:0"),
    tools=[order_history, decide],
    system_prompt="You decide on returns by the shop's rules.",
)


@app.entrypoint
def invoke(payload):
    return {"result": str(agent(payload["prompt"]))}


if __name__ == "__main__":
    app.run()

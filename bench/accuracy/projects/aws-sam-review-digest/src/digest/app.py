import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
bedrock = boto3.client("bedrock-runtime")
PROMPT = "Boil these reviews down to one fair paragraph:\n\n"


def handler(event, context):
    for product in table.scan()["Items"]:
        reply = bedrock.converse(
            modelId="amazon.nova-lite-v1:0",
            messages=[
                {"role": "user", "content": [{"text": PROMPT + "\n".join(product["reviews"])}]}
            ],
            inferenceConfig={"maxTokens": 300},
        )
        product["digest"] = reply["output"]["message"]["content"][0]["text"]
        table.put_item(Item=product)

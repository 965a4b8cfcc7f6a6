import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { APIGatewayProxyHandlerV2 } from "aws-lambda";

const client = new DynamoDBClient({});

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const wish = JSON.parse(event.body ?? "{}");
  await client.send(
    new PutItemCommand({
      TableName: process.env.SEATS,
      Item: { seat: { S: wish.seat }, guest: { S: wish.guest } },
      ConditionExpression: "attribute_not_exists(seat)",
    }),
  );
  return { statusCode: 201 };
};

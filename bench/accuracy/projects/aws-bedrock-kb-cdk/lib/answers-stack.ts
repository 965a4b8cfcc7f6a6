import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as api from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export class AnswersStack extends Stack {
  constructor(scope: Construct, name: string, props: StackProps & { knowledgeBaseId: string }) {
    super(scope, name, props);
    const answer = new NodejsFunction(this, 'Answer', {
      entry: 'lambda/answer/index.ts',
      runtime: Runtime.NODEJS_22_X,
      timeout: Duration.seconds(60),
      environment: { KNOWLEDGE_BASE: props.knowledgeBaseId },
    });
    answer.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['bedrock:RetrieveAndGenerate', 'bedrock:Retrieve', 'bedrock:InvokeModel'],
        resources: ['*'],
      }),
    );
    const http = new api.HttpApi(this, 'Api');
    http.addRoutes({
      path: '/answer',
      methods: [api.HttpMethod.POST],
      integration: new HttpLambdaIntegration('AnswerIntegration', answer),
    });
  }
}

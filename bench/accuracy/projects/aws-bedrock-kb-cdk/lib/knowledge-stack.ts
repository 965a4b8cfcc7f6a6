import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as aoss from 'aws-cdk-lib/aws-opensearchserverless';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export class KnowledgeStack extends Stack {
  readonly id: string;

  constructor(scope: Construct, name: string, props?: StackProps) {
    super(scope, name, props);
    const documents = new s3.Bucket(this, 'Agreements', { enforceSSL: true });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com'),
    });
    documents.grantRead(role);
    const vectors = new aoss.CfnCollection(this, 'Vectors', {
      name: 'agreements',
      type: 'VECTORSEARCH',
    });
    const base = new bedrock.CfnKnowledgeBase(this, 'Base', {
      name: 'agreements',
      roleArn: role.roleArn,
      knowledgeBaseConfiguration: {
        type: 'VECTOR',
        vectorKnowledgeBaseConfiguration: {
          embeddingModelArn: `arn:aws:bedrock:${this.region}::foundation-model/amazon.titan-embed-text-v2:0`,
        },
      },
      storageConfiguration: {
        type: 'OPENSEARCH_SERVERLESS',
        opensearchServerlessConfiguration: {
          collectionArn: vectors.attrArn,
          vectorIndexName: 'agreements',
          fieldMapping: { vectorField: 'v', textField: 't', metadataField: 'm' },
        },
      },
    });
    new bedrock.CfnDataSource(this, 'Source', {
      name: 'agreements',
      knowledgeBaseId: base.attrKnowledgeBaseId,
      dataSourceConfiguration: {
        type: 'S3',
        s3Configuration: { bucketArn: documents.bucketArn },
      },
    });
    this.id = base.attrKnowledgeBaseId;
    new CfnOutput(this, 'KnowledgeBaseId', { value: this.id });
  }
}

import * as cdk from 'aws-cdk-lib';
import { KnowledgeStack } from '../lib/knowledge-stack';
import { AnswersStack } from '../lib/answers-stack';

const app = new cdk.App();
const knowledge = new KnowledgeStack(app, 'Knowledge', { env: { region: 'eu-central-1' } });
new AnswersStack(app, 'Answers', { knowledgeBaseId: knowledge.id, env: { region: 'eu-central-1' } });

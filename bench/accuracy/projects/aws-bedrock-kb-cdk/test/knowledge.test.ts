import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { KnowledgeStack } from '../lib/knowledge-stack';

test('one knowledge base', () => {
  const stack = new KnowledgeStack(new App(), 'T');
  Template.fromStack(stack).resourceCountIs('AWS::Bedrock::KnowledgeBase', 1);
});

import DocumentIntelligence, {
  getLongRunningPoller,
  isUnexpected,
} from '@azure-rest/ai-document-intelligence';
import { app, InvocationContext, output } from '@azure/functions';
import { DefaultAzureCredential } from '@azure/identity';
import { toLedger } from '../ledger';

const client = DocumentIntelligence(process.env.DOCUMENT_ENDPOINT!, new DefaultAzureCredential());
const queue = output.storageQueue({ queueName: 'ledger', connection: 'Storage' });

export async function readInvoice(blob: Buffer, context: InvocationContext) {
  const started = await client.path('/documentModels/{modelId}:analyze', 'prebuilt-invoice').post({
    contentType: 'application/json',
    body: { base64Source: blob.toString('base64') },
  });
  if (isUnexpected(started)) throw started.body.error;
  const result = await getLongRunningPoller(client, started).pollUntilDone();
  context.extraOutputs.set(queue, toLedger(result.body));
}

app.storageBlob('readInvoice', {
  path: 'incoming/{name}',
  connection: 'Storage',
  extraOutputs: [queue],
  handler: readInvoice,
});

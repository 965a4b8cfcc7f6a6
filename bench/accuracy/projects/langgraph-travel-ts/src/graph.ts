import { ChatAnthropic } from '@langchain/anthropic';
import { MessagesAnnotation, StateGraph } from '@langchain/langgraph';
import { ToolNode, toolsCondition } from '@langchain/langgraph/prebuilt';
import { bookTrain, findTrains } from './tools.js';

const tools = [findTrains, bookTrain];
const model = new ChatAnthropic({ model: 'claude-3-5-sonnet-20241022' }).bindTools(tools);

export const graph = new StateGraph(MessagesAnnotation)
  .addNode('plan', async (state) => ({ messages: [await model.invoke(state.messages)] }))
  .addNode('tools', new ToolNode(tools))
  .addEdge('__start__', 'plan')
  .addConditionalEdges('plan', toolsCondition)
  .addEdge('tools', 'plan')
  .compile();

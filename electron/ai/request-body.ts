import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { AiCall, AiMessage } from './call.ts';

/** What is sent, in the words of each service. */
export function requestBody(call: AiCall): ChatCompletionCreateParamsStreaming {
  const { kind, model, messages, json, maxTokens } = call;
  const body: ChatCompletionCreateParamsStreaming & { thinking?: { type: string } } = {
    model,
    messages: messages.map(messageOf),
    stream: true,
    stream_options: { include_usage: true },
  };
  if (maxTokens !== null)
    // OpenAI's newer models refuse the old name, the others do not know the new one.
    Object.assign(
      body,
      kind === 'openai' ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens },
    );
  // LM Studio knows no free JSON mode and refuses it; the prompt asks for JSON all the same.
  if (json && kind !== 'lmstudio') body.response_format = { type: 'json_object' };
  // Both think at length unless told not to, and bill it: a post does not need it.
  if (kind === 'deepseek') body.thinking = { type: 'disabled' };
  if (kind === 'openai' && /^gpt-6/.test(model)) body.reasoning_effort = 'none';
  return body;
}

type Sent = ChatCompletionCreateParamsStreaming['messages'][number];

function messageOf({ role, content, images = [] }: AiMessage): Sent {
  if (role !== 'user' || images.length === 0) return { role, content };
  return {
    role,
    content: [
      { type: 'text', text: content },
      ...images.map((url) => ({ type: 'image_url' as const, image_url: { url } })),
    ],
  };
}

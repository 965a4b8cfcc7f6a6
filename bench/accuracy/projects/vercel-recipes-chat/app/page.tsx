'use client';

import { useChat } from '@ai-sdk/react';

export default function Page() {
  const { messages, input, handleInputChange, handleSubmit } = useChat();
  return (
    <main>
      {messages.map((m) => (
        <p key={m.id}>
          <b>{m.role}</b> {m.content}
        </p>
      ))}
      <form onSubmit={handleSubmit}>
        <input value={input} onChange={handleInputChange} placeholder="Two eggs, a leek …" />
      </form>
    </main>
  );
}

const out = document.getElementById('out');
document.getElementById('file').addEventListener('change', async (event) => {
  const reply = await fetch('/upload', { method: 'POST', body: event.target.files[0] });
  for (const [start, text] of await reply.json()) out.textContent += `${start.toFixed(0)} ${text}\n`;
});

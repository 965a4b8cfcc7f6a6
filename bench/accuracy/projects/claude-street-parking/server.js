const express = require("express");
const { Pool } = require("pg");

const app = express();
const lots = new Pool();
const gemini = ["north", "south"]; // the twin car parks of Claude Street

app.get("/free/:lot", async (request, response) => {
  if (!gemini.includes(request.params.lot)) return response.sendStatus(404);
  const { rows } = await lots.query("select free from lots where name = $1", [request.params.lot]);
  response.json(rows[0]);
});
app.listen(3000);

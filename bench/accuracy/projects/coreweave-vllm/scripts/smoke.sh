#!/bin/sh
# Asks the server for one line.
curl -sf "$1/v1/completions" -H 'content-type: application/json' \
  -d '{"model": "/models/characters-70b", "prompt": "Hello", "max_tokens": 8}'

#!/bin/sh
docker run -d --restart always -p 19132:19132/udp -v world:/bedrock/worlds bedrock-server

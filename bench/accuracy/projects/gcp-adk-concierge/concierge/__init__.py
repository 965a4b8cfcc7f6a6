from concierge import agent

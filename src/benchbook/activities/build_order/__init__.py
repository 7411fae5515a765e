"""Build an order: choose protective measures, each with its ground and the defence's safeguard."""

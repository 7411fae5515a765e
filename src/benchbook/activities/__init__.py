"""The activities: one folder a kind, with its question, scoring rule, control and printed form."""

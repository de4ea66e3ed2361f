"""Who makes the documents of a run: this process, others beside it, or a cluster."""

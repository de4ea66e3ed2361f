"""The scorecard of a guide: what a machine can judge of PEMAT-P and the CDC Index, and what is left to a person."""

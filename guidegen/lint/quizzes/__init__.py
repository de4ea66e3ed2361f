"""Rules about whole quizzes: what gives answers away, or weighs too much, although each item is fine."""

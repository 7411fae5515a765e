"""Tag passages: say what each passage goes to, and for or against."""

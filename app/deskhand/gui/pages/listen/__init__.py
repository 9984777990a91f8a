"""Check for recordings: hear the doubtful seconds, and get the call-back number right."""

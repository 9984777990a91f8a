"""Plan: every copy or move before it happens, its doing, and what came of it."""

"""Files in and out: stories, rosters, exports."""

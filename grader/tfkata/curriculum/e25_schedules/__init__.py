"""e25_schedules: Smaller steps as you go: learning-rate schedules."""

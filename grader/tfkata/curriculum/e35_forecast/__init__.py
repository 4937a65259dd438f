"""e35_forecast: Tomorrow, from four weeks: births a day."""

"""An edition as files that people open. All are drawn from the document alone; the CSV files the same to the byte."""

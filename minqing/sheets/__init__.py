"""What operators and clerks fill in and get back as spreadsheets."""

"""What somebody who reported an issue may see and do by number and tracking code."""

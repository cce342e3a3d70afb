"""驾驶舱: numbers of the issues that the caller may see, and the items behind each of them."""

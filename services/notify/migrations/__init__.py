"""Tables of `notify`: what it wrote, which no log could give back."""

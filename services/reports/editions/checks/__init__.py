"""What `verify` looks at, one file for each: the header, the rows, the chain, the files beside."""

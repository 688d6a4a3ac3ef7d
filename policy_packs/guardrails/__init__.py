"""The pack of all controls; the folder is self-contained, so that it can be published as it is."""

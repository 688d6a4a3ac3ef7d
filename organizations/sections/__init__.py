"""The sections of an organization file: one module each, with what their values must agree on."""

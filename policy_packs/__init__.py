"""CrossGuard policy packs that enforce the practices on every deploy."""

"""What gets built: one file a component, secure with zero arguments."""

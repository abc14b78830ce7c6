"""Reviews, and the prompts that tell a reviewing officer what needs attention."""

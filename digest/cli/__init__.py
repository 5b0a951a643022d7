"""The face on the command line: each command is one call to the desk and one print."""

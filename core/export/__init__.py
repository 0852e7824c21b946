"""Files that take a scenario along, made when somebody asks for one."""

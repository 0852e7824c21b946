"""What the model can be asked: goal seek, uncertainty, comparison."""

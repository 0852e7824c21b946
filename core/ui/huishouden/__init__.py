"""The page Werk loont: what a household keeps of work, and the buffer that carries a swinging income."""

from core.ui.huishouden.sheet import page

__all__ = ["page"]

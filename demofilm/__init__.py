"""The maker of the demo film: The Red Shoes, a shadow play."""

"""Words of the microscope."""

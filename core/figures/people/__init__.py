"""Charts of benefits: stock, flows, promises and chances."""

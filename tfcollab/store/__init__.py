"""The exam record: patients, visits, recordings and results, encrypted, with users and audit trail."""

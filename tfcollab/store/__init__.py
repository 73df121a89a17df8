"""The exam record: patients, visits, recordings and results in one encrypted database, with users and audit trail."""

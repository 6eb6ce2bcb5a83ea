CREATE TABLE points (customer_id TEXT PRIMARY KEY, customer_email TEXT NOT NULL, points INTEGER NOT NULL);

CREATE TABLE parcels (
  order_id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, customer_email TEXT NOT NULL, carrier TEXT NOT NULL, tracking_number TEXT NOT NULL,
  status TEXT NOT NULL, location TEXT NOT NULL, eta TEXT NOT NULL);

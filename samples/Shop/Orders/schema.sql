CREATE TABLE orders (
  order_id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, customer_email TEXT NOT NULL, status TEXT NOT NULL, summary TEXT NOT NULL,
  total_cents INTEGER NOT NULL, placed_at TEXT NOT NULL, shipped_at TEXT, delivered_at TEXT);
CREATE TABLE items (order_id TEXT NOT NULL, sku TEXT NOT NULL, name TEXT NOT NULL, quantity INTEGER NOT NULL, price_cents INTEGER NOT NULL);
CREATE TABLE products (sku TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, price_cents INTEGER NOT NULL, is_in_stock INTEGER NOT NULL);
CREATE TABLE returns (return_id INTEGER PRIMARY KEY, order_id TEXT NOT NULL, item TEXT, refund_cents INTEGER NOT NULL);

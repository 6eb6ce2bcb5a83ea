namespace Shop.Orders;

/// <summary>Something for sale.</summary>
internal sealed record Product(string Sku, string Name, string Description, decimal Price, string Availability);

namespace Shop.Orders;

/// <summary>A line of an order.</summary>
internal sealed record Item(string Sku, string Name, long Quantity, decimal Price);

namespace Shop.Orders;

/// <summary>What comes back, and from whom.</summary>
/// <param name="CustomerId">Whose order it must be.</param>
/// <param name="Item">Name or sku of one item; null for all of them.</param>
internal sealed record ReturnRequest(string CustomerId, string? Item);

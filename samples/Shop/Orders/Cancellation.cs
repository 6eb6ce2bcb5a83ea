namespace Shop.Orders;

/// <summary>Why an order is cancelled, and for whom.</summary>
/// <param name="CustomerId">Whose order it must be.</param>
/// <param name="Reason">One of the contract's words; the first when none is given.</param>
internal sealed record Cancellation(string CustomerId, string? Reason);

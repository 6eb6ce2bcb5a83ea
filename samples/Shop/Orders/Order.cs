using Shop.Kit;

namespace Shop.Orders;

/// <summary>An order as this service tells it.</summary>
internal sealed record Order(string OrderId, string CustomerEmail, string Status, string Summary, decimal Total, string PlacedAt, string? ShippedAt, string? DeliveredAt)
{
    /// <summary>What is in it; left out in lists.</summary>
    public IReadOnlyList<Item>? Items { get; init; }

    internal sealed record Row(string OrderId, string CustomerEmail, string Status, string Summary, long TotalCents, string PlacedAt, string? ShippedAt, string? DeliveredAt)
    {
        public Order ToOrder() => new(OrderId, CustomerEmail, Status, Summary, Cents.ToMoney(TotalCents), PlacedAt, ShippedAt, DeliveredAt);
    }
}

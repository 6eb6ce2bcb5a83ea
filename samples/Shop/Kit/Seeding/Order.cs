namespace Shop.Kit.Seeding;

/// <summary>An order; its state follows from what has happened to it so far.</summary>
/// <param name="Number">As it is printed on the parcel.</param>
/// <param name="Customer">Whose.</param>
/// <param name="Skus">One of each.</param>
/// <param name="Placed">When.</param>
public sealed record Order(string Number, Customer Customer, IReadOnlyList<Product> Skus, DateOnly Placed)
{
    public DateOnly? Shipped { get; init; }

    public DateOnly? Delivered { get; init; }

    public bool IsCancelled { get; init; }

    public long Cents => Skus.Sum(product => product.Cents);

    /// <summary>What it is, in a word: the things in it.</summary>
    public string Summary => string.Join(" and ", Skus.Select(product => product.Name));

    /// <summary>In the words of the modern services.</summary>
    public string Status => IsCancelled ? "cancelled" : Delivered is not null ? "delivered" : Shipped is not null ? "shipped" : "pending";
}

namespace Shop.Kit.Seeding;

/// <summary>Something for sale.</summary>
public sealed record Product(string Sku, string Name, string Description, long Cents, bool IsInStock = true);

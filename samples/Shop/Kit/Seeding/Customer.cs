namespace Shop.Kit.Seeding;

/// <summary>Somebody who buys.</summary>
public sealed record Customer(string Id, string Email, string Name, string Phone, Address Address, int Points);

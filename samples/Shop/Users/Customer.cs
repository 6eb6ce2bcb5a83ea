namespace Shop.Users;

/// <summary>A customer as this service tells it.</summary>
internal sealed record Customer(string CustomerId, string Email, string Name, string Phone, string Street, string City, string Zip, string Status);

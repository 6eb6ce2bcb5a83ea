namespace Shop.Users;

/// <summary>Where a customer moves to.</summary>
internal sealed record NewAddress(string Street, string City, string Zip);

namespace Shop.Modern.Platform;

/// <summary>A service that stands in the directory.</summary>
/// <param name="Name">Its name, as <c>orders-api</c>.</param>
/// <param name="Url">Where it is, without a slash at the end.</param>
public sealed record Entry(string Name, string Url);

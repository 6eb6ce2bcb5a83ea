namespace Shop.Shipping;

/// <summary>When a parcel should come instead.</summary>
/// <param name="CustomerId">Whose parcel it must be.</param>
/// <param name="Date">The day, ISO.</param>
internal sealed record NewDay(string CustomerId, string Date);

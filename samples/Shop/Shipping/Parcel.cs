namespace Shop.Shipping;

/// <summary>A parcel as this service keeps it.</summary>
internal sealed record Parcel(string OrderId, string CustomerEmail, string Carrier, string TrackingNumber, string Status, string Location, string Eta);

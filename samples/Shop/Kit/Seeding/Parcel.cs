namespace Shop.Kit.Seeding;

/// <summary>What is on its way, or has arrived.</summary>
/// <param name="Order">What is in it.</param>
/// <param name="Carrier">Who brings it.</param>
/// <param name="Tracking">The carrier's number.</param>
/// <param name="Location">Where it was seen last.</param>
/// <param name="Eta">The day it arrives or arrived.</param>
public sealed record Parcel(Order Order, string Carrier, string Tracking, string Location, DateOnly Eta)
{
    public bool HasArrived => Order.Delivered is not null;
}

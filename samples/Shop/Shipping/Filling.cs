using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Shop.Kit.Seeding;

namespace Shop.Shipping;

/// <summary>Writes the parcels this service begins with. For one carrier it counts the day of sending too, and so is a day late: the fault a comparison with the monolith must find.</summary>
internal static class Filling
{
    public static void Fill(SqliteConnection db, ShopSeed seed) => db.Execute(
        "INSERT INTO parcels VALUES (@Number, @Id, @Email, @Carrier, @Tracking, @Status, @Location, @Eta)",
        seed.Parcels.Select(parcel => new
        {
            parcel.Order.Number,
            parcel.Order.Customer.Id,
            parcel.Order.Customer.Email,
            parcel.Carrier,
            parcel.Tracking,
            Status = parcel.HasArrived ? "delivered" : "in transit",
            parcel.Location,
            Eta = parcel.Eta.AddDays(parcel is { HasArrived: false, Carrier: ShopSeed.OddCarrier } ? 1 : 0).ToString("O", CultureInfo.InvariantCulture),
        }));
}

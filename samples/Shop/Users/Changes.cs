using Dapper;
using Microsoft.Data.Sqlite;
using Shop.Modern;

namespace Shop.Users;

/// <summary>What can be changed of a customer.</summary>
internal static class Changes
{
    public static Outcome Move(SqliteConnection db, string customerId, NewAddress address)
    {
        if (string.IsNullOrWhiteSpace(address.Street) || string.IsNullOrWhiteSpace(address.City) || string.IsNullOrWhiteSpace(address.Zip))
        {
            return Outcome.Refused(422, "address_incomplete", "Street, city and zip are all needed.");
        }

        var changed = db.Execute("UPDATE customers SET street = @Street, city = @City, zip = @Zip WHERE customer_id = @customerId AND status = 'active'",
            new { address.Street, address.City, address.Zip, customerId });
        return changed == 0 ? Unknown : Outcome.Done(address, $"address of {customerId}");
    }

    public static Outcome Close(SqliteConnection db, string customerId, DateTimeOffset now) =>
        db.Execute("UPDATE customers SET status = 'closed' WHERE customer_id = @customerId AND status = 'active'", new { customerId }) == 0
            ? Unknown
            : Outcome.Done(new { customerId, status = "closed", closedAt = DateOnly.FromDateTime(now.UtcDateTime) }, $"closed {customerId}");

    private static Outcome Unknown => Outcome.Refused(404, "not_found", "There is no such customer.");
}

using Dapper;
using Shop.Kit;

namespace Shop.Legacy;

/// <summary>ship_track: a parcel by its order, else the customer's latest one, those on their way first.</summary>
internal static class ShipOperations
{
    private const string Select =
        "SELECT order_no, cust_mail, carrier, track_no, state, loc, eta FROM ship WHERE cust_mail = lower(@mail) AND (@order_no IS NULL OR order_no = @order_no) ORDER BY state = 'D', order_no DESC LIMIT 1";

    public static void Map(WebApplication app) =>
        app.MapGet("/ship_track", (string mail, string? order_no, Store store, TimeProvider clock) =>
            Envelope.Of(store.Read(db => db.QuerySingleOrDefault<ShipRow>(Select, new { mail, order_no })) is { } row
                ? new { row.order_no, row.cust_mail, row.carrier, row.track_no, row.state, row.loc, row.eta, stamp = clock.GetUtcNow().ToString("O") }
                : null));

    private sealed record ShipRow(string order_no, string cust_mail, string carrier, string track_no, string state, string loc, string eta);
}

using Dapper;
using Shop.Kit;

namespace Shop.Legacy;

/// <summary>customer_lookup, customer_addr, points, complaint_new.</summary>
internal static class CustomerOperations
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/customer_lookup", (string mail, Store store) => Envelope.Of(store.Read(db => db.QuerySingleOrDefault<CustomerRow>(
            "SELECT cust_id, mail, name, tel, addr, active FROM cust WHERE mail = lower(@mail)", new { mail }))));
        app.MapPost("/customer_addr", ChangeAddress);
        app.MapGet("/points", (string mail, Store store, TimeProvider clock) => Points(mail, store, clock));
        app.MapPost("/complaint_new", Complain);
    }

    private static IResult ChangeAddress(AddressForm form, HttpContext context, Store store)
    {
        if (store.Write(db => db.Execute("UPDATE cust SET addr = @addr WHERE mail = lower(@mail)", form)) == 0)
        {
            return Envelope.Of(null);
        }

        context.Changed($"address of {form.mail}");
        return Envelope.Of(new { form.addr });
    }

    private static IResult Points(string mail, Store store, TimeProvider clock)
    {
        if (store.Read(db => db.QuerySingleOrDefault<long?>("SELECT pts FROM cust WHERE mail = lower(@mail)", new { mail })) is not { } pts)
        {
            return Envelope.Of(null);
        }

        var exp = new DateOnly(clock.GetUtcNow().Year, 12, 31);
        return Envelope.Of(new { mail, pts, lvl = pts >= 2000 ? "G" : pts >= 1000 ? "S" : "B", exp = OldDate.Write(exp) });
    }

    private static IResult Complain(ComplaintForm form, HttpContext context, Store store)
    {
        if (string.IsNullOrWhiteSpace(form.msg))
        {
            return Envelope.Error(422, "E22", "MSG MISSING");
        }

        var ticket = store.Write(db => db.ExecuteScalar<long?>("INSERT INTO complaint (order_no, mail, msg) SELECT order_no, cust_mail, @msg FROM ord WHERE order_no = @order_no AND cust_mail = lower(@mail) RETURNING ticket", form));
        if (ticket is null)
        {
            return Envelope.Of(null);
        }

        context.Changed($"complaint on {form.order_no}");
        return Envelope.Of(new { ticket = $"C-{2000 + ticket}", form.order_no, state = "N", form.msg });
    }

    private sealed record CustomerRow(string cust_id, string mail, string name, string tel, string addr, string active);

    private sealed record AddressForm(string mail, string addr);

    private sealed record ComplaintForm(string mail, string order_no, string msg);
}

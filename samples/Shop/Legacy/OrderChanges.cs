using Dapper;
using Microsoft.Data.Sqlite;
using Shop.Kit;

namespace Shop.Legacy;

/// <summary>order_cancel and order_return. Sending one twice is refused by the state, not by a key.</summary>
internal static class OrderChanges
{
    private const int ReturnDays = 30, RefundDays = 5;
    private static readonly string[] Reasons = ["NLN", "OBM", "FCH"];

    public static void Map(WebApplication app)
    {
        app.MapPost("/order_cancel", (CancelForm form, HttpContext context, Store store) => store.Write(db => Cancel(db, form, context)));
        app.MapPost("/order_return", (ReturnForm form, HttpContext context, Store store, TimeProvider clock) =>
            store.Write(db => Return(db, form, context, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))));
    }

    private static IResult Cancel(SqliteConnection db, CancelForm form, HttpContext context)
    {
        if (!Reasons.Contains(form.why ?? "NLN", StringComparer.Ordinal))
        {
            return Envelope.Error(422, "E21", "WHY UNKNOWN");
        }

        if (OrderOperations.Find(db, form.order_no) is not { } order)
        {
            return Envelope.Of(null);
        }

        if (order.state != "O")
        {
            return Envelope.Error(409, "E17", "NOT OPEN");
        }

        db.Execute("UPDATE ord SET state = 'X' WHERE order_no = @order_no", form);
        context.Changed($"cancelled {form.order_no}");
        return Envelope.Of(new { order.order_no, state = "X", refund_cents = order.total_cents });
    }

    private static IResult Return(SqliteConnection db, ReturnForm form, HttpContext context, DateOnly today)
    {
        if (OrderOperations.Find(db, form.order_no) is not { } order)
        {
            return Envelope.Of(null);
        }

        if (order.state != "D" || OldDate.Read(order.deliv!).AddDays(ReturnDays) < today)
        {
            return Envelope.Error(409, "E18", "NOT RETURNABLE");
        }

        var cents = db.ExecuteScalar<long?>("SELECT sum(cents * qty) FROM line WHERE order_no = @order_no AND (@art IS NULL OR lower(@art) IN (lower(bez), lower(art)))", form);
        if (cents is null)
        {
            return Envelope.Error(422, "E23", "ART NOT IN ORDER");
        }

        if (db.ExecuteScalar<long>("SELECT count(*) FROM retour WHERE order_no = @order_no AND (art IS NULL OR @art IS NULL OR lower(art) = lower(@art))", form) > 0)
        {
            return Envelope.Error(409, "E19", "RETURNED BEFORE");
        }

        var number = db.ExecuteScalar<long>("INSERT INTO retour (order_no, art, refund_cents) VALUES (@order_no, @art, @cents) RETURNING ret_no", new { form.order_no, form.art, cents });
        context.Changed($"return of {form.art ?? "all"} from {form.order_no}");
        return Envelope.Of(new { ret_no = $"R-{3000 + number}", form.order_no, form.art, state = "A", refund_cents = cents, refund_days = RefundDays });
    }

    private sealed record CancelForm(string order_no, string? why);

    private sealed record ReturnForm(string order_no, string? art);
}

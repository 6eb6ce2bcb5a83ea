using Dapper;
using Microsoft.Data.Sqlite;
using Shop.Kit;

namespace Shop.Legacy;

/// <summary>order_list, order_info, catalog: what can be asked.</summary>
internal static class OrderOperations
{
    private const string Columns = "SELECT order_no, cust_mail, state, what, total_cents, placed, shipped, deliv FROM ord";

    public static void Map(WebApplication app)
    {
        app.MapGet("/order_list", (string cust_mail, Store store) =>
        {
            var rows = store.Read(db => db.Query<OrderRow>($"{Columns} WHERE cust_mail = lower(@cust_mail) ORDER BY order_no", new { cust_mail }).ToList());
            return Envelope.Of(new { rows });
        });
        app.MapGet("/order_info", (string order_no, Store store) => Envelope.Of(store.Read(db => Info(db, order_no))));
        app.MapGet("/catalog", (string? q, Store store) =>
        {
            var rows = store.Read(db => db.Query<ArticleRow>(
                "SELECT art, bez, txt, cents, stock FROM art WHERE instr(lower(bez || ' ' || txt), lower(@q)) > 0 ORDER BY art", new { q = q ?? "" }).ToList());
            return Envelope.Of(new { rows });
        });
    }

    private static object? Info(SqliteConnection db, string order_no)
    {
        if (Find(db, order_no) is not { } row)
        {
            return null;
        }

        var lines = db.Query<LineRow>("SELECT art, bez, qty, cents FROM line WHERE order_no = @order_no ORDER BY rowid", new { order_no }).ToList();
        return new { row.order_no, row.cust_mail, row.state, row.what, row.total_cents, row.placed, row.shipped, row.deliv, lines };
    }

    internal static OrderRow? Find(SqliteConnection db, string order_no) => db.QuerySingleOrDefault<OrderRow>($"{Columns} WHERE order_no = @order_no", new { order_no });

    internal sealed record OrderRow(string order_no, string cust_mail, string state, string what, long total_cents, string placed, string? shipped, string? deliv);

    private sealed record LineRow(string art, string bez, long qty, long cents);

    private sealed record ArticleRow(string art, string bez, string txt, long cents, string stock);
}

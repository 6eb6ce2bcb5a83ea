using System.Text.Json;
using Banyan.Gateway.Tools.BuiltIn.Querying;

namespace Banyan.Gateway.Tests.Tools.BuiltIn;

public sealed class QueryParserTests
{
    private static readonly DataSourceTables Shop = new(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["orders"] = ["id", "customer_id", "total", "placed"],
        ["Customers"] = ["id", "name"],
    });

    [Theory]
    [InlineData("select id from orders", """SELECT "orders"."id" FROM "orders" LIMIT 201 OFFSET 0""", "")]
    [InlineData("SELECT * FROM orders o LIMIT 3", """SELECT "o"."id", "o"."customer_id", "o"."total", "o"."placed" FROM "orders" AS "o" LIMIT 3 OFFSET 0""", "")]
    [InlineData("SELECT id FROM orders WHERE total > 10.5 AND placed IN ('a''b', NULL)", """SELECT "orders"."id" FROM "orders" WHERE "orders"."total" > @p0 AND "orders"."placed" IN (@p1, @p2) LIMIT 201 OFFSET 0""", "10.5|a'b|")]
    [InlineData("SELECT c.NAME, COUNT(*) AS n FROM orders o LEFT JOIN customers c ON c.id = o.customer_id GROUP BY c.name HAVING count(*) >= 2 ORDER BY n DESC, 1 LIMIT 9999 OFFSET 5", """SELECT "c"."name", count(*) AS "n" FROM "orders" AS "o" LEFT JOIN "Customers" AS "c" ON "c"."id" = "o"."customer_id" GROUP BY "c"."name" HAVING count(*) >= @p0 ORDER BY "n" DESC, 1 LIMIT 201 OFFSET 5""", "2")]
    [InlineData("SELECT - - total FROM orders WHERE NOT (placed IS NOT NULL) OR total BETWEEN 1 AND :most", """SELECT - - "orders"."total" FROM "orders" WHERE NOT ("orders"."placed" IS NOT NULL) OR "orders"."total" BETWEEN @p0 AND @p1 LIMIT 201 OFFSET 0""", "1|7")]
    [InlineData("SELECT DISTINCT lower(name) FROM customers WHERE name NOT LIKE '%x%'", """SELECT DISTINCT lower("Customers"."name") FROM "Customers" WHERE "Customers"."name" NOT LIKE @p0 LIMIT 201 OFFSET 0""", "%x%")]
    public void What_is_understood_is_written_anew(string query, string sql, string values)
    {
        var (written, read) = QueryParser.Parse(query, ToolBench.Json("""{"most":7}"""), Shop);
        string.Join(' ', written.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(sql);
        string.Join('|', read).ShouldBe(values);
    }

    [Theory]
    [InlineData("DELETE FROM orders")]
    [InlineData("SELECT 1")]
    [InlineData("SELECT id FROM orders; DROP TABLE orders")]
    [InlineData("SELECT id FROM orders -- all of them")]
    [InlineData("SELECT id FROM orders /* x */")]
    [InlineData("SELECT id FROM orders UNION SELECT secret FROM keys")]
    [InlineData("WITH x AS (SELECT 1) SELECT * FROM x")]
    [InlineData("SELECT (SELECT secret FROM keys) FROM orders")]
    [InlineData("SELECT id FROM orders WHERE id IN (SELECT id FROM keys)")]
    [InlineData("SELECT secret FROM orders")]
    [InlineData("SELECT o.secret FROM orders o")]
    [InlineData("SELECT id FROM keys")]
    [InlineData("SELECT id FROM \"keys\"")]
    [InlineData("SELECT id FROM orders, keys")]
    [InlineData("SELECT id FROM main.keys")]
    [InlineData("SELECT pg_read_file('/etc/passwd') FROM orders")]
    [InlineData("SELECT load_extension('x') FROM orders")]
    [InlineData("SELECT id FROM orders WHERE id = $1")]
    [InlineData("SELECT id FROM orders WHERE id = :unknown")]
    [InlineData("SELECT id FROM orders WHERE placed = 'open")]
    [InlineData("SELECT id INTO copy FROM orders")]
    [InlineData("SELECT id FROM orders FOR UPDATE")]
    [InlineData("SELECT id FROM orders o JOIN customers c ON c.id = o.customer_id")]
    [InlineData("SELECT rowid FROM orders")]
    [InlineData("SELECT id FROM orders WHERE \\x = 1")]
    [InlineData("SELECT id FROM orders WHERE id = 1::text")]
    [InlineData("PRAGMA table_info(orders)")]
    [InlineData("ATTACH 'x' AS y")]
    [InlineData("")]
    public void Everything_else_is_refused(string query) =>
        Should.Throw<QueryException>(() => QueryParser.Parse(query, default(JsonElement), Shop));

    [Fact]
    public void Nesting_is_bounded() =>
        Should.Throw<QueryException>(() => QueryParser.Parse($"SELECT id FROM orders WHERE {new string('(', 500)}1", default, Shop)).Message.ShouldContain("deep");
}

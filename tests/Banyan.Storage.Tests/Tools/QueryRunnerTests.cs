using System.Data.Common;
using Banyan.Gateway.Tools.BuiltIn.Querying;
using Banyan.Storage.Sqlite;
using Banyan.Storage.Tools;
using Banyan.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Banyan.Storage.Tests.Tools;

/// <summary>Checked queries on databases of others, both kinds.</summary>
public sealed class QueryRunnerTests(PostgresFixture postgres) : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Kinds => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_come_as_texts_numbers_and_nothing(string kind)
    {
        var connection = await MadeAsync(kind);
        var rows = await Run(kind, connection, """SELECT "id", "name", "total" FROM "orders" WHERE "total" > @p0 AND coalesce("name", '') <> @p1 ORDER BY "id" LIMIT 201""", [1.5m, "x' OR 1=1"]);
        rows.Problem.ShouldBeNull();
        rows.Columns.ShouldBe(["id", "name", "total"]);
        rows.Rows.Count.ShouldBe(2);
        Convert.ToInt64(rows.Rows[0][0], null).ShouldBe(1);
        rows.Rows[0][1].ShouldBe("Ada's");
        rows.Rows[1][1].ShouldBeNull();
        rows.IsCut.ShouldBeFalse();
        (await Run(kind, connection, """SELECT count(*) FROM "orders" HAVING sum("total") > @p0 LIMIT 1""", [50.5m])).Rows.ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task More_rows_than_allowed_are_cut(string kind)
    {
        var connection = await MadeAsync(kind);
        var rows = await new QueryRunner().RunAsync(new CheckedQuery(kind, connection, """SELECT "id" FROM "orders" ORDER BY 1""", [], 2), default);
        (rows.Rows.Count, rows.IsCut).ShouldBe((2, true));
    }

    [Theory]
    [InlineData("sqlite", "DELETE FROM orders")]
    [InlineData("sqlite", "CREATE TABLE more (id integer)")]
    [InlineData("postgres", "DELETE FROM orders")]
    [InlineData("postgres", "CREATE TABLE more (id integer)")]
    [InlineData("postgres", "SELECT nextval('numbers')")]
    public async Task Nothing_can_be_written_even_if_a_statement_slipped_through(string kind, string sql)
    {
        var connection = await MadeAsync(kind);
        (await Run(kind, connection, sql, [])).Problem.ShouldNotBeNull();
        (await Run(kind, connection, """SELECT count(*) FROM "orders" LIMIT 1""", [])).Rows[0][0].ShouldBe(3L);
    }

    [Theory]
    [InlineData("sqlite", """SELECT "nothing" FROM "nowhere" """, "the database does not understand it")]
    [InlineData("postgres", """SELECT "nothing" FROM "nowhere" """, "the database does not understand it")]
    [InlineData("postgres", "SELECT pg_sleep(10)", "it took longer than 3 seconds")]
    public async Task What_goes_wrong_is_told_without_names_of_hosts_and_files(string kind, string sql, string problem) =>
        (await Run(kind, await MadeAsync(kind), sql, [])).Problem.ShouldBe(problem);

    [Fact]
    public async Task A_source_that_is_not_there_is_told()
    {
        (await Run("sqlite", _folder.File("none.db"), "SELECT 1", [])).Problem.ShouldBe("the database can't be read");
        (await Run("postgres", "Host=127.0.0.1;Port=1;Username=x", "SELECT 1", [])).Problem.ShouldBe("the database can't be read");
    }

    public void Dispose() => _folder.Dispose();

    private static Task<QueryRows> Run(string kind, string connection, string sql, IReadOnlyList<object?> values) =>
        new QueryRunner().RunAsync(new CheckedQuery(kind, connection, sql, values, 200), default);

    private async Task<string> MadeAsync(string kind)
    {
        SqliteLibrary.Load();
        var place = kind == "postgres" ? await postgres.Server.CreateDatabaseAsync() : _folder.File($"{Guid.CreateVersion7():N}.db");
        await using DbConnection made = kind == "postgres" ? new NpgsqlConnection(place) : new SqliteConnection($"Data Source={place};Pooling=False");
        await made.ExecuteAsync("CREATE TABLE orders (id integer, name text, total decimal(10,2)); INSERT INTO orders VALUES (1, 'Ada''s', 10.50), (2, 'Bob', 1.25), (3, NULL, 99)");
        if (kind == "postgres")
        {
            await made.ExecuteAsync("CREATE SEQUENCE numbers");
        }

        return place;
    }
}

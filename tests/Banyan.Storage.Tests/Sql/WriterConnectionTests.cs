using Banyan.Storage.Sqlite;
using Banyan.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Banyan.Storage.Tests.Sql;

public sealed class WriterConnectionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly WriterConnection _connection;

    public WriterConnectionTests()
    {
        SqliteLibrary.Load();
        _connection = new WriterConnection($"Data Source={_folder.File("w.db")};Pooling=false");
        _connection.Open();
        _connection.Execute("CREATE TABLE things (id integer PRIMARY KEY, name text NOT NULL)");
    }

    [Fact]
    public void A_text_that_ran_is_taken_up_again_with_the_values_of_each_time()
    {
        const string Insert = "INSERT INTO things (id, name) VALUES (@Id, @Name)";
        _connection.Execute(Insert, new { Id = 1, Name = "one" }).ShouldBe(1);
        var kept = _connection.Take(Insert);
        _connection.Keep(kept, null);
        _connection.Execute(Insert, new { Id = 2, Name = "two" });
        _connection.Take(Insert).ShouldBeSameAs(kept);
        kept.Parameters.Count.ShouldBe(0);
        _connection.Query<string>("SELECT name FROM things ORDER BY id").ShouldBe(["one", "two"]);
        _connection.ExecuteScalar<long>("SELECT COUNT(*) FROM things").ShouldBe(2);
    }

    [Fact]
    public void A_text_that_failed_runs_again_as_if_it_had_not()
    {
        const string Insert = "INSERT INTO things (id, name) VALUES (@Id, @Name) RETURNING id";
        _connection.ExecuteScalar<long>(Insert, new { Id = 1, Name = "one" });
        using (var transaction = _connection.BeginTransaction())
        {
            Should.Throw<SqliteException>(() => _connection.ExecuteScalar<long>(Insert, new { Id = 1, Name = "again" }, transaction));
            _connection.ExecuteScalar<long>(Insert, new { Id = 2, Name = "two" }, transaction).ShouldBe(2);
            transaction.Commit();
        }

        _connection.ExecuteScalar<long>("SELECT COUNT(*) FROM things").ShouldBe(2);
    }

    [Fact]
    public void Two_of_one_text_at_once_do_not_meet_and_a_changed_table_is_seen()
    {
        const string All = "SELECT * FROM things ORDER BY id";
        _connection.Execute("INSERT INTO things (id, name) VALUES (1, 'one'), (2, 'two')");
        using (var outer = _connection.ExecuteReader(All))
        {
            outer.Read().ShouldBeTrue();
            _connection.Query(All).Count().ShouldBe(2);
            outer.Read().ShouldBeTrue();
        }

        _connection.Execute("ALTER TABLE things ADD COLUMN more text");
        using var reader = _connection.ExecuteReader(All);
        reader.FieldCount.ShouldBe(3);
    }

    [Fact]
    public void Texts_that_differ_from_call_to_call_do_not_pile_up()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _connection.ExecuteScalar<long>($"SELECT {i}").ShouldBe(i);
        }

        _connection.Kept.ShouldBeLessThanOrEqualTo(256);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }
}

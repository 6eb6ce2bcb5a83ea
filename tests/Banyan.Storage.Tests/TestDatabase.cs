using Banyan.Storage.Postgres;
using Banyan.Storage.Sql;
using Banyan.Storage.Sqlite;
using Banyan.TestKit;

namespace Banyan.Storage.Tests;

/// <summary>An empty, migrated database of a test's own, and the word that says which.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private TestDatabase(Database database) => Database = database;

    public Database Database { get; private set; }

    public static async Task<TestDatabase> MakeAsync(string kind, PostgresFixture postgres, FakeClock clock)
    {
        var made = new TestDatabase(null!);
        made.Database = kind == "postgres"
            ? new PostgresDatabase(await postgres.Server.CreateDatabaseAsync())
            : new SqliteDatabase(made._folder.File("banyan.db"));
        await new Migrator(made.Database, Migration.Of(made.Database.Name), clock).RunAsync(default);
        return made;
    }

    /// <summary>The same on a PostgreSQL server of the test's own.</summary>
    public static async Task<TestDatabase> OnAsync(PostgresServer server, FakeClock clock)
    {
        var made = new TestDatabase(new PostgresDatabase(await server.CreateDatabaseAsync()));
        await new Migrator(made.Database, Migration.Of(made.Database.Name), clock).RunAsync(default);
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}

using Banyan.Storage.Keys;
using Banyan.Storage.Postgres;
using Banyan.Storage.Sql;
using Banyan.Storage.Sqlite;
using Banyan.TestKit;
using Dapper;

namespace Banyan.Storage.Tests.Keys;

/// <summary>Keys of the release before roles come through with what they could do.</summary>
public sealed class RoleMigrationTests(PostgresFixture postgres)
{
    private const int Roles = 11;

    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Keys_made_before_roles_keep_what_they_could_do(string kind)
    {
        using var folder = new TempFolder();
        await using Database database = kind == "postgres" ? new PostgresDatabase(await postgres.Server.CreateDatabaseAsync()) : new SqliteDatabase(folder.File("before.db"));
        await new Migrator(database, [.. Migration.Of(database.Name).Where(step => step.Number < Roles)], _clock).RunAsync(default);
        await AddAsync(database, "Aaaaaaaa", "admin", """{"operations":["*"],"models":["*"],"tools":["*"]}""");
        await AddAsync(database, "Bbbbbbbb", "service", """{"operations":["chat","tools:read","tools:write"],"models":["lab/*"]}""");
        await AddAsync(database, "Cccccccc", "service", """{"operations":["tools:*"],"models":["*"]}""");

        await new Migrator(database, Migration.Of(database.Name), _clock).RunAsync(default);

        var keys = (await new KeyStore(database, _clock).ReadAllAsync(default)).Keys.OrderBy(key => key.PublicId, StringComparer.Ordinal).ToList();
        keys.Select(key => (key.Role.ToString(), string.Join(' ', key.Grants.Operations), key.Service)).ShouldBe(
            [("Admin", "*", "billing"), ("Service", "chat tools:read tools:write tools:log tools:test", "billing"), ("Service", "tools:*", "billing")]);
        keys[1].Grants.Models.ShouldBe(["lab/*"]);
        keys[0].CreatedAt.ShouldBe(Rows.Noon);
    }

    private static Task<int> AddAsync(Database database, string publicId, string role, string scopes) => database.WriteAsync(
        transaction =>
        {
            var form = database.Form;
            var values = new { Id = form.Id(Guid.CreateVersion7(Rows.Noon)), Service = form.Id(Guid.CreateVersion7(Rows.Noon)), Hash = new byte[32], Now = form.Instant(Rows.Noon), publicId, role, scopes };
            return transaction.Connection!.ExecuteAsync(
                "INSERT INTO services (id, tenant_id, name, created_at) VALUES (@Service, 'default', 'billing', @Now) ON CONFLICT (tenant_id, name) DO NOTHING; "
                + "INSERT INTO api_keys (id, tenant_id, service_id, name, public_id, hash, pepper_version, role, scopes, status, created_at) "
                + $"SELECT @Id, 'default', s.id, 'n', @publicId, @Hash, 1, @role, @scopes{form.Json}, 'active', @Now FROM services s WHERE s.name = 'billing'",
                values,
                transaction);
        },
        default);
}

using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Erasing;
using Banyan.Storage.Sql;
using Banyan.TestKit;
using Dapper;

namespace Banyan.Storage.Tests.Erasing;

/// <summary>Erasing a person, on both databases.</summary>
public sealed class SubjectEraserContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Every_table_that_names_people_is_on_the_list(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var named = new List<string>();
        foreach (var column in SubjectTables.Columns)
        {
            named.AddRange(await test.Database.RowsAsync(
                kind == "postgres"
                    ? "SELECT c.table_name FROM information_schema.columns c JOIN pg_class p ON p.relname = c.table_name AND NOT p.relispartition WHERE c.table_schema = 'public' AND c.column_name = @column"
                    : "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) i WHERE m.type = 'table' AND i.name = @column",
                new { column },
                reader => reader.GetString(0),
                default));
        }

        named.Count.ShouldBeGreaterThan(7);
        named.Except(SubjectTables.All.Select(one => one.Table)).ShouldBeEmpty("say in SubjectTables what becomes of a person there");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_person_is_gone_from_every_table_and_nobody_else_is(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        foreach (var user in new[] { "ada@x.org", "bob@x.org" })
        {
            await FillAsync(test.Database, user);
        }

        var rows = await new SubjectEraser(test.Database).EraseAsync("default", "ada@x.org", "erased:1", Act(), default);

        rows.ShouldBe(4);
        (await TextAsync(test.Database, "SELECT user_id FROM kept_conversations")).ShouldBe(["bob@x.org"]);
        (await TextAsync(test.Database, "SELECT content FROM kept_messages")).ShouldBe(["secret of bob@x.org"]);
        (await TextAsync(test.Database, "SELECT user_id FROM conversations")).ShouldBe(["bob@x.org"]);
        (await TextAsync(test.Database, "SELECT subject FROM users")).ShouldBe(["bob@x.org"]);
        (await TextAsync(test.Database, "SELECT given_by FROM feedback ORDER BY given_by")).ShouldBe(["bob@x.org", "erased:1"]);
        (await TextAsync(test.Database, "SELECT COALESCE(comment, '') FROM feedback ORDER BY given_by")).ShouldBe(["comment of bob@x.org", ""]);
        (await new AuditStore(test.Database).PageAsync("default", 9, null, default)).ShouldHaveSingleItem().Action.ShouldBe("eraseSubject");
        (await new SubjectEraser(test.Database).EraseAsync("elsewhere", "bob@x.org", "erased:2", Act() with { Id = Guid.CreateVersion7(), Tenant = "elsewhere" }, default)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_kept_of_a_person_is_told_page_by_page_and_of_nobody_else(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        foreach (var user in new[] { "ada@x.org", "bob@x.org" })
        {
            await FillAsync(test.Database, user);
        }

        var reader = new SubjectReader(test.Database);
        var (told, after) = (new List<SubjectRow>(), (SubjectPlace?)null);
        while (await reader.ReadAsync("default", "ada@x.org", after, 2, default) is { Count: > 0 } page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(2);
            told.AddRange(page);
            after = SubjectPlace.Parse(page[^1].Place.ToString());
        }

        told.Select(row => row.Kind).ShouldBe(["user", "conversation", "message", "score", "talk"]);
        told[2].Json.ShouldContain("\"content\":\"secret of ada@x.org\"");
        told[2].Json.ShouldContain($"\"createdAt\":\"{Rows.Noon:yyyy-MM-ddTHH:mm:ss}");
        told[1].Json.ShouldContain("\"metadata\":{}");
        told[1].Json.ShouldContain("\"costUsd\":\"0\"");
        told.ShouldAllBe(row => !row.Json.Contains("bob", StringComparison.Ordinal));
        (await reader.ReadAsync("elsewhere", "ada@x.org", null, 9, default)).ShouldBeEmpty();
        await new SubjectEraser(test.Database).EraseAsync("default", "ada@x.org", "erased:1", Act(), default);
        (await reader.ReadAsync("default", "ada@x.org", null, 9, default)).ShouldBeEmpty("nothing is told that was erased");
    }

    [Fact]
    public void Whatever_is_erased_is_told_before()
    {
        var erased = SubjectTables.All.Select(one => one.Table);
        erased.Except(SubjectKinds.All.Select(one => one.Table)).Except(SubjectKinds.Left).ShouldBeEmpty("say in SubjectKinds how it is told, or why not");
    }

    private static async Task FillAsync(Database database, string user) => await database.Across.WriteAsync(
        async transaction =>
        {
            var form = database.Form;
            var values = new { Id = form.Id(Guid.CreateVersion7()), user, Text = $"secret of {user}", Comment = $"comment of {user}", At = form.Instant(Rows.Noon), No = form.Truth(false), Request = form.Id(Guid.CreateVersion7()) };
            foreach (var sql in new[]
            {
                "INSERT INTO kept_conversations (id, tenant_id, service, user_id, created_at, updated_at, expires_at) VALUES (@Id, 'default', 's', @user, @At, @At, @At)",
                "INSERT INTO kept_messages (tenant_id, conversation_id, sequence, role, content, tokens, is_incomplete, created_at) VALUES ('default', @Id, 1, 'user', @Text, 1, @No, @At)",
                "INSERT INTO conversations (id, tenant_id, service, user_id, created_at, updated_at, expires_at) VALUES (@Id, 'default', 's', @user, @At, @At, @At)",
                "INSERT INTO users (id, tenant_id, subject, role, status, created_at, updated_at, updated_by) VALUES (@Id, 'default', @user, 'viewer', 'active', @At, @At, 'key:x')",
                "INSERT INTO feedback (tenant_id, request_id, given_by, score, comment, at) VALUES ('default', @Request, @user, 1, @Comment, @At)",
            })
            {
                await transaction.Connection!.ExecuteAsync(sql, values, transaction);
            }

            return true;
        },
        default);

    private static Task<IReadOnlyList<string>> TextAsync(Database database, string sql) => database.Across.RowsAsync(sql, null, reader => reader.GetString(0), default);

    private static AuditAct Act() => new() { Id = Guid.CreateVersion7(), At = Rows.Noon, Tenant = "default", Actor = "key:x", Action = "eraseSubject", Target = "user:erased:1" };
}

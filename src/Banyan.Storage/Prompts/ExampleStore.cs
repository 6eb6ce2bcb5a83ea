using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Prompts.Examples;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Prompts;

/// <summary>Examples of prompts in a database; the SQL is the same on both.</summary>
internal sealed class ExampleStore(Database database) : IExampleStore
{
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<bool> AddAsync(PromptExample example, int most, CancellationToken cancellationToken) =>
        database.Of(example.Tenant).WriteAsync(
            async transaction => await transaction.Connection!.ExecuteAsync(
                "INSERT INTO prompt_examples (id, tenant_id, prompt_id, set_name, variables, expect, created_by, created_at) "
                + "SELECT @Id, p.tenant_id, p.id, @Set, @Variables, @Expect, @CreatedBy, @At FROM prompts p WHERE p.tenant_id = @Tenant AND p.id = @PromptId "
                + "AND (SELECT COUNT(*) FROM prompt_examples e WHERE e.tenant_id = @Tenant AND e.prompt_id = @PromptId AND e.set_name = @Set) < @most",
                new
                {
                    Id = _form.Id(example.Id),
                    example.Tenant,
                    PromptId = _form.Id(example.PromptId),
                    example.Set,
                    Variables = example.Variables.GetRawText(),
                    Expect = example.Expect.GetRawText(),
                    example.CreatedBy,
                    At = _form.Instant(example.CreatedAt),
                    most,
                },
                transaction) == 1,
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> RemoveAsync(string tenant, Guid id, CancellationToken cancellationToken) =>
        database.Of(tenant).WriteAsync(
            async transaction => await transaction.Connection!.ExecuteAsync("DELETE FROM prompt_examples WHERE tenant_id = @tenant AND id = @Id", new { tenant, Id = _form.Id(id) }, transaction) == 1,
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<PromptExample>> ListAsync(string tenant, Guid promptId, string? set, CancellationToken cancellationToken) =>
        database.Of(tenant).RowsAsync(
            "SELECT id, tenant_id, prompt_id, set_name, variables, expect, created_by, created_at FROM prompt_examples "
            + $"WHERE tenant_id = @tenant AND prompt_id = @PromptId{(set is null ? "" : " AND set_name = @set")} ORDER BY set_name, created_at, id",
            new { tenant, PromptId = _form.Id(promptId), set },
            Read,
            cancellationToken);

    private PromptExample Read(DbDataReader row) => new()
    {
        Id = _form.ReadId(row.GetValue(0)),
        Tenant = row.GetString(1),
        PromptId = _form.ReadId(row.GetValue(2)),
        Set = row.GetString(3),
        Variables = JsonElement.Parse(row.GetString(4)),
        Expect = JsonElement.Parse(row.GetString(5)),
        CreatedBy = row.GetString(6),
        CreatedAt = _form.ReadInstant(row.GetValue(7)),
    };
}

using System.Data.Common;
using Banyan.Intents.Running.Journal;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Journal;

/// <summary>Journals of ended runs in a database; the SQL is the same on both.</summary>
internal sealed class JournalUpkeep(Database database) : IJournalUpkeep
{
    private const string Full = "r.tenant_id = @tenant AND r.is_open = @No AND r.is_emptied = @No";
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> TenantsAsync(CancellationToken cancellationToken) =>
        database.Across.RowsAsync("SELECT DISTINCT tenant_id FROM intent_runs ORDER BY tenant_id", new { }, reader => reader.GetString(0), cancellationToken);

    /// <inheritdoc />
    public Task<int> EmptyAsync(string tenant, string subjectId, string conversationId, CancellationToken cancellationToken) =>
        database.Of(tenant).WriteAsync(
            transaction => EmptyAsync(
                transaction,
                tenant,
                $"SELECT r.id FROM intent_runs r WHERE {Full} AND r.subject_id = @subjectId AND r.conversation_id = @conversationId",
                new { tenant, subjectId, conversationId, No = _form.Truth(false) }),
            cancellationToken);

    /// <inheritdoc />
    public Task<int> EmptyOrphansAsync(string tenant, int most, CancellationToken cancellationToken) =>
        database.Of(tenant).WriteAsync(
            transaction => EmptyAsync(
                transaction,
                tenant,
                $"SELECT r.id FROM intent_runs r WHERE {Full} AND NOT EXISTS "
                + $"(SELECT 1 FROM conversations c WHERE c.tenant_id = r.tenant_id AND {_form.TextOf("c.id")} = r.conversation_id) LIMIT @most",
                new { tenant, most, No = _form.Truth(false) }),
            cancellationToken);

    /// <inheritdoc />
    public Task<int> ExpireAsync(string tenant, DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        database.Of(tenant).WriteAsync(
            async transaction =>
            {
                var runs = await IdsAsync(
                    transaction,
                    "SELECT id FROM intent_runs WHERE tenant_id = @tenant AND is_open = @No AND created_at < @At ORDER BY created_at LIMIT @most",
                    new { tenant, most, No = _form.Truth(false), At = _form.Instant(before) });
                if (runs.Length == 0)
                {
                    return 0;
                }

                foreach (var (table, column) in new[] { ("intent_events", "run_id"), ("intent_confirmations", "run_id"), ("intent_runs", "id") })
                {
                    await transaction.Connection!.ExecuteAsync($"DELETE FROM {table} WHERE tenant_id = @tenant AND {_form.IsAmong(column, "runs")}", new { tenant, runs }, transaction);
                }

                return runs.Length;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> AmendAsync(JournalAppend append, long head, CancellationToken cancellationToken) =>
        database.Of(append.Tenant).WriteAsync(
            async transaction =>
            {
                var now = head + append.Events.Count;
                var held = await transaction.Connection!.ExecuteAsync(
                    "UPDATE intent_runs SET head = @now, status = @Status WHERE tenant_id = @Tenant AND id = @RunId AND head = @head AND is_open = @No",
                    new { append.Tenant, append.RunId, append.Status, head, now, No = _form.Truth(false) },
                    transaction);
                if (held == 1)
                {
                    await EventRows.InsertAsync(transaction, _form, append, now);
                }

                return held == 1;
            },
            cancellationToken);

    private static async Task<string[]> IdsAsync(DbTransaction transaction, string sql, object values) => [.. await transaction.Connection!.QueryAsync<string>(sql, values, transaction)];

    private async Task<int> EmptyAsync(DbTransaction transaction, string tenant, string which, object values)
    {
        var runs = await IdsAsync(transaction, which, values);
        if (runs.Length == 0)
        {
            return 0;
        }

        var of = new { tenant, runs, Yes = _form.Truth(true), Gone = "erased" };
        await transaction.Connection!.ExecuteAsync($"UPDATE intent_events SET data = '{{}}' WHERE tenant_id = @tenant AND {_form.IsAmong("run_id", "runs")}", of, transaction);
        await transaction.Connection!.ExecuteAsync($"DELETE FROM intent_confirmations WHERE tenant_id = @tenant AND {_form.IsAmong("run_id", "runs")}", of, transaction);
        return await transaction.Connection!.ExecuteAsync($"UPDATE intent_runs SET is_emptied = @Yes, message_hash = @Gone WHERE tenant_id = @tenant AND {_form.IsAmong("id", "runs")}", of, transaction);
    }
}

using System.Data.Common;
using Banyan.Intents.Running.Journal;
using Banyan.Storage.Leases;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Journal;

/// <summary>Journals in a database; the SQL is the same on both. A run's row is locked first, so its appends, and the uses of its confirmations, follow one another.</summary>
internal sealed class JournalStore(Database database) : IJournalStore
{
    private const string Whole = "tenant_id = @tenant AND subject_id = @subjectId";
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<BegunRun> BeginAsync(NewRun run, CancellationToken cancellationToken) =>
        database.Of(run.Tenant).WriteAsync(
            async transaction =>
            {
                var inserted = await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO intent_runs (tenant_id, id, conversation_id, client_message_id, subject_id, message_hash, status, is_open, is_cancel_asked, head, fence, due_at, created_at) "
                    + "VALUES (@Tenant, @Id, @ConversationId, @ClientMessageId, @SubjectId, @MessageHash, 'planned', @Yes, @No, 1, 0, NULL, @At) "
                    + "ON CONFLICT (tenant_id, conversation_id, client_message_id) DO NOTHING",
                    new { run.Tenant, run.Id, run.ConversationId, run.ClientMessageId, run.SubjectId, run.MessageHash, Yes = _form.Truth(true), No = _form.Truth(false), At = _form.Instant(run.At) },
                    transaction);
                if (inserted == 1)
                {
                    await EventRows.InsertAsync(transaction, _form, First(run), 1);
                }

                var found = await QueryAsync(
                    transaction.Connection!,
                    "WHERE r.tenant_id = @Tenant AND r.conversation_id = @ConversationId AND r.client_message_id = @ClientMessageId",
                    new { run.Tenant, run.ConversationId, run.ClientMessageId },
                    cancellationToken,
                    transaction);
                return new BegunRun(found[0], inserted == 1);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<JournalRun?> ClaimAsync(string tenant, string runId, long fence, CancellationToken cancellationToken) =>
        database.Of(tenant).WriteAsync(
            async transaction =>
            {
                var claimed = await transaction.Connection!.ExecuteAsync(
                    "UPDATE intent_runs SET fence = @fence WHERE tenant_id = @tenant AND id = @runId AND fence <= @fence", new { tenant, runId, fence }, transaction);
                return claimed == 1 ? (await QueryAsync(transaction.Connection!, "WHERE r.tenant_id = @tenant AND r.id = @runId", new { tenant, runId }, cancellationToken, transaction))[0] : null;
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<AppendResult> AppendAsync(JournalAppend append, CancellationToken cancellationToken)
    {
        if (!_form.ChangesInOne || append.Asks is not null || append.Uses is not null)
        {
            return await database.Of(append.Tenant).WriteAsync(transaction => AppendAsync(transaction, append, cancellationToken), cancellationToken);
        }

        // A server is a round trip away: the journal of a step is one.
        var result = await database.Of(append.Tenant).ReadAsync(connection => AppendAtOnce.RunAsync(connection, _form, append, cancellationToken), cancellationToken);
        if (result is { Outcome: AppendOutcome.Late, Turn: { } vain })
        {
            await database.WriteAsync(transaction => LeaseRows.ReleaseAsync(transaction, _form, vain, append.At), cancellationToken);
            return result with { Turn = null };
        }

        return result;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEvent>> ReadAsync(string tenant, string runId, long after, CancellationToken cancellationToken) =>
        database.Of(tenant).ReadAsync(connection => EventRows.ReadAsync(connection, _form, (tenant, runId, after), cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<ILookup<string, JournalEvent>> ReadAllAsync(string tenant, IReadOnlyCollection<string> runIds, CancellationToken cancellationToken) =>
        database.Of(tenant).ReadAsync(connection => EventRows.ReadAllAsync(connection, _form, (tenant, runIds), cancellationToken), cancellationToken);

    /// <inheritdoc />
    public async Task<JournalRun?> FindAsync(string tenant, string runId, CancellationToken cancellationToken) =>
        await ReadRunsAsync(database.Of(tenant), "WHERE r.tenant_id = @tenant AND r.id = @runId", new { tenant, runId }, cancellationToken) is [var only] ? only : null;

    /// <inheritdoc />
    public async Task<JournalRun?> FindAsync(string tenant, string conversationId, string clientMessageId, CancellationToken cancellationToken) =>
        await ReadRunsAsync(
            database.Of(tenant),
            "WHERE r.tenant_id = @tenant AND r.conversation_id = @conversationId AND r.client_message_id = @clientMessageId",
            new { tenant, conversationId, clientMessageId },
            cancellationToken) is [var only] ? only : null;

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalRun>> ReadOfAsync(string tenant, string subjectId, RunFilter filter, string? before, int most, CancellationToken cancellationToken) =>
        ReadRunsAsync(
            database.Of(tenant),
            $"WHERE r.tenant_id = @tenant AND r.subject_id = @subjectId {(filter.ConversationId is null ? "" : "AND r.conversation_id = @ConversationId ")}"
            + $"{(filter.Status is null ? "" : "AND r.status = @Status ")}{(before is null ? "" : "AND r.id < @before ")}ORDER BY r.id DESC LIMIT @most",
            new { tenant, subjectId, filter.ConversationId, filter.Status, before, most },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalRun>> ReadAbandonedAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        ReadRunsAsync(
            database.Across,
            "WHERE r.is_open = @Yes AND (r.due_at IS NULL OR r.due_at <= @At) AND NOT EXISTS "
            + $"(SELECT 1 FROM leases l WHERE l.tenant_id = r.tenant_id AND l.name = 'run:' || r.id AND l.held_until > {_form.Now}) ORDER BY r.created_at LIMIT @most",
            new { Yes = _form.Truth(true), At = _form.Instant(now), Now = _form.Instant(now), most },
            cancellationToken);

    /// <inheritdoc />
    public async Task<bool> AskCancelAsync(string tenant, string subjectId, string runId, CancellationToken cancellationToken) =>
        await database.Of(tenant).WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE intent_runs SET is_cancel_asked = @Yes, due_at = NULL WHERE tenant_id = @tenant AND id = @runId AND subject_id = @subjectId AND is_open = @Yes",
                new { tenant, runId, subjectId, Yes = _form.Truth(true) },
                transaction),
            cancellationToken) == 1;

    /// <inheritdoc />
    public Task<JournalConfirmation?> FindConfirmationAsync(string tenant, string subjectId, string code, CancellationToken cancellationToken) =>
        database.Of(tenant).ReadAsync(connection => ConfirmationRows.FindAsync(connection, _form, Whole + " AND code = @code", new { tenant, subjectId, code }, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<JournalConfirmation?> FindOpenConfirmationAsync(string tenant, string subjectId, string conversationId, CancellationToken cancellationToken) =>
        database.Of(tenant).ReadAsync(
            connection => ConfirmationRows.FindAsync(
                connection, _form, Whole + " AND conversation_id = @conversationId AND state = 'open'", new { tenant, subjectId, conversationId }, cancellationToken),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> MissAsync(string tenant, string subjectId, string conversationId, int most, CancellationToken cancellationToken) =>
        database.Of(tenant).WriteAsync(transaction => ConfirmationRows.MissAsync(transaction, (tenant, subjectId, conversationId), most), cancellationToken);

    /// <inheritdoc />
    public Task<int> EraseAsync(string tenant, string subjectId, CancellationToken cancellationToken) =>
        database.Of(tenant).WriteAsync(
            async transaction =>
            {
                var of = new { tenant, subjectId, Yes = _form.Truth(true), No = _form.Truth(false), Gone = "erased" };
                const string Ended = "tenant_id = @tenant AND subject_id = @subjectId AND is_open = @No";
                await transaction.Connection!.ExecuteAsync($"UPDATE intent_events SET data = '{{}}' WHERE tenant_id = @tenant AND run_id IN (SELECT id FROM intent_runs WHERE {Ended})", of, transaction);
                await transaction.Connection!.ExecuteAsync($"DELETE FROM intent_confirmations WHERE {Whole} AND state <> 'open'", of, transaction);
                return await transaction.Connection!.ExecuteAsync($"UPDATE intent_runs SET subject_id = @Gone, message_hash = @Gone, is_emptied = @Yes WHERE {Ended}", of, transaction);
            },
            cancellationToken);

    private static JournalAppend First(NewRun run) => new()
    {
        Tenant = run.Tenant,
        RunId = run.Id,
        Fence = 0,
        Node = run.Node,
        At = run.At,
        Status = "planned",
        Events = [new JournalEntry(EventKinds.MessageReceived, run.Data)],
    };

    private async Task<AppendResult> AppendAsync(DbTransaction transaction, JournalAppend append, CancellationToken cancellationToken)
    {
        if ((append.Asks is not null || append.Uses is not null) && await AnswerAsync(transaction, append) is { } refused)
        {
            return new AppendResult(refused, 0, false);
        }

        var turn = await TurnRows.PassAsync(transaction, _form, append, cancellationToken);
        if (append.Takes is not null && turn is null)
        {
            return new AppendResult(AppendOutcome.TurnTaken, 0, false);
        }

        var (head, isCancelAsked) = await AdvanceAsync(transaction, append, cancellationToken);
        if (head > 0 && append.Events.Count > 0)
        {
            await EventRows.InsertAsync(transaction, _form, append, head);
        }

        if (head == 0 && turn is not null)
        {
            await LeaseRows.ReleaseAsync(transaction, _form, turn, append.At);
            turn = null;
        }

        return new AppendResult(head > 0 ? AppendOutcome.Written : AppendOutcome.Late, head, isCancelAsked) { Turn = turn };
    }

    /// <summary>Uses or asks for a confirmation.</summary>
    /// <returns>Why that can't be; null when it could.</returns>
    private async Task<AppendOutcome?> AnswerAsync(DbTransaction transaction, JournalAppend append)
    {
        // Changes nothing but holds the row, so that a refusal below leaves nothing to take back.
        var held = await transaction.Connection!.ExecuteAsync(
            "UPDATE intent_runs SET fence = @Fence WHERE tenant_id = @Tenant AND id = @RunId AND fence <= @Fence AND is_open = @Yes",
            new { append.Tenant, append.RunId, append.Fence, Yes = _form.Truth(true) },
            transaction);
        if (held == 0)
        {
            return AppendOutcome.Late;
        }

        if (append.Uses is { } use && !await ConfirmationRows.UseAsync(transaction, _form, append, use))
        {
            return AppendOutcome.ConfirmationGone;
        }

        return append.Asks is { } asked && !await ConfirmationRows.InsertAsync(transaction, _form, asked) ? AppendOutcome.CodeTaken : null;
    }

    private async Task<(long Head, bool IsCancelAsked)> AdvanceAsync(DbTransaction transaction, JournalAppend append, CancellationToken cancellationToken)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(AdvanceRow.Sql(""), AdvanceRow.Values(_form, append), transaction);
        return await AdvanceRow.ReadAsync(reader, cancellationToken);
    }

    private Task<IReadOnlyList<JournalRun>> ReadRunsAsync(TenantView view, string where, object values, CancellationToken cancellationToken) =>
        view.ReadAsync(connection => QueryAsync(connection, where, values, cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<JournalRun>> QueryAsync(DbConnection connection, string where, object values, CancellationToken cancellationToken, DbTransaction? transaction = null) =>
        await RunRow.ReadAsync(await connection.ExecuteReaderAsync($"SELECT {RunRow.Columns} FROM intent_runs r {where}", values, transaction), _form, cancellationToken);
}

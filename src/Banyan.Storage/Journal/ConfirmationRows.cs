using System.Data.Common;
using System.Text.Json;
using Banyan.Intents.Running.Journal;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Journal;

/// <summary>The confirmations of runs in a database.</summary>
internal static class ConfirmationRows
{
    private const string Columns = "tenant_id, subject_id, code, run_id, conversation_id, hashes, state, tries, expires_at";

    /// <summary>Writes one.</summary>
    /// <returns>False when the person already had one with the code.</returns>
    public static async Task<bool> InsertAsync(DbTransaction transaction, SqlForm form, JournalConfirmation asked) =>
        await transaction.Connection!.ExecuteAsync(
            $"INSERT INTO intent_confirmations ({Columns}) VALUES (@Tenant, @SubjectId, @Code, @RunId, @ConversationId, @Hashes, 'open', 0, @ExpiresAt) "
            + "ON CONFLICT (tenant_id, subject_id, code) DO NOTHING",
            new { asked.Tenant, asked.SubjectId, asked.Code, asked.RunId, asked.ConversationId, Hashes = JsonSerializer.Serialize(asked.Hashes, JournalJson.Default.IReadOnlyListString), ExpiresAt = form.Instant(asked.ExpiresAt) },
            transaction) == 1;

    /// <summary>Uses one up.</summary>
    /// <returns>False when it is not open, of another run, or too old.</returns>
    public static async Task<bool> UseAsync(DbTransaction transaction, SqlForm form, JournalAppend append, ConfirmationUse use) =>
        await transaction.Connection!.ExecuteAsync(
            "UPDATE intent_confirmations SET state = @State WHERE tenant_id = @Tenant AND subject_id = @SubjectId AND code = @Code AND run_id = @RunId AND state = 'open' "
            + (use.State is "expired" or "cancelled" ? "" : "AND expires_at > @At"),
            new { append.Tenant, append.RunId, use.SubjectId, use.Code, use.State, At = form.Instant(use.At) },
            transaction) == 1;

    /// <summary>Finds the latest that fits.</summary>
    public static async Task<JournalConfirmation?> FindAsync(DbConnection connection, SqlForm form, string where, object values, CancellationToken cancellationToken)
    {
        await using var reader = await connection.ExecuteReaderAsync($"SELECT {Columns} FROM intent_confirmations WHERE {where} ORDER BY expires_at DESC LIMIT 1", values);
        return !await reader.ReadAsync(cancellationToken) ? null : new JournalConfirmation
        {
            Tenant = reader.GetString(0),
            SubjectId = reader.GetString(1),
            Code = reader.GetString(2),
            RunId = reader.GetString(3),
            ConversationId = reader.GetString(4),
            Hashes = JsonSerializer.Deserialize(reader.GetString(5), JournalJson.Default.IReadOnlyListString)!,
            State = reader.GetString(6),
            Tries = (int)SqlForm.ReadLong(reader.GetValue(7)),
            ExpiresAt = form.ReadInstant(reader.GetValue(8)),
        };
    }

    /// <summary>Counts a wrong try; what reaches <paramref name="most"/> is cancelled.</summary>
    /// <returns>The runs whose confirmation was cancelled.</returns>
    public static async Task<IReadOnlyList<string>> MissAsync(DbTransaction transaction, (string Tenant, string SubjectId, string ConversationId) of, int most)
    {
        var rows = await transaction.Connection!.QueryAsync<(string RunId, string State)>(
            "UPDATE intent_confirmations SET tries = tries + 1, state = CASE WHEN tries + 1 >= @most THEN 'cancelled' ELSE state END "
            + "WHERE tenant_id = @Tenant AND subject_id = @SubjectId AND conversation_id = @ConversationId AND state = 'open' RETURNING run_id, state",
            new { of.Tenant, of.SubjectId, of.ConversationId, most },
            transaction);
        return [.. rows.Where(row => row.State == "cancelled").Select(row => row.RunId)];
    }
}

using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Intents.Running.Journal;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Journal;

/// <summary>The events of runs in a database.</summary>
internal static class EventRows
{
    private const string Columns = "sequence, kind, at, node, fence, data";

    /// <summary>Writes events whose last one gets number <paramref name="head"/>, in one statement.</summary>
    public static Task InsertAsync(DbTransaction transaction, SqlForm form, JournalAppend append, long head)
    {
        var sql = new StringBuilder("INSERT INTO intent_events (tenant_id, run_id, sequence, kind, at, node, fence, data) VALUES ");
        var values = new DynamicParameters(new { append.Tenant, append.RunId, append.Node, append.Fence });
        for (var i = 0; i < append.Events.Count; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            sql.Append(i == 0 ? "" : ", ").Append("(@Tenant, @RunId, @s").Append(number).Append(", @k").Append(number).Append(", @a").Append(number).Append(", @Node, @Fence, @d").Append(number).Append(')');
            values.Add("s" + number, head - append.Events.Count + 1 + i);
            values.Add("k" + number, append.Events[i].Kind);
            values.Add("a" + number, form.Instant(append.Events[i].At ?? append.At));
            values.Add("d" + number, append.Events[i].Data.GetRawText());
        }

        return transaction.Connection!.ExecuteAsync(sql.ToString(), values, transaction);
    }

    /// <summary>A statement that moves a run's row on and writes its events by the head it gives; it gives what <paramref name="advance"/> gives.</summary>
    /// <param name="advance">Moves the row; returns its head and whether it is to stop.</param>
    /// <param name="values">The parameters of <paramref name="advance"/>; the events' come to them.</param>
    /// <param name="form">The database's.</param>
    /// <param name="append">The events.</param>
    public static string InsertBehind(string advance, DynamicParameters values, SqlForm form, JournalAppend append)
    {
        var sql = new StringBuilder("WITH run AS (").Append(advance).Append("), written AS (INSERT INTO intent_events (tenant_id, run_id, sequence, kind, at, node, fence, data) ")
            .Append("SELECT @Tenant, @RunId, run.head - @Count + 1 + one.number, one.kind, one.at, @Node, @Fence, one.data FROM run, (VALUES ");
        values.Add("Node", append.Node);
        for (var i = 0; i < append.Events.Count; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            sql.Append(i == 0 ? "" : ", ").Append('(').Append(number).Append(", @k").Append(number).Append(", @a").Append(number).Append(", @d").Append(number).Append(')');
            values.Add("k" + number, append.Events[i].Kind);
            values.Add("a" + number, form.Instant(append.Events[i].At ?? append.At));
            values.Add("d" + number, append.Events[i].Data.GetRawText());
        }

        return sql.Append(") AS one (number, kind, at, data)) SELECT head, is_cancel_asked FROM run").ToString();
    }

    /// <summary>Reads a run's events after a number.</summary>
    public static async Task<IReadOnlyList<JournalEvent>> ReadAsync(DbConnection connection, SqlForm form, (string Tenant, string RunId, long After) of, CancellationToken cancellationToken)
    {
        await using var reader = await connection.ExecuteReaderAsync(
            $"SELECT {Columns} FROM intent_events WHERE tenant_id = @Tenant AND run_id = @RunId AND sequence > @After ORDER BY sequence",
            new { of.Tenant, of.RunId, of.After });
        var events = new List<JournalEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(Event(reader, form));
        }

        return events;
    }

    /// <summary>Reads the events of several runs.</summary>
    public static async Task<ILookup<string, JournalEvent>> ReadAllAsync(DbConnection connection, SqlForm form, (string Tenant, IReadOnlyCollection<string> RunIds) of, CancellationToken cancellationToken)
    {
        await using var reader = await connection.ExecuteReaderAsync(
            $"SELECT {Columns}, run_id FROM intent_events WHERE tenant_id = @Tenant AND {form.IsAmong("run_id", "RunIds")} ORDER BY run_id, sequence",
            new { of.Tenant, RunIds = of.RunIds.ToArray() });
        var events = new List<(string Run, JournalEvent Event)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add((reader.GetString(6), Event(reader, form)));
        }

        return events.ToLookup(one => one.Run, one => one.Event, StringComparer.Ordinal);
    }

    private static JournalEvent Event(DbDataReader reader, SqlForm form) => new(
        SqlForm.ReadLong(reader.GetValue(0)),
        reader.GetString(1),
        form.ReadInstant(reader.GetValue(2)),
        reader.GetString(3),
        SqlForm.ReadLong(reader.GetValue(4)),
        Parse(reader.GetString(5)));

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

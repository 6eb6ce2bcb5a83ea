using System.Data.Common;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Budgets.Slices;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage.Postgres;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Banyan.Storage.Budgets;

/// <summary>Counters that nodes share: each order is one call of a function of the schema, which locks the counters it needs in one order.</summary>
/// <remarks>
/// A commit waits for the disk with its locks held, and all nodes lock the same few counters. So only what is drawn of a strict budget waits for it. What a crash of the server takes back is told anew with
/// the next order, which says amounts and not changes of them (ADR 0152, 0154).
/// </remarks>
internal sealed class PostgresSlices(PostgresDatabase database, ISpending spending) : IBudgetSlices
{
    private const string Columns = "verdict, granted, room, used";
    private const string Call = "FROM budget_draw($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    private const int MostReleased = 100;
    private const int ReleaseSeconds = 30;
    private const string DrawDurably = $"SELECT {Columns} {Call}";
    private const string Draw = $"SELECT {Columns}, set_config('synchronous_commit', 'off', true) {Call}";

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<SliceGrant?>> DrawAsync(IReadOnlyList<SliceOrder> orders)
    {
        SortedOrder[] sorted = [.. orders.Select(static order => new SortedOrder(order))];
        try
        {
            return await DrawAsync(sorted);
        }
        catch (RowRefusedException) when (sorted.Length > 1)
        {
            // What the store won't take of one keeps no other from being counted.
            return await OneByOneAsync(sorted);
        }
        catch (RowRefusedException)
        {
            return [null];
        }
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CounterReading>> ReadAsync(IReadOnlyList<BudgetLine> lines, CancellationToken cancellationToken)
    {
        var readings = new List<CounterReading>(lines.Count);
        foreach (var line in lines)
        {
            var found = await ReadAsync(
                "budget_id = @budget AND scope_id = @scope AND period_start = @start",
                new { budget = line.Key.BudgetId, scope = line.Key.ScopeId, start = line.Key.PeriodStart.UtcDateTime },
                cancellationToken);
            readings.Add(found.Count > 0 ? found[0] : new CounterReading(line.Key, await spending.SpentAsync(line, cancellationToken), 0));
        }

        return readings;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CounterReading>> OfBudgetAsync(string budgetId, DateTimeOffset periodStart, int most, CancellationToken cancellationToken) =>
        await ReadAsync(
            "budget_id = @budgetId AND period_start = @start ORDER BY spent_nusd + reserved_nusd DESC, scope_id LIMIT @most",
            new { budgetId, start = periodStart.UtcDateTime, most },
            cancellationToken);

    /// <inheritdoc />
    public async ValueTask<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var count = await CallAsync("SELECT budget_expire_reservations(@now)", new { now = now.UtcDateTime }, cancellationToken);
        for (var released = 1; released > 0; count += released)
        {
            released = await CallAsync("SELECT budget_expire(@now, @most)", new { now = now.UtcDateTime, most = MostReleased }, cancellationToken);
        }

        return count;
    }

    /// <inheritdoc />
    public async ValueTask RecoverAsync(IReadOnlyList<Guid> slices, CancellationToken cancellationToken)
    {
        foreach (var some in slices.Chunk(MostReleased))
        {
            await CallAsync("SELECT budget_release(@some, NULL)", new { some }, cancellationToken);
        }
    }

    private async Task<SliceGrant?[]> OneByOneAsync(SortedOrder[] orders)
    {
        var grants = new SliceGrant?[orders.Length];
        for (var i = 0; i < orders.Length; i++)
        {
            try
            {
                grants[i] = (await DrawAsync([orders[i]]))[0];
            }
            catch (RowRefusedException)
            {
                // Stays null: not counted.
            }
        }

        return grants;
    }

    private async Task<int> CallAsync(string sql, object values, CancellationToken cancellationToken)
    {
        try
        {
            return await database.ReadAsync(connection => connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, values, commandTimeout: ReleaseSeconds)), cancellationToken);
        }
        catch (RowRefusedException refused)
        {
            // Counters somebody wrote by hand, say: nothing else stops for it.
            throw new StoreAwayException("Budgets can't be counted: " + refused.Message, refused);
        }
    }

    private async Task<SliceGrant?[]> DrawAsync(SortedOrder[] sorted)
    {
        var grants = new SliceGrant?[sorted.Length];
        while (Array.Exists(grants, static grant => grant is null))
        {
            var waiting = Enumerable.Range(0, sorted.Length).Where(at => grants[at] is null).ToArray();
            var answers = await database.ReadAsync(connection => SendAsync((NpgsqlConnection)connection, [.. waiting.Select(at => sorted[at])]), CancellationToken.None);
            for (var i = 0; i < waiting.Length; i++)
            {
                var (order, answer) = (sorted[waiting[i]], answers[i]);
                if (answer.Verdict < 0)
                {
                    await BeginAsync(order.Lines[-answer.Verdict - 1], [.. sorted.Select(static one => one.Order.Slice)]);
                }
                else
                {
                    grants[waiting[i]] = order.Grant(answer.Verdict, answer.Granted, answer.Room, answer.Used);
                }
            }
        }

        return grants;
    }

    /// <summary>Sends orders at once; each is committed by itself.</summary>
    private static async Task<(int Verdict, long Granted, long Room, long[] Used)[]> SendAsync(NpgsqlConnection connection, SortedOrder[] orders)
    {
        await using var batch = new NpgsqlBatch(connection) { EnableErrorBarriers = true };
        foreach (var order in orders)
        {
            batch.BatchCommands.Add(Command(order));
        }

        var answers = new (int, long, long, long[])[orders.Length];
        await using var reader = await batch.ExecuteReaderAsync();
        for (var i = 0; i < answers.Length; i++)
        {
            await reader.ReadAsync();
            answers[i] = (reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<long[]>(3));
            await reader.NextResultAsync();
        }

        return answers;
    }

    private static NpgsqlBatchCommand Command(SortedOrder sorted)
    {
        var (order, lines) = (sorted.Order, sorted.Lines);
        var command = new NpgsqlBatchCommand(order.Draws && lines.Any(static line => line.Rule.IsStrict) ? DrawDurably : Draw);
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.Slice });
        parameters.Add(new NpgsqlParameter<long> { TypedValue = order.Number });
        parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = order.Since.UtcDateTime });
        parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = order.Expires.UtcDateTime });
        parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. lines.Select(static line => line.Key.BudgetId)] });
        parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. lines.Select(static line => line.Key.ScopeId)] });
        parameters.Add(new NpgsqlParameter { Value = lines.Select(static line => line.Key.PeriodStart.UtcDateTime).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. lines.Select(static line => line.Holds ? line.LimitNanoUsd : -1)] });
        foreach (var amount in (long[])[order.Base, order.Free, order.Mine, order.Charged, order.Need, order.Also, order.Ahead, order.Part, order.Unit])
        {
            parameters.Add(new NpgsqlParameter<long> { TypedValue = amount });
        }

        foreach (var flag in (bool[])[order.IsLast, order.LeavesTrace])
        {
            parameters.Add(new NpgsqlParameter<bool> { TypedValue = flag });
        }

        return command;
    }

    /// <summary>Begins a counter with what the ledger says, but for what the slices tell that are being told; a node that was quicker has begun it.</summary>
    private async Task BeginAsync(BudgetLine line, IReadOnlyList<Guid> slices)
    {
        var spent = await SpentAsync(line, slices);
        await database.ReadAsync(
            connection => connection.ExecuteAsync(
                "INSERT INTO budget_counters (budget_id, scope_id, period_start, period_end, spent_nusd, reserved_nusd) VALUES (@budget, @scope, @start, @end, @spent, 0) ON CONFLICT DO NOTHING",
                new { budget = line.Key.BudgetId, scope = line.Key.ScopeId, start = line.Span.Start.UtcDateTime, end = line.Span.End.UtcDateTime, spent }),
            CancellationToken.None);
    }

    private async Task<long> SpentAsync(BudgetLine line, IReadOnlyList<Guid> slices)
    {
        try
        {
            return await spending.SpentBesideAsync(line, slices, CancellationToken.None);
        }
        catch (IOException failed) when (failed is not StoreAwayException)
        {
            throw new StoreAwayException("Budgets can't be counted while the spool can't be read: " + failed.Message, failed);
        }
    }

    private Task<IReadOnlyList<CounterReading>> ReadAsync(string condition, object values, CancellationToken cancellationToken) =>
        database.RowsAsync($"SELECT budget_id, scope_id, period_start, spent_nusd, reserved_nusd FROM budget_counters WHERE {condition}", values, ReadCounter, cancellationToken);

    private CounterReading ReadCounter(DbDataReader reader) =>
        new(new CounterKey(reader.GetString(0), reader.GetString(1), database.Form.ReadInstant(reader.GetValue(2))), reader.GetInt64(3), reader.GetInt64(4));
}

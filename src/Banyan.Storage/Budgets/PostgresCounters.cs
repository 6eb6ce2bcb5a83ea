using Banyan.Gateway.Budgets;
using Banyan.Storage.Postgres;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Banyan.Storage.Budgets;

/// <summary>Counters that nodes share: each step is one call of a function of the schema, which locks the counters it needs in one order.</summary>
/// <remarks>
/// A commit waits for the disk with its locks held, and every ask locks the same few counters. So only holds on a strict budget wait for it. A settlement that a crash of the server takes back
/// leaves its hold, which is settled by the ledger when it expires; of holds a crash may take those of its last moments (ADR 0152).
/// </remarks>
internal sealed class PostgresCounters(PostgresDatabase database, ISpending spending) : IBudgetCounters
{
    private const string HoldDurably = "SELECT verdict, used FROM budget_hold($1, $2, $3, $4, $5, $6, $7)";
    private const string Hold = "SELECT verdict, used, set_config('synchronous_commit', 'off', true) FROM budget_hold($1, $2, $3, $4, $5, $6, $7)";

    /// <inheritdoc />
    public async ValueTask<HoldResult> HoldAsync(Guid exchange, IReadOnlyList<BudgetLine> lines, long amount, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var order = Enumerable.Range(0, lines.Count).OrderBy(at => lines[at].Key.BudgetId, StringComparer.Ordinal).ThenBy(at => lines[at].Key.ScopeId, StringComparer.Ordinal).ToArray();
        var sorted = order.Select(at => lines[at]).ToArray();
        while (true)
        {
            var (verdict, used) = await database.ReadAsync(connection => HoldAsync((NpgsqlConnection)connection, exchange, sorted, amount, expires, cancellationToken), cancellationToken);
            if (verdict < 0)
            {
                await BeginAsync(sorted[-verdict - 1], cancellationToken);
                continue;
            }

            var inTheirOrder = new long[lines.Count];
            for (var i = 0; i < order.Length; i++)
            {
                inTheirOrder[order[i]] = used[i];
            }

            return new HoldResult(verdict == 0 ? -1 : order[verdict - 1], inTheirOrder);
        }
    }

    /// <inheritdoc />
    public async ValueTask SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => connection.ExecuteAsync(
                "SELECT set_config('synchronous_commit', 'off', true), budget_settle(@exchanges, @actuals)",
                new { exchanges = settlements.Select(one => one.Exchange).ToArray(), actuals = settlements.Select(one => one.ActualNanoUsd).ToArray() }),
            cancellationToken);

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
    public async ValueTask<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => connection.ExecuteScalarAsync<int>("SELECT budget_expire(@now)", new { now = now.UtcDateTime }), cancellationToken);

    private static async Task<(int Verdict, long[] Used)> HoldAsync(
        NpgsqlConnection connection, Guid exchange, BudgetLine[] lines, long amount, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(lines.Any(static line => line.Rule.IsStrict) ? HoldDurably : Hold, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = exchange });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = expires.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. lines.Select(line => line.Key.BudgetId)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. lines.Select(line => line.Key.ScopeId)] });
        command.Parameters.Add(new NpgsqlParameter { Value = lines.Select(line => line.Key.PeriodStart.UtcDateTime).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. lines.Select(line => line.Holds ? line.LimitNanoUsd : -1)] });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = amount });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt32(0), reader.GetFieldValue<long[]>(1));
    }

    /// <summary>Begins a counter with what the ledger says; a node that was quicker has begun it.</summary>
    private async Task BeginAsync(BudgetLine line, CancellationToken cancellationToken)
    {
        var spent = await spending.SpentAsync(line, cancellationToken);
        await database.ReadAsync(
            connection => connection.ExecuteAsync(
                "INSERT INTO budget_counters (budget_id, scope_id, period_start, period_end, spent_nusd, reserved_nusd) VALUES (@budget, @scope, @start, @end, @spent, 0) ON CONFLICT DO NOTHING",
                new { budget = line.Key.BudgetId, scope = line.Key.ScopeId, start = line.Span.Start.UtcDateTime, end = line.Span.End.UtcDateTime, spent }),
            cancellationToken);
    }

    private Task<IReadOnlyList<CounterReading>> ReadAsync(string condition, object values, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<CounterReading>>(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync($"SELECT budget_id, scope_id, period_start, spent_nusd, reserved_nusd FROM budget_counters WHERE {condition}", values);
                var readings = new List<CounterReading>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    var key = new CounterKey(reader.GetString(0), reader.GetString(1), database.Form.ReadInstant(reader.GetValue(2)));
                    readings.Add(new CounterReading(key, reader.GetInt64(3), reader.GetInt64(4)));
                }

                return readings;
            },
            cancellationToken);
}

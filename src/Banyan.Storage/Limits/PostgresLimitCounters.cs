using System.Data.Common;
using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.Storage.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Banyan.Storage.Limits;

/// <summary>Buckets in PostgreSQL: one statement a decision, by the database's clock.</summary>
/// <param name="database">The database.</param>
/// <param name="node">This node.</param>
/// <param name="settings">How it is asked.</param>
internal sealed class PostgresLimitCounters(PostgresDatabase database, NodeName node, CounterSettings settings) : ILimitCounters
{
    private const string Take = "SELECT granted, level, is_short, epoch FROM take_limits($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    private static readonly double Life = ILimitCounters.NodeLife.TotalMicroseconds;
    private const string Beat = "SELECT beat_limits($1, $2, $3, $4, $5, $6)";

    /// <inheritdoc />
    public string Name => "PostgreSQL";

    /// <inheritdoc />
    public TimeSpan Patience => settings.DatabasePatience;

    /// <inheritdoc />
    public async ValueTask<bool> TakeAsync(CounterLine[] lines, CancellationToken cancellationToken)
    {
        var (at, keys) = CounterOrder.Sorted(lines);
        object?[] values =
        [
            node.Text, Life, Now(), CounterOrder.NewEpoch(), keys, Column(line => line.Limit), Column(line => line.Key.Unit == LimitUnit.Concurrent),
            Column(line => line.IsShadow), Column(line => line.Need), Column(line => line.Extra), Column(line => line.Booked), Column(line => line.Floor), Column(line => line.Epoch),
        ];
        await AskAsync(
            Take,
            values,
            async reader =>
            {
                for (var i = 0; await reader.ReadAsync(cancellationToken); i++)
                {
                    ref var line = ref lines[at[i]];
                    (line.Granted, line.Level, line.IsShort, line.Epoch) = (reader.GetInt64(0), reader.GetDouble(1), reader.GetBoolean(2), reader.GetInt64(3));
                }
            },
            cancellationToken);
        return CounterOrder.IsTaken(lines);

        T[] Column<T>(Func<CounterLine, T> of) => Array.ConvertAll(at, i => of(lines[i]));
    }

    /// <inheritdoc />
    public async ValueTask<int> BeatAsync(IReadOnlyList<CounterLine> held, CancellationToken cancellationToken)
    {
        var (at, keys) = CounterOrder.Sorted(held);
        var nodes = 1;
        object?[] values = [node.Text, Life, Now(), keys, Array.ConvertAll(at, i => (long)held[i].Floor), Array.ConvertAll(at, i => held[i].Need)];
        await AskAsync(
            Beat,
            values,
            async reader =>
            {
                await reader.ReadAsync(cancellationToken);
                nodes = reader.GetInt32(0);
            },
            cancellationToken);
        return nodes;
    }

    private async Task AskAsync(string sql, object?[] values, Func<NpgsqlDataReader, Task> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
            {
                command.Parameters.Add(value is null ? new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Double, Value = DBNull.Value } : new NpgsqlParameter { Value = value });
            }

            // Known to the connection after its first use.
            await command.PrepareAsync(cancellationToken);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await read(reader);
        }
        catch (DbException away)
        {
            throw new StoreAwayException("Rate limits can't be counted in PostgreSQL: " + away.Message, away);
        }
    }

    private double? Now() => settings.Clock is { } clock ? (clock.GetUtcNow() - CounterOrder.Start).TotalMicroseconds : null;
}

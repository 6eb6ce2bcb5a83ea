using System.Globalization;
using Banyan.Gateway.Routing.Learning;
using Banyan.Storage.Completions;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Routing;

/// <summary>What was seen of models, in a database; the SQL is the same on both.</summary>
internal sealed class ModelStatsStore(Database database) : IModelStatsStore
{
    private const string Plus =
        "INSERT INTO model_stats (model_id, category, hour, calls, failures, quality_for, quality_against) VALUES (@Model, @Category, @Hour, @Calls, @Failures, @For, @Against) "
        + "ON CONFLICT (model_id, category, hour) DO UPDATE SET calls = model_stats.calls + excluded.calls, failures = model_stats.failures + excluded.failures, "
        + "quality_for = model_stats.quality_for + excluded.quality_for, quality_against = model_stats.quality_against + excluded.quality_against";

    private const string Who =
        $"SELECT {CompletionReader.Model}, p.category, q.route, r.decision FROM {CompletionReader.Joined} "
        + "LEFT JOIN prompts p ON p.tenant_id = q.tenant_id AND CAST(p.id AS text) = q.prompt_id WHERE q.tenant_id = @tenant AND q.id = @request";

    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task AddAsync(IReadOnlyList<ModelStat> seen, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            // Sorted, so that two nodes never wait for each other in a circle.
            var rows = seen.OrderBy(stat => stat.Model, StringComparer.Ordinal).ThenBy(stat => stat.Category, StringComparer.Ordinal).ThenBy(stat => stat.Hour).Select(stat => new
            {
                stat.Model,
                stat.Category,
                Hour = _form.Instant(stat.Hour),
                stat.Seen.Calls,
                stat.Seen.Failures,
                stat.Seen.For,
                stat.Seen.Against,
            });
            return await transaction.Connection!.ExecuteAsync(Plus, rows, transaction);
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ModelStat>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken) => database.RowsAsync(
        "SELECT model_id, category, hour, calls, failures, quality_for, quality_against FROM model_stats WHERE hour >= @since ORDER BY hour, model_id, category",
        new { since = _form.Instant(since) },
        reader => new ModelStat(
            reader.GetString(0),
            reader.GetString(1),
            _form.ReadInstant(reader.GetValue(2)),
            new EvidenceCount(Number(reader.GetValue(3)), Number(reader.GetValue(4)), Number(reader.GetValue(5)), Number(reader.GetValue(6)))),
        cancellationToken);

    /// <inheritdoc />
    public async Task<RecentAnswer?> WhoAnsweredAsync(string tenant, Guid request, CancellationToken cancellationToken)
    {
        var found = await database.Of(tenant).RowsAsync(
            Who,
            new { tenant, request = _form.Id(request) },
            reader => reader.IsDBNull(0)
                ? null
                : new RecentAnswer(tenant, reader.GetString(0), reader.IsDBNull(1) ? "" : reader.GetString(1), CompletionReader.Route(reader, 2, 3)?.Weighed),
            cancellationToken);
        return found is [var answer, ..] ? answer : null;
    }

    /// <inheritdoc />
    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync("DELETE FROM model_stats WHERE hour < @before", new { before = _form.Instant(before) }, transaction),
        cancellationToken);

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}

using System.Data;
using System.Data.Common;
using Banyan.Intents.Migration.Store;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Routes;

/// <summary>Writes a batch of routes in one transaction. Rows go in sorted, so that two nodes never wait for each other in a circle.</summary>
internal sealed class RouteWriter(DbTransaction transaction, SqlForm form)
{
    private const string PutStage =
        "INSERT INTO intent_routes (tenant_id, intent, setting, since, half_since, demoted_to, demoted_at, reason) "
        + "VALUES (@Tenant, @Intent, @Setting, @Since, @HalfSince, @DemotedTo, @DemotedAt, @Reason) "
        + "ON CONFLICT (tenant_id, intent) DO UPDATE SET setting = excluded.setting, since = excluded.since, half_since = excluded.half_since, "
        + "demoted_to = excluded.demoted_to, demoted_at = excluded.demoted_at, reason = excluded.reason "
        + "WHERE @IsFirst = @No OR intent_routes.setting <> excluded.setting";

    // The later write decides, in whatever order two nodes tell of theirs.
    private const string PutBinding =
        "INSERT INTO intent_affinities (tenant_id, person, family, side, run_id, until) VALUES (@Tenant, @Person, @Family, @Side, @RunId, @Until) "
        + "ON CONFLICT (tenant_id, person, family) DO UPDATE SET side = excluded.side, run_id = excluded.run_id, until = excluded.until "
        + "WHERE excluded.until >= intent_affinities.until";

    private const string AddCalls =
        "INSERT INTO route_calls (tenant_id, grain, at, intent, backend, side, kind, bucket, calls, errors, fallbacks) "
        + "VALUES (@Tenant, @Grain, @At, @Intent, @Backend, @Side, @Kind, @Bucket, @Calls, @Errors, @Fallbacks) "
        + "ON CONFLICT (tenant_id, grain, at, intent, backend, side, kind, bucket) DO UPDATE SET calls = route_calls.calls + excluded.calls, "
        + "errors = route_calls.errors + excluded.errors, fallbacks = route_calls.fallbacks + excluded.fallbacks";

    private const string AddDiff =
        "INSERT INTO shadow_diffs (tenant_id, run_id, step_id, path, at, intent, backend, old_value, new_value) "
        + "VALUES (@Tenant, @RunId, @StepId, @Path, @At, @Intent, @Backend, @Old, @New) ON CONFLICT (tenant_id, run_id, step_id, path) DO NOTHING";

    private const string AddNoise =
        "INSERT INTO shadow_noise (tenant_id, intent, path, tests, differed) VALUES (@Tenant, @Intent, @Path, @Tests, @Differed) "
        + "ON CONFLICT (tenant_id, intent, path) DO UPDATE SET tests = shadow_noise.tests + excluded.tests, differed = shadow_noise.differed + excluded.differed";

    private const string AddDemand =
        "INSERT INTO intent_demand (tenant_id, at, intent, person, messages) VALUES (@Tenant, @At, @Intent, @Person, @Messages) "
        + "ON CONFLICT (tenant_id, at, intent, person) DO UPDATE SET messages = intent_demand.messages + excluded.messages";

    private const string AddUnmet =
        "INSERT INTO intent_unmet (tenant_id, at, words, person, messages) VALUES (@Tenant, @At, @Words, @Person, @Messages) "
        + "ON CONFLICT (tenant_id, at, words, person) DO UPDATE SET messages = intent_unmet.messages + excluded.messages";

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(RouteBatch batch)
    {
        await RunAsync(PutStage, batch.Stages.OrderBy(row => (row.Tenant, row.Intent)).Select(Stage));
        await RunAsync(PutBinding, batch.Bindings.OrderBy(row => (row.Tenant, row.Person, row.Family))
            .Select(row => new { row.Tenant, row.Person, row.Family, row.Side, row.RunId, Until = form.Instant(row.Until) }));
        await RunAsync(AddCalls, Grains(batch.Calls));
        await RunAsync(AddDiff, batch.Diffs.OrderBy(row => (row.Tenant, row.RunId, row.StepId, row.Path))
            .Select(row => new { row.Tenant, row.RunId, row.StepId, row.Path, At = form.Instant(row.At), row.Intent, row.Backend, row.Old, row.New }));
        await RunAsync(AddNoise, batch.Noise.OrderBy(row => (row.Tenant, row.Intent, row.Path)));
        await RunAsync(AddDemand, batch.Demand.OrderBy(row => (row.Tenant, row.Hour, row.Intent, row.Person))
            .Select(row => new { row.Tenant, At = form.Instant(row.Hour), row.Intent, row.Person, row.Messages }));
        await RunAsync(AddUnmet, batch.Unmet.OrderBy(row => (row.Tenant, row.Hour, row.Words, row.Person))
            .Select(row => new { row.Tenant, At = form.Instant(row.Hour), row.Words, row.Person, row.Messages }));
    }

    // Minutes for the short windows, hours for the long ones.
    private IEnumerable<object> Grains(IReadOnlyList<CallCount> calls)
    {
        var hours = calls.GroupBy(count => count with { At = count.At.AddTicks(-(count.At.Ticks % TimeSpan.TicksPerHour)), Calls = 0, Errors = 0, Fallbacks = 0 })
            .Select(group => group.Key with { Calls = group.Sum(one => one.Calls), Errors = group.Sum(one => one.Errors), Fallbacks = group.Sum(one => one.Fallbacks) });
        return Sorted(hours, "h").Concat(Sorted(calls, "m"));
    }

    private IEnumerable<object> Sorted(IEnumerable<CallCount> calls, string grain) =>
        calls.OrderBy(row => (row.Tenant, row.At, row.Intent, row.Backend, row.Side, row.Kind, row.Bucket)).Select(row => new
        {
            row.Tenant,
            Grain = grain,
            At = form.Instant(row.At),
            row.Intent,
            row.Backend,
            row.Side,
            row.Kind,
            row.Bucket,
            row.Calls,
            row.Errors,
            row.Fallbacks,
        });

    private object Stage(StageRow row)
    {
        // Said outright, for an absent instant has no type of its own.
        var instant = form.Instant(row.Since) is DateTime ? DbType.DateTime : DbType.Int64;
        var values = new DynamicParameters(new { row.Tenant, row.Intent, row.Setting, row.DemotedTo, row.Reason, IsFirst = form.Truth(row.IsFirst), No = form.Truth(false) });
        values.Add("Since", form.Instant(row.Since));
        values.Add("HalfSince", form.Instant(row.HalfSince), instant);
        values.Add("DemotedAt", form.Instant(row.DemotedAt), instant);
        return values;
    }

    private async Task RunAsync(string sql, IEnumerable<object> rows)
    {
        foreach (var row in rows)
        {
            await transaction.Connection!.ExecuteAsync(sql, row, transaction);
        }
    }
}

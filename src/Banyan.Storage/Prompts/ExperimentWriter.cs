using System.Data;
using System.Data.Common;
using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Store;
using Banyan.Gateway.Spine;
using Banyan.Storage.Alerting;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Prompts;

/// <summary>Writes an experiment with its arms in one transaction. Counts the tenant's revision up first, as writers of prompts do.</summary>
internal sealed class ExperimentWriter(DbTransaction transaction, SqlForm form, Experiment experiment)
{
    private readonly string _json = PromptWriter.JsonCast(form);

    /// <summary>The word of a status.</summary>
    public static string Word(ExperimentStatus status) => status switch
    {
        ExperimentStatus.Draft => "draft",
        ExperimentStatus.Running => "running",
        ExperimentStatus.Stopped => "stopped",
        ExperimentStatus.Concluded => "concluded",
    };

    public async Task<StoreEnd> CreateAsync()
    {
        await new PromptWriter(transaction, form, experiment.Tenant).BeginAsync();
        var values = Values();
        foreach (var version in experiment.Variants.Select(variant => variant.VersionId).Distinct())
        {
            if (await CountAsync("SELECT COUNT(*) FROM prompt_versions WHERE tenant_id = @Tenant AND prompt_id = @PromptId AND id = @Id", new { experiment.Tenant, PromptId = form.Id(experiment.PromptId), Id = form.Id(version) }) == 0)
            {
                return StoreEnd.Gone;
            }
        }

        var made = await ExecuteAsync(
            "INSERT INTO experiments (id, tenant_id, prompt_id, name, status, unit, salt, layer, targeting, guardrails, created_by, created_at, updated_at, weights_since, started_at, stopped_at, stop_reason, winner, revision) "
            + $"VALUES (@Id, @Tenant, @PromptId, @Name, @Status, @Unit, @Salt, @Layer, @Targeting{_json}, @Guardrails{_json}, @CreatedBy, @CreatedAt, @CreatedAt, @WeightsSince, @StartedAt, @StoppedAt, @StopReason, @Winner, @Revision) "
            + "ON CONFLICT DO NOTHING",
            values);
        if (made == 0)
        {
            return StoreEnd.Taken;
        }

        for (var ordinal = 0; ordinal < experiment.Variants.Count; ordinal++)
        {
            var variant = experiment.Variants[ordinal];
            await ExecuteAsync(
                "INSERT INTO experiment_variants (tenant_id, experiment_id, name, ordinal, version_id, model, is_control) VALUES (@Tenant, @Id, @Name, @Ordinal, @VersionId, @Model, @IsControl)",
                new { experiment.Tenant, Id = form.Id(experiment.Id), variant.Name, Ordinal = ordinal, VersionId = form.Id(variant.VersionId), variant.Model, IsControl = form.Truth(variant.IsControl) });
        }

        await WriteRangesAsync();
        return StoreEnd.Done;
    }

    public async Task<StoreEnd> SaveAsync()
    {
        await new PromptWriter(transaction, form, experiment.Tenant).BeginAsync();
        var values = Values();
        if (experiment.Status == ExperimentStatus.Running
            && await CountAsync("SELECT COUNT(*) FROM experiments WHERE tenant_id = @Tenant AND prompt_id = @PromptId AND layer = @Layer AND status = 'running' AND id <> @Id", values) > 0)
        {
            return StoreEnd.Taken;
        }

        var written = await ExecuteAsync(
            "UPDATE experiments SET status = @Status, updated_at = @Now, weights_since = @WeightsSince, started_at = @StartedAt, stopped_at = @StoppedAt, stop_reason = @StopReason, winner = @Winner, "
            + "revision = revision + 1 WHERE tenant_id = @Tenant AND id = @Id AND revision = @Revision",
            values);
        if (written == 0)
        {
            return await CountAsync("SELECT COUNT(*) FROM experiments WHERE tenant_id = @Tenant AND id = @Id", values) > 0 ? StoreEnd.Stale : StoreEnd.Gone;
        }

        await ExecuteAsync("DELETE FROM experiment_ranges WHERE tenant_id = @Tenant AND experiment_id = @Id", values);
        await WriteRangesAsync();
        if (experiment.Status is ExperimentStatus.Stopped or ExperimentStatus.Concluded)
        {
            await TellAsync();
        }

        return StoreEnd.Done;
    }

    private Task TellAsync() => EventRows.AddAsync(
        ServiceEvent.Of(
            experiment.StoppedAt ?? experiment.CreatedAt,
            experiment.Tenant,
            EventTypes.ExperimentStopped,
            new { experimentId = experiment.Id, promptId = experiment.PromptId, name = experiment.Name, status = Word(experiment.Status), reason = experiment.StopReason, winner = experiment.Winner }),
        transaction,
        form);

    private async Task WriteRangesAsync()
    {
        foreach (var (variant, range) in experiment.Variants.SelectMany(variant => variant.Ranges.Select(range => (variant.Name, range))))
        {
            await ExecuteAsync(
                "INSERT INTO experiment_ranges (tenant_id, experiment_id, variant, from_bucket, to_bucket) VALUES (@Tenant, @Id, @Variant, @From, @To)",
                new { experiment.Tenant, Id = form.Id(experiment.Id), Variant = variant, range.From, range.To });
        }
    }

    private DynamicParameters Values()
    {
        var values = new DynamicParameters(new
        {
            Id = form.Id(experiment.Id),
            experiment.Tenant,
            PromptId = form.Id(experiment.PromptId),
            experiment.Name,
            Status = Word(experiment.Status),
            Unit = Word(experiment.Unit),
            experiment.Salt,
            experiment.Layer,
            experiment.CreatedBy,
            CreatedAt = form.Instant(experiment.CreatedAt),
            Now = form.Instant(experiment.StoppedAt ?? experiment.WeightsSince ?? experiment.CreatedAt),
            experiment.StopReason,
            experiment.Winner,
            experiment.Revision,
        });
        values.Add("Targeting", experiment.Targeting?.GetRawText(), DbType.String);
        values.Add("Guardrails", experiment.Guardrails?.GetRawText(), DbType.String);
        values.Add("WeightsSince", form.Instant(experiment.WeightsSince), form.InstantType);
        values.Add("StartedAt", form.Instant(experiment.StartedAt), form.InstantType);
        values.Add("StoppedAt", form.Instant(experiment.StoppedAt), form.InstantType);
        return values;
    }

    private static string Word(ExperimentUnit unit) => unit switch
    {
        ExperimentUnit.User => "user",
        ExperimentUnit.Conversation => "conversation",
        ExperimentUnit.Service => "service",
        ExperimentUnit.Request => "request",
    };

    private Task<long> CountAsync(string sql, object values) => transaction.Connection!.ExecuteScalarAsync<long>(sql, values, transaction);

    private Task<int> ExecuteAsync(string sql, object values) => transaction.Connection!.ExecuteAsync(sql, values, transaction);
}

using System.Data.Common;
using Banyan.Gateway.Prompts.Experiments;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Prompts;

/// <summary>Reads experiments with their arms.</summary>
internal sealed class ExperimentRows(DbConnection connection, SqlForm form)
{
    private const string Columns =
        "e.id, e.tenant_id, e.prompt_id, e.name, e.status, e.unit, e.salt, e.layer, e.targeting, e.guardrails, e.created_by, e.created_at, e.weights_since, e.started_at, e.stopped_at, "
        + "e.stop_reason, e.winner, e.revision";

    private readonly PromptRows _rows = new(form);

    /// <summary>Reads those of a condition on <c>e</c>, oldest start first.</summary>
    public async Task<IReadOnlyList<Experiment>> ReadAsync(string where, object values)
    {
        var found = await PromptRows.ReadAsync(connection, $"SELECT {Columns} FROM experiments e WHERE {where} ORDER BY e.started_at, e.created_at, e.id", values, Experiment);
        if (found.Count == 0)
        {
            return found;
        }

        var ranges = (await PromptRows.ReadAsync(
            connection,
            $"SELECT r.experiment_id, r.variant, r.from_bucket, r.to_bucket FROM experiment_ranges r JOIN experiments e ON e.id = r.experiment_id WHERE {where} ORDER BY r.from_bucket",
            values,
            row => (Key: (form.ReadId(row.GetValue(0)), row.GetString(1)), Range: new BucketRange((int)SqlForm.ReadLong(row.GetValue(2)), (int)SqlForm.ReadLong(row.GetValue(3))))))
            .ToLookup(row => row.Key, row => row.Range);
        var variants = (await PromptRows.ReadAsync(
            connection,
            $"SELECT a.experiment_id, a.name, a.version_id, a.model, a.is_control FROM experiment_variants a JOIN experiments e ON e.id = a.experiment_id WHERE {where} ORDER BY a.ordinal",
            values,
            row => (Id: form.ReadId(row.GetValue(0)), Variant: new ExperimentVariant(row.GetString(1), form.ReadId(row.GetValue(2)))
            {
                Model = PromptRows.Text(row, 3),
                IsControl = SqlForm.ReadTruth(row.GetValue(4)),
            }))).ToLookup(row => row.Id, row => row.Variant);
        return [.. found.Select(experiment => experiment with
        {
            Variants = [.. variants[experiment.Id].Select(variant => variant with { Ranges = [.. ranges[(experiment.Id, variant.Name)]] })],
        })];
    }

    private Experiment Experiment(DbDataReader row) => new()
    {
        Id = form.ReadId(row.GetValue(0)),
        Tenant = row.GetString(1),
        PromptId = form.ReadId(row.GetValue(2)),
        Name = row.GetString(3),
        Status = Enum.Parse<ExperimentStatus>(row.GetString(4), ignoreCase: true),
        Unit = Enum.Parse<ExperimentUnit>(row.GetString(5), ignoreCase: true),
        Salt = row.GetString(6),
        Layer = row.GetString(7),
        Targeting = PromptRows.Json(row, 8),
        Guardrails = PromptRows.Json(row, 9),
        Variants = [],
        CreatedBy = row.GetString(10),
        CreatedAt = form.ReadInstant(row.GetValue(11)),
        WeightsSince = _rows.Instant(row, 12),
        StartedAt = _rows.Instant(row, 13),
        StoppedAt = _rows.Instant(row, 14),
        StopReason = PromptRows.Text(row, 15),
        Winner = PromptRows.Text(row, 16),
        Revision = (int)SqlForm.ReadLong(row.GetValue(17)),
    };
}

using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Catalog;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Config;

/// <summary>Rows of what is changed over the interface, both ways.</summary>
internal sealed class ConfigRows(SqlForm form)
{
    public const string RevisionColumns = "id, created_at, created_by, source, document, diff, valid, active, problems";
    public const string PriceColumns =
        "id, model_id, valid_from, free, input, cached_input, cache_write_5m, cache_write_1h, output, reasoning, audio_in, audio_out, per_request, batch_factor, tiers, service_tiers, created_at, created_by";

    private const decimal NanoUsd = 1_000_000_000m;

    public string AddRevision =>
        $"INSERT INTO config_revisions ({RevisionColumns}) VALUES (@Id, @At, @By, @Source, @Document, @Diff, @Valid, @Active, @Problems{form.Json}) ON CONFLICT DO NOTHING";

    public string AddPrice =>
        $"INSERT INTO model_prices ({PriceColumns}) VALUES (@Id, @Model, @ValidFrom, @Free, @Input, @CachedInput, @CacheWrite5m, @CacheWrite1h, @Output, @Reasoning, @AudioInput, @AudioOutput, "
        + $"@PerRequest, @BatchFactor, @Tiers{form.Json}, @ServiceTiers{form.Json}, @CreatedAt, @CreatedBy) ON CONFLICT DO NOTHING";

    public static ConfigEntry Entry(DbDataReader reader) => new(reader.GetString(0), reader.GetString(1), reader.GetString(2), (int)SqlForm.ReadLong(reader.GetValue(3)));

    public static (string Provider, string Name, string Origin, string Hidden) Sealed(DbDataReader reader) => (reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3));

    public object Values(ConfigRevision revision) => new
    {
        Id = form.Id(revision.Id),
        At = form.Instant(revision.At),
        revision.By,
        Source = revision.Source.ToString().ToLowerInvariant(),
        revision.Document,
        revision.Diff,
        Valid = form.Truth(revision.IsValid),
        Active = form.Truth(revision.IsActive),
        Problems = JsonSerializer.Serialize(revision.Problems),
    };

    public ConfigRevision Revision(DbDataReader reader) => new()
    {
        Id = form.ReadId(reader.GetValue(0)),
        At = form.ReadInstant(reader.GetValue(1)),
        By = reader.GetString(2),
        Source = Enum.Parse<RevisionSource>(reader.GetString(3), ignoreCase: true),
        Document = reader.GetString(4),
        Diff = reader.GetString(5),
        IsValid = SqlForm.ReadTruth(reader.GetValue(6)),
        IsActive = SqlForm.ReadTruth(reader.GetValue(7)),
        Problems = JsonSerializer.Deserialize<ConfigProblem[]>(reader.GetString(8)) ?? [],
    };

    public object Values(StoredPrice price) => new
    {
        Id = form.Id(price.Id),
        price.Model,
        ValidFrom = form.Instant(price.Row.ValidFrom),
        Free = form.Truth(price.Row.IsFree),
        Input = Nano(price.Row.PerMillion.Input),
        CachedInput = Nano(price.Row.PerMillion.CachedInput),
        CacheWrite5m = Nano(price.Row.PerMillion.CacheWrite5m),
        CacheWrite1h = Nano(price.Row.PerMillion.CacheWrite1h),
        Output = Nano(price.Row.PerMillion.Output),
        Reasoning = Nano(price.Row.PerMillion.Reasoning),
        AudioInput = Nano(price.Row.PerMillion.AudioInput),
        AudioOutput = Nano(price.Row.PerMillion.AudioOutput),
        PerRequest = Nano(price.Row.PerRequestUsd),
        BatchFactor = price.Row.BatchFactor.ToString(CultureInfo.InvariantCulture),
        Tiers = JsonSerializer.Serialize(price.Row.Tiers),
        ServiceTiers = JsonSerializer.Serialize(price.Row.ServiceTiers.ToDictionary(tier => tier.Key, tier => tier.Value, StringComparer.Ordinal)),
        CreatedAt = form.Instant(price.CreatedAt),
        price.CreatedBy,
    };

    public StoredPrice Price(DbDataReader reader)
    {
        var id = form.ReadId(reader.GetValue(0));
        var row = new PriceRow
        {
            Id = id.ToString("D"),
            ValidFrom = form.ReadInstant(reader.GetValue(2)),
            IsFree = SqlForm.ReadTruth(reader.GetValue(3)),
            PerMillion = new TokenPrices
            {
                Input = Usd(reader, 4),
                CachedInput = Usd(reader, 5),
                CacheWrite5m = Usd(reader, 6),
                CacheWrite1h = Usd(reader, 7),
                Output = Usd(reader, 8),
                Reasoning = Usd(reader, 9),
                AudioInput = Usd(reader, 10),
                AudioOutput = Usd(reader, 11),
            },
            PerRequestUsd = Usd(reader, 12) ?? 0,
            BatchFactor = decimal.Parse(reader.GetString(13), CultureInfo.InvariantCulture),
            Tiers = JsonSerializer.Deserialize<PriceTier[]>(reader.GetString(14)) ?? [],
            ServiceTiers = new Dictionary<string, decimal>(JsonSerializer.Deserialize<Dictionary<string, decimal>>(reader.GetString(15)) ?? [], StringComparer.OrdinalIgnoreCase),
        };
        return new StoredPrice(id, reader.GetString(1), row, form.ReadInstant(reader.GetValue(16)), reader.GetString(17));
    }

    private static long? Nano(decimal? usd) => usd is { } some ? decimal.ToInt64(some * NanoUsd) : null;

    private static decimal? Usd(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : SqlForm.ReadLong(reader.GetValue(column)) / NanoUsd;
}

using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Watching;

/// <summary>Tells while the configuration on disk is refused.</summary>
internal sealed class ConfigReadings : ICatalogObserver, IAlertSource
{
    private volatile Reading? _refused;

    /// <inheritdoc />
    public void Applied(CatalogSnapshot snapshot) => _refused = null;

    /// <inheritdoc />
    public void Rejected(string summary, int errors) => _refused = new Reading(AlertKinds.ConfigRejected, "", "", errors, $"The configuration is refused, the one before stays in force: {summary}");

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) => new(_refused is { } refused ? [refused] : []);
}

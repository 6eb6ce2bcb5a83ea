namespace Banyan.Gateway.Spine;

/// <summary>Learns of configuration changes: alerts, logs, feeds. Contained: what it throws never reaches the catalogue.</summary>
public interface ICatalogObserver
{
    /// <summary>Takes in that a snapshot is in force from now on (<c>config_applied</c>).</summary>
    void Applied(CatalogSnapshot snapshot);

    /// <summary>Takes in that a document was refused and the old snapshot stays (<c>config_rejected</c>).</summary>
    /// <param name="summary">The first error, as <c>CFG030 aliases.fast.targets[0]: ...</c>; no secrets.</param>
    /// <param name="errors">How many errors there were.</param>
    void Rejected(string summary, int errors);
}

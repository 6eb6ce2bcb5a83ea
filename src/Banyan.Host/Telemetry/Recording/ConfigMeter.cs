using Banyan.Gateway.Spine;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>Counts refused configurations.</summary>
internal sealed class ConfigMeter(Board board) : ICatalogObserver
{
    public void Applied(CatalogSnapshot snapshot)
    {
        // The version in force is read from the catalogue itself.
    }

    public void Rejected(string summary, int errors) => board.Rejected.Add(default);
}

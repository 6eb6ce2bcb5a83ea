using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>What is known while a configuration is turned into a snapshot. Lives for one load.</summary>
internal sealed class Draft(Section root, HostSettings settings, ProblemList problems, DateOnly today)
{
    public HostSettings Settings { get; } = settings;

    /// <summary>What the database lays over file and environment.</summary>
    public ConfigLayer Layer { get; init; } = ConfigLayer.Empty;

    /// <summary>The bound document.</summary>
    public Section Root { get; } = root;

    public ProblemList Problems { get; } = problems;

    public DateOnly Today { get; } = today;

    /// <summary>Providers by name, <c>mock</c> among them; those with errors are left out.</summary>
    public SortedDictionary<string, Provider> Providers { get; } = new(StringComparer.Ordinal);

    /// <summary>The built-in provider each one is made from.</summary>
    public Dictionary<string, ProviderTemplate> Templates { get; } = new(StringComparer.Ordinal);

    /// <summary>Models by full name.</summary>
    public SortedDictionary<string, ModelEntry> Models { get; } = new(StringComparer.Ordinal);

    /// <summary>Aliases by name, resolved.</summary>
    public SortedDictionary<string, ModelAlias> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>References to secrets that had no value: looked at again, since their providers are incomplete without them.</summary>
    public List<string> MissingSecrets { get; } = [];

    /// <summary>Whether a provider other than the mock can be used.</summary>
    public bool HasRealProvider => Providers.Values.Any(provider => provider.Kind != "mock" && provider.IsConfigured);
}
